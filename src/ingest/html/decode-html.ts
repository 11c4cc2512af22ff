/** Bytes of a web page to text. What the page declares is heard last: evidence decides. */
import { SetAsideError } from '../../errors.js';
import { decodeText, plausibility } from '../decode-text.js';
import type { DecodedText, TextEncodingName } from '../decode-text.js';

/** Share of characters beyond ASCII that must be common in Chinese before a damaged text is believed. */
const LEAST_PLAUSIBILITY = 0.9;
/** Share of characters that may be damaged. */
const MOST_DAMAGE = 0.005;
const REPLACEMENT = /\ufffd/gu;
/** How far into the page a declaration is (WHATWG HTML, 4.2.5.4: within the first 1024 bytes; some are later). */
const HEAD_BYTES = 8192;

/**
 * Decodes as {@link decodeText} does. A page of which single bytes are damaged, as by a cut in the middle of a
 * character, is read too; each damaged place becomes U+FFFD, which no number and no label contains.
 *
 * @throws SetAsideError as decodeText does.
 */
export function decodeHtml(bytes: Uint8Array): DecodedText {
  try {
    return decodeText(bytes);
  } catch (error) {
    if (!(error instanceof SetAsideError) || error.reason !== 'unreadable-encoding') throw error;
    const damaged = decodeDamaged(bytes);
    if (damaged === null) throw error;
    return damaged;
  }
}

/** The encoding in which fewest characters are uncommon; the declared one is tried first and wins a tie. */
function decodeDamaged(bytes: Uint8Array): DecodedText | null {
  let best: DecodedText | null = null;
  let bestPlausibility = LEAST_PLAUSIBILITY;
  const declared = declaredEncoding(bytes);
  for (const encoding of new Set([...(declared === null ? [] : [declared]), 'utf-8', 'gb18030'] as const)) {
    const text = new TextDecoder(encoding).decode(bytes);
    const damage = text.match(REPLACEMENT)?.length ?? 0;
    const found = plausibility(text);
    if (damage > text.length * MOST_DAMAGE || found <= bestPlausibility) continue;
    best = { text, encoding };
    bestPlausibility = found;
  }
  return best;
}

const DECLARATION = /<(?:meta|\?xml)\s[^>]{0,200}?(?:charset|encoding)\s*=\s*(?:["']\s*)?([\w-]+)/iu;

/** The encoding that a page says it is in; null where it names none of those that are read. */
export function declaredEncoding(bytes: Uint8Array): TextEncodingName | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, HEAD_BYTES));
  const label = DECLARATION.exec(head.toString('latin1'))?.[1]?.toLowerCase() ?? '';
  if (/^(?:gb|x-gbk|hz-gb|csgb|chinese)/u.test(label)) return 'gb18030';
  if (/^big5|^x-x-big5/u.test(label)) return 'big5';
  return /^utf-?8$/u.test(label) ? 'utf-8' : null;
}
