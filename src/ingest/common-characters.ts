/** Which characters one expects in a Chinese text: the evidence by which an encoding is chosen. */

/** Ranges of signs that Chinese documents use, by UTF-16 code unit. */
const SIGN_RANGES: readonly (readonly [number, number])[] = [
  [0x00a0, 0x00a0],
  [0x00b0, 0x00b7],
  [0x00d7, 0x00d7],
  [0x00f7, 0x00f7],
  [0x2000, 0x200b],
  [0x2010, 0x203b],
  [0x2100, 0x217b],
  [0x2190, 0x2193],
  [0x2460, 0x249b],
  [0x2500, 0x257f],
  [0x25a0, 0x25cf],
  [0x3000, 0x301f],
  [0x3220, 0x3229],
  [0xfeff, 0xfeff],
  [0xff01, 0xff5e],
];

let table: Uint8Array | null = null;

/**
 * For each UTF-16 code unit 1 where a Chinese text, simplified or traditional, commonly holds it. The Han are
 * those of the first level of GB 2312 (3,755) and of Big5 (5,401), which cover over 98 % of running text; of all
 * Han in the BMP they are a quarter, so that text read in a wrong encoding misses them.
 */
export function commonCharacters(): Uint8Array {
  table ??= buildTable();
  return table;
}

function buildTable(): Uint8Array {
  const common = new Uint8Array(0x10000);
  for (const [from, to] of SIGN_RANGES) common.fill(1, from, to + 1);
  // The two standards order their first level by bytes: the decoder itself holds the list.
  markDecoded(common, 'gb18030', 0xb0, 0xd7);
  markDecoded(common, 'big5', 0xa4, 0xc6);
  return common;
}

function markDecoded(common: Uint8Array, encoding: string, fromLead: number, toLead: number): void {
  const decoder = new TextDecoder(encoding);
  for (let lead = fromLead; lead <= toLead; lead += 1) {
    for (let trail = 0xa1; trail <= 0xfe; trail += 1)
      mark(common, decoder.decode(Uint8Array.of(lead, trail)));
    if (encoding !== 'big5') continue;
    for (let trail = 0x40; trail <= 0x7e; trail += 1)
      mark(common, decoder.decode(Uint8Array.of(lead, trail)));
  }
}

/** Marks a decoded pair if it is one Han; unassigned pairs decode to something else. */
function mark(common: Uint8Array, decoded: string): void {
  if (/^[\u4e00-\u9fff]$/u.test(decoded)) common[decoded.charCodeAt(0)] = 1;
}
