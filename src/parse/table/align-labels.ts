/**
 * Order-preserving alignment of the label text that a table prints with the labels of the form's rows.
 *
 * Text out of a PDF breaks labels over lines, parts them by the numbers of their rows and strews the vertical labels of
 * groups between; their letters still stand in the form's order. The alignment takes the most letters in order, runs of
 * letters before single ones, and tells where each row's label stands.
 */
import type { TableName } from '../../domain/cells.js';
import { allLetters } from '../label-text.js';
import type { Field } from '../logical-rows.js';
import type { RowLabel } from '../official-labels.js';
import { ownLabel, ROWS_OF } from '../damaged-labels.js';

/** A row of the form whose label is printed. */
export interface AlignedLabel {
  row: RowLabel;
  /** Indexes of the first and the last field that hold letters of it. */
  first: number;
  last: number;
}

/** What a letter in its place is worth, and what it is worth more right behind the letter before. */
const LETTER = 1;
const IN_RUN = 2;
/** So much of a label must be printed in runs of two letters or more. */
const FEWEST_IN_RUNS = 0.6;
/** More letters than this are no label text of one table: not aligned, so that time stays linear. */
const MOST_LETTERS = 4000;

/** An exact label of so many letters, printed once, is where it is: the letters between two of them are aligned by themselves. */
const SHORTEST_ANCHOR = 6;

/** The labels of a table's rows one behind the other, and where each begins and whether it stands there once. */
interface OfficialLabels {
  readonly letters: string;
  readonly labels: readonly { row: RowLabel; own: string; start: number; isUnique: boolean }[];
}

const OFFICIAL: Readonly<Record<TableName, OfficialLabels>> = {
  disclosure: officialLabels('disclosure'),
  applications: officialLabels('applications'),
  review: officialLabels('review'),
};

function officialLabels(table: TableName): OfficialLabels {
  const rows = ROWS_OF[table].map((row) => ({ row, own: ownLabel(row.full[0] ?? '') }));
  const letters = rows.map(({ own }) => own).join('');
  let start = 0;
  const labels = rows.map(({ row, own }) => {
    const label = { row, own, start, isUnique: letters.indexOf(own) === letters.lastIndexOf(own) };
    start += own.length;
    return label;
  });
  return { letters, labels };
}

/** The rows whose labels are printed, in the form's order. `fields`: the texts of the table in reading order. */
export function alignLabels(table: TableName, fields: readonly Field[]): AlignedLabel[] {
  let printed = '';
  const fieldAt: number[] = [];
  fields.forEach((field, index) => {
    const letters = allLetters(field.raw);
    printed += letters;
    for (let count = letters.length; count > 0; count -= 1) fieldAt.push(index);
  });
  if (printed.length > MOST_LETTERS) return [];
  const official = OFFICIAL[table];
  const places = alignBetweenAnchors(official, printed);
  return official.labels.flatMap(({ row, own: label, start }) => {
    const own = places.slice(start, start + label.length);
    const inRuns = own.filter((place, index) => isInRun(own, place, index));
    if (inRuns.length < Math.ceil(label.length * FEWEST_IN_RUNS)) return [];
    const at = inRuns.map((place) => fieldAt[place] ?? 0);
    return [{ row, first: Math.min(...at), last: Math.max(...at) }];
  });
}

/** For each official letter the index of the printed letter that stands for it; -1 where none does. */
function alignBetweenAnchors({ letters, labels }: OfficialLabels, printed: string): number[] {
  const anchors = labels.flatMap(({ own, start, isUnique }) => {
    const at = isUnique && own.length >= SHORTEST_ANCHOR ? printed.indexOf(own) : -1;
    return at === -1 || printed.includes(own, at + 1) ? [] : [{ start, at, length: own.length }];
  });
  // Labels in another order than the form's say nothing of what stands between them.
  const isInOrder = anchors.every(({ at }, index) => index === 0 || at > (anchors[index - 1]?.at ?? 0));
  const places: number[] = [];
  let [from, printedFrom] = [0, 0];
  for (const { start, at, length } of isInOrder ? anchors : []) {
    places.push(...alignLetters(letters.slice(from, start), printed.slice(printedFrom, at), printedFrom));
    for (let index = 0; index < length; index += 1) places.push(at + index);
    [from, printedFrom] = [start + length, at + length];
  }
  places.push(...alignLetters(letters.slice(from), printed.slice(printedFrom), printedFrom));
  return places;
}

function isInRun(own: readonly number[], place: number, index: number): boolean {
  return place !== -1 && (own[index - 1] === place - 1 || own[index + 1] === place + 1);
}

/** How good an alignment of the first letters of two texts may be, by their numbers: at best, and where it ends in a run of both. */
interface Scores {
  best: Int32Array;
  run: Int32Array;
}

function scoresOf(official: string, printed: string): Scores {
  const width = printed.length + 1;
  const size = (official.length + 1) * width;
  const best = new Int32Array(size);
  const run = new Int32Array(size);
  for (let i = 1; i <= official.length; i += 1) {
    const letter = official.charCodeAt(i - 1);
    for (let j = 1; j < width; j += 1) {
      const at = i * width + j;
      const before = at - width - 1;
      let value = Math.max(best[at - width] ?? 0, best[at - 1] ?? 0);
      if (letter === printed.charCodeAt(j - 1)) {
        const going = run[before] ?? 0;
        const ending = Math.max((best[before] ?? 0) + LETTER, going === 0 ? 0 : going + LETTER + IN_RUN);
        run[at] = ending;
        value = Math.max(value, ending);
      }
      best[at] = value;
    }
  }
  return { best, run };
}

/** As {@link alignBetweenAnchors}, of a stretch that is printed from `offset` on. */
function alignLetters(official: string, printed: string, offset: number): number[] {
  const places = new Array<number>(official.length).fill(-1);
  if (official === '' || printed === '') return places;
  const width = printed.length + 1;
  const { best, run } = scoresOf(official, printed);
  let [i, j, inRun] = [official.length, printed.length, false];
  while (i > 0 && j > 0) {
    const at = i * width + j;
    const ending = run[at] ?? 0;
    if (ending > 0 && (inRun || ending === best[at])) {
      places[i - 1] = offset + j - 1;
      const before = at - width - 1;
      inRun = (run[before] ?? 0) > 0 && ending === (run[before] ?? 0) + LETTER + IN_RUN;
      i -= 1;
      j -= 1;
    } else if (best[at] === best[at - 1]) j -= 1;
    else i -= 1;
  }
  return places;
}
