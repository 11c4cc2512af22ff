/** Where the server gives the bytes of a source: the same path in the API, in exports and on the pages. */
export function sourcePath(sha256: string): string {
  return `/source/${sha256}`;
}

/** Where the server gives one of the files of a joined source. @param part from 1 */
export function sourcePartPath(sha256: string, part: number): string {
  return `${sourcePath(sha256)}/${String(part)}`;
}
