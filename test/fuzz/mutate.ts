/** Mutations of files: what transfers, converters and hands do to them, and worse. */
import type { Random } from '../../src/sample/random.js';
import { changeInside, placeOfText } from './packed.js';
import { patternAlphabet } from './pattern-alphabet.js';

type Mutation = (bytes: Buffer, random: Random) => Buffer;

/** A stretch of the file: mostly short, now and then long. */
function stretch(bytes: Buffer, random: Random): { start: number; end: number } {
  const longest = random.chance(0.8) ? 64 : bytes.length;
  const start = random.integer(0, bytes.length);
  return { start, end: Math.min(bytes.length, start + random.integer(0, longest)) };
}

function replaced(bytes: Buffer, start: number, end: number, insert: Uint8Array): Buffer {
  return Buffer.concat([bytes.subarray(0, start), insert, bytes.subarray(end)]);
}

/** The place of a marker, one of its occurrences; null where there is none. */
function occurrence(bytes: Buffer, marker: string, random: Random): number | null {
  const start = random.integer(0, bytes.length);
  const found = bytes.indexOf(marker, start, 'latin1');
  const first = found === -1 ? bytes.indexOf(marker, 0, 'latin1') : found;
  return first === -1 ? null : first;
}

/** Texts that upset readers of markup, numbers, packages and encodings. */
const POISON: readonly string[] = [
  '<table>',
  '</table>',
  '<td colspan="99999999" rowspan="65535">',
  '<td rowspan="0">',
  '<tr><td><tr><td>',
  '<!--',
  '<script>',
  '<![CDATA[',
  '&#x110000;&#55296;&nbsp&amp&#;',
  '<!DOCTYPE x [<!ENTITY a "&b;&b;"><!ENTITY b "99">]>&a;',
  '</w:tbl>',
  '<w:gridSpan w:val="100000"/>',
  '<w:vMerge/>',
  '\t'.repeat(5000),
  '|'.repeat(3000),
  '(（'.repeat(2000),
  '一、'.repeat(1500),
  '9'.repeat(400),
  '1,'.repeat(500),
  '\u0000\u0001\ufffe',
  '\ud800',
  '\u202e\u200b\ufeff',
  '第二十条第（一）项\n信息内容\n',
  '一、本年新收政府信息公开申请数量',
  ' 999 ',
  'endobj\n1 0 obj\n<</Type/Catalog/Pages 1 0 R>>\nendobj\n',
  'stream\n',
  'endstream',
  ' /Kids [1 0 R 2 0 R 3 0 R] ',
  ' /Length 999999999 ',
];

/** Longest run of one character: a pattern that looks at each of its parts again shows. */
const LONGEST_RUN = 60_000;
const ALPHABET = patternAlphabet();

/** With a long run of a unit in it, mostly where text is. */
function withRun(bytes: Buffer, random: Random, unit: string): Buffer {
  const at = random.chance(0.7) ? placeOfText(bytes, random) : random.integer(0, bytes.length);
  return replaced(bytes, at, at, Buffer.from(unit.repeat(random.integer(100, LONGEST_RUN))));
}

const MARKERS: readonly string[] = [
  'PK\x01\x02',
  'PK\x05\x06',
  'PK\x03\x04',
  'xref',
  'trailer',
  'startxref',
  'stream',
  '/Length',
  '<table',
  '<tr',
  '<td',
  'charset=',
];

const MUTATIONS: readonly Mutation[] = [
  // Cut off, at either end.
  (bytes, random) => bytes.subarray(0, random.integer(0, bytes.length)),
  (bytes, random) => bytes.subarray(random.integer(0, bytes.length)),
  // A stretch taken out, doubled, moved, set to zero.
  (bytes, random) => {
    const { start, end } = stretch(bytes, random);
    return replaced(bytes, start, end, Buffer.alloc(0));
  },
  (bytes, random) => {
    const { start, end } = stretch(bytes, random);
    return replaced(bytes, start, start, bytes.subarray(start, end));
  },
  (bytes, random) => {
    const { start, end } = stretch(bytes, random);
    const rest = replaced(bytes, start, end, Buffer.alloc(0));
    const target = random.integer(0, rest.length);
    return replaced(rest, target, target, bytes.subarray(start, end));
  },
  (bytes, random) => {
    const { start, end } = stretch(bytes, random);
    return replaced(bytes, start, end, Buffer.alloc(end - start));
  },
  // Bits flipped.
  (bytes, random) => {
    const flipped = Buffer.from(bytes);
    for (let count = random.integer(1, 20); count > 0 && flipped.length > 0; count -= 1) {
      const at = random.integer(0, flipped.length - 1);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << random.integer(0, 7));
    }
    return flipped;
  },
  // Bytes of any kind inserted.
  (bytes, random) => {
    const at = random.integer(0, bytes.length);
    return replaced(
      bytes,
      at,
      at,
      Buffer.from(Array.from({ length: random.integer(1, 40) }, () => random.integer(0, 255))),
    );
  },
  // Poison in any place, or in place of some markup.
  (bytes, random) => {
    const at = random.integer(0, bytes.length);
    return replaced(bytes, at, at, Buffer.from(random.pick(POISON)));
  },
  (bytes, random) => {
    const at = occurrence(bytes, random.pick(MARKERS), random);
    return at === null ? bytes : replaced(bytes, at, at, Buffer.from(random.pick(POISON)));
  },
  // A long run of one character, or of two in turns.
  (bytes, random) => {
    const unit = random.pick(ALPHABET) + (random.chance(0.3) ? random.pick(ALPHABET) : '');
    return withRun(bytes, random, unit);
  },
  // The bytes around a structure's marker: lengths, offsets, counts.
  (bytes, random) => {
    const at = occurrence(bytes, random.pick(MARKERS), random);
    if (at === null) return bytes;
    const changed = Buffer.from(bytes);
    for (let count = random.integer(1, 4); count > 0; count -= 1) {
      const target = Math.min(changed.length - 1, at + random.integer(0, 46));
      changed[target] = random.pick([0, 1, 0x7f, 0xff, random.integer(0, 255)]);
    }
    return changed;
  },
  // The file twice.
  (bytes) => Buffer.concat([bytes, bytes]),
];

/** One to three mutations of a file, those of a package in it or in one of its members; the same seed gives the same mutant. */
export function mutate(bytes: Buffer, random: Random): Buffer {
  let mutant = bytes;
  for (let count = random.integer(1, 3); count > 0; count -= 1) {
    const mutation = random.pick(MUTATIONS);
    mutant = random.chance(0.5) ? changeInside(mutant, random, mutation) : mutation(mutant, random);
  }
  return mutant;
}

/** The file with a long run of one character of the patterns' alphabet in its text; `index` goes through all of them. */
export function mutateByRun(bytes: Buffer, random: Random, index: number): Buffer {
  const character = ALPHABET[index % ALPHABET.length] ?? ' ';
  return changeInside(bytes, random, (inside, own) => withRun(inside, own, character));
}
