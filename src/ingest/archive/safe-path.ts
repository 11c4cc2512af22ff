/** Paths in archives, as something that leads nowhere else. */

/** The path of a file in an archive, parts joined by "/": nothing of it leads out ("/", "..", "C:"); null where nothing is left. */
export function safePath(path: string): string | null {
  const parts = path
    .replaceAll('\\', '/')
    .replace(/^[a-z]:/iu, '')
    .replace(/\p{Cc}/gu, '\ufffd')
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..');
  return parts.length === 0 ? null : parts.join('/');
}
