/** Programs that a file of an office format holds. None is ever run; whoever opens the file in its own program is asked to. */

/** Where the formats keep them: a member of a package, a stream of the binary formats (its name in UTF-16), a library of OpenDocument. */
const MARKS: readonly Buffer[] = [
  Buffer.from('vbaProject.bin'),
  Buffer.from('_VBA_PROJECT', 'utf16le'),
  Buffer.from('Basic/script-lc.xml'),
];

/** True for a package or a compound file in which macros are kept. Names of members are there in plain bytes. */
export function holdsMacros(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return MARKS.some((mark) => file.includes(mark));
}
