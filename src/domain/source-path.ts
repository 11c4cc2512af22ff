/** Where the server gives the bytes of a source: the same path in the API, in exports and on the pages. */
export function sourcePath(sha256: string): string {
  return `/source/${sha256}`;
}
