/** Bytes to text: the encoding is detected, never assumed, and a decoding is strict or it does not count. */
import { isUtf8 } from 'node:buffer';
import { SetAsideError } from '../errors.js';
import { commonCharacters } from './common-characters.js';

/** Encodings that are read, by their WHATWG names. */
export type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'big5';

/** A text and the encoding that its bytes were in. */
export interface DecodedText {
  /** Without the byte order mark; otherwise exactly what the bytes say. */
  text: string;
  encoding: TextEncodingName;
}

const BYTE_ORDER_MARKS: readonly (readonly [TextEncodingName, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** Tried where neither a mark nor UTF-8 decides; among equals the earlier wins. */
const CANDIDATES: readonly TextEncodingName[] = ['gb18030', 'big5', 'utf-16le', 'utf-16be'];

/** Share of its characters beyond ASCII that must be common in Chinese before an encoding is believed. */
const LEAST_PLAUSIBILITY = 0.7;

/** Share of control characters above which content is no text. */
const MOST_CONTROLS = 0.01;

/**
 * Decodes a text file: byte order mark, strict UTF-8, then whichever of GB18030, Big5 and UTF-16 without a mark
 * decodes strictly and yields the most common Chinese characters. Linear in the size.
 *
 * @throws SetAsideError `binary-file` or `unreadable-encoding`, with what to do.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const decoded = decodeByMark(bytes) ?? decodeUtf8(bytes) ?? decodeByPlausibility(bytes);
  if (decoded === null) {
    throw controlShare(Buffer.from(bytes.subarray(0, 65_536)).toString('latin1')) > MOST_CONTROLS
      ? binaryFile()
      : new SetAsideError(
          'unreadable-encoding',
          'The text is in none of the encodings that are read (UTF-8, GB18030/GBK/GB2312, Big5, UTF-16), or it is damaged. Save it as UTF-8 and try again.',
        );
  }
  if (decoded.text.includes('\0') || controlShare(decoded.text) > MOST_CONTROLS) throw binaryFile();
  return decoded;
}

function binaryFile(): SetAsideError {
  return new SetAsideError(
    'binary-file',
    'The file is not text: it holds bytes that no text has. Check that it is the right file, or save the document as a UTF-8 text file.',
  );
}

/** Null where the bytes are not valid in the encoding. */
function decodeStrictly(bytes: Uint8Array, encoding: TextEncodingName): DecodedText | null {
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding };
  } catch {
    return null;
  }
}

function decodeByMark(bytes: Uint8Array): DecodedText | null {
  const found = BYTE_ORDER_MARKS.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte));
  return found === undefined ? null : decodeStrictly(bytes, found[0]);
}

function decodeUtf8(bytes: Uint8Array): DecodedText | null {
  // NUL is valid UTF-8, but a text that has it is UTF-16 or no text at all.
  return isUtf8(bytes) && !bytes.includes(0) ? decodeStrictly(bytes, 'utf-8') : null;
}

function decodeByPlausibility(bytes: Uint8Array): DecodedText | null {
  let best: DecodedText | null = null;
  let bestPlausibility = 0;
  for (const encoding of CANDIDATES) {
    const decoded = decodeStrictly(bytes, encoding);
    if (decoded === null) continue;
    const found = plausibility(decoded.text);
    if (found >= LEAST_PLAUSIBILITY && found > bestPlausibility) {
      best = decoded;
      bestPlausibility = found;
    }
  }
  return best;
}

/**
 * Share of common characters among those that tell encodings apart: all beyond ASCII, and control characters. 1 where
 * there is none of them.
 */
export function plausibility(text: string): number {
  const common = commonCharacters();
  let telling = 0;
  let good = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80 && !isControl(unit)) continue;
    telling += 1;
    good += common[unit] ?? 0;
  }
  return telling === 0 ? 1 : good / telling;
}

function controlShare(text: string): number {
  let controls = 0;
  for (let index = 0; index < text.length; index += 1) {
    if (isControl(text.charCodeAt(index))) controls += 1;
  }
  return text.length === 0 ? 0 : controls / text.length;
}

/** C0 controls but for tab, line feed, vertical tab, form feed and carriage return; DEL. */
function isControl(unit: number): boolean {
  return (unit < 0x20 && (unit < 0x09 || unit > 0x0d)) || unit === 0x7f;
}
