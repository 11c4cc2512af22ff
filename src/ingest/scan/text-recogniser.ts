/** What lines of text say. */
import type { OcrModels } from './ocr-runtime.js';
import type { Picture } from './picture.js';
import { resize } from './picture.js';

/** Height of what the model is shown, in pixels. */
const HEIGHT = 48;
/**
 * Pixels of width that are read at once, all lines of one width; a wider line alone. Measured on one core: of 96 pixels, six at once take a fifth less than
 * one by one; of 1,280, two at once a sixth more.
 */
const BATCH = 640;
/** The widest that is read, in pixels; what is wider is squeezed. */
const WIDEST = 3200;
const NARROWEST = 48;
/** Widths are rounded up to this, so that lines share a batch. */
const STEP = 32;

/** A letter as read. */
export interface ReadLetter {
  text: string;
  /** Its middle, as part of the picture's width. */
  at: number;
  /** From 0 to 1. */
  probability: number;
}

/** A line as read. */
export interface Reading {
  text: string;
  letters: ReadLetter[];
  /** The least sure of its letters, from 0 to 1; 0 where nothing is read. */
  confidence: number;
}

/** Reads pictures of one line each, in their order. */
export async function readLines(pictures: readonly Picture[], models: OcrModels): Promise<Reading[]> {
  const shaped = pictures.map((picture, index) => {
    const width = Math.max(1, Math.min(WIDEST, Math.round((picture.width * HEIGHT) / picture.height)));
    const padded = Math.max(NARROWEST, Math.ceil(width / STEP) * STEP);
    return { index, width, padded, picture: resize(picture, width, HEIGHT) };
  });
  shaped.sort((one, other) => one.padded - other.padded);
  const readings: Reading[] = [];
  for (let from = 0; from < shaped.length;) {
    const padded = shaped[from]?.padded ?? NARROWEST;
    let to = from + 1;
    while (shaped[to]?.padded === padded && (to + 1 - from) * padded <= BATCH) to += 1;
    const batch = shaped.slice(from, to);
    const found = await readBatch(batch, padded, models);
    batch.forEach(({ index }, place) => {
      readings[index] = found[place] ?? { text: '', letters: [], confidence: 0 };
    });
    from = to;
  }
  return readings;
}

async function readBatch(
  batch: readonly { width: number; picture: Picture }[],
  padded: number,
  { recogniser, letters, tensor }: OcrModels,
): Promise<Reading[]> {
  const size = HEIGHT * padded;
  const input = new Float32Array(batch.length * 3 * size).fill(1);
  batch.forEach(({ width, picture }, place) => {
    const first = place * 3 * size;
    for (let y = 0; y < HEIGHT; y += 1) {
      const to = first + y * padded;
      for (let x = 0; x < width; x += 1) input[to + x] = (picture.data[y * width + x] ?? 0) / 127.5 - 1;
    }
    // The model takes colours; the page is grey.
    input.copyWithin(first + size, first, first + size);
    input.copyWithin(first + 2 * size, first, first + size);
  });
  const feeds = { [recogniser.inputNames[0] ?? '']: tensor(input, [batch.length, 3, HEIGHT, padded]) };
  const output = (await recogniser.run(feeds))[recogniser.outputNames[0] ?? ''];
  if (output === undefined) return [];
  const [, steps = 0, classes = 0] = output.dims;
  return batch.map(({ width }, place) => {
    const own = output.data.subarray(place * steps * classes, (place + 1) * steps * classes);
    return decode(own, steps, classes, letters, width / padded);
  });
}

/** The class of the full-width digit by that of its twin, and the other way round: they look alike in a cell, and the model is torn between them. */
function digitTwins(letters: readonly string[]): ReadonlyMap<number, number> {
  const known = twinsOfLetters.get(letters);
  if (known !== undefined) return known;
  const twins = new Map<number, number>();
  for (const digit of '0123456789') {
    const wide = String.fromCodePoint((digit.codePointAt(0) ?? 0) + 0xfee0);
    const [one, other] = [letters.indexOf(digit) + 1, letters.indexOf(wide) + 1];
    if (one > 0 && other > 0) twins.set(one, other).set(other, one);
  }
  twinsOfLetters.set(letters, twins);
  return twins;
}

const twinsOfLetters = new WeakMap<readonly string[], ReadonlyMap<number, number>>();

/** The likeliest class of each step, what repeats and what is none left out. A digit is one letter, whatever its width. */
export function decode(
  scores: Float32Array,
  steps: number,
  classes: number,
  letters: readonly string[],
  used: number,
): Reading {
  const found: ReadLetter[] = [];
  const twins = digitTwins(letters);
  let last = 0;
  for (let step = 0; step < steps; step += 1) {
    let [best, score] = [0, -Infinity];
    for (let index = 0; index < classes; index += 1) {
      const value = scores[step * classes + index] ?? 0;
      if (value > score) [best, score] = [index, value];
    }
    const twin = twins.get(best);
    if (twin !== undefined) {
      score += scores[step * classes + twin] ?? 0;
      best = Math.min(best, twin);
    }
    const letter = found.at(-1);
    if (best !== 0 && best === last && letter !== undefined) {
      letter.probability = Math.max(letter.probability, score);
    } else if (best !== 0) {
      found.push({
        text: twin === undefined ? (letters[best - 1] ?? '') : (letters[best - 1] ?? '').normalize('NFKC'),
        at: Math.min(1, (step + 0.5) / steps / used),
        probability: score,
      });
    }
    last = best;
  }
  return {
    text: found.map(({ text }) => text).join(''),
    letters: found,
    confidence: found.length === 0 ? 0 : Math.min(...found.map(({ probability }) => probability)),
  };
}
