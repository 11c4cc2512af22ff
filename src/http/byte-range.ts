/** The part of a file that a `Range` header asks for (RFC 9110, 14.1.2). */

/** From `start` up to `end`, which is not part of it. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * Reads a header that names one range of bytes.
 *
 * @returns null where there is none, or several, or it is not understood: then the whole file is the answer
 */
export function readRange(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | null {
  const found = /^bytes=(\d*)-(\d*)$/u.exec(header?.trim() ?? '');
  if (found === null) return null;
  const [first = '', last = ''] = found.slice(1);
  if (first === '' && last === '') return null;
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length === 0 ? 'unsatisfiable' : { start: size - length, end: size };
  }
  const start = Number(first);
  if (start >= size) return 'unsatisfiable';
  if (last !== '' && Number(last) < start) return null;
  return { start, end: last === '' ? size : Math.min(Number(last) + 1, size) };
}
