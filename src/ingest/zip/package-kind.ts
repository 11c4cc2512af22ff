/** What a ZIP file is: an archive of files, or one document that is packed as ZIP. */

/** `archive` for files of whatever sort; all others are one document. */
export type PackageKind =
  | 'word-document'
  | 'workbook'
  | 'presentation'
  | 'open-document'
  | 'open-spreadsheet'
  | 'fixed-layout'
  | 'book'
  | 'joined'
  | 'archive';

/** Part of an Office Open XML package that no other archive has (ECMA-376, Open Packaging Conventions). */
const CONTENT_TYPES = '[content_types].xml';

/** Folder of a package's main part, by kind. */
const FOLDERS: readonly (readonly [string, PackageKind])[] = [
  ['word/', 'word-document'],
  ['xl/', 'workbook'],
  ['ppt/', 'presentation'],
];

/** A member of a source that was joined of several files: those after its type, numbered. */
const JOINED_MEMBER = /^[1-9]\d*\/[^/]+$/u;

/** Judges by the members' names. */
export function packageKind(names: readonly string[]): PackageKind {
  const lower = names.map((name) => name.toLowerCase());
  if (lower.includes(CONTENT_TYPES)) {
    const found = FOLDERS.find(([folder]) => lower.some((name) => name.startsWith(folder)));
    if (found !== undefined) return found[1];
  }
  // Files at the root of OpenDocument packages and of OFD, the Chinese fixed-layout format (GB/T 33190).
  if (lower.includes('mimetype') && lower.includes('content.xml')) return 'open-document';
  // The container file of EPUB (OCF 3.3, 4.2.6.3).
  if (lower.includes('mimetype') && lower.includes('meta-inf/container.xml')) return 'book';
  if (names[0] === 'mimetype' && names.length > 2 && names.slice(1).every((name) => JOINED_MEMBER.test(name)))
    return 'joined';
  return lower.includes('ofd.xml') ? 'fixed-layout' : 'archive';
}
