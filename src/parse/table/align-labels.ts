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
import { ownLabel, ROWS_OF } from '../row-labels.js';

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

/** The rows whose labels are printed, in the form's order. `fields`: the texts of the table in reading order. */
export function alignLabels(table: TableName, fields: readonly Field[]): AlignedLabel[] {
  const printed: string[] = [];
  const fieldAt: number[] = [];
  fields.forEach((field, index) => {
    for (const letter of allLetters(field.raw)) {
      printed.push(letter);
      fieldAt.push(index);
    }
  });
  if (printed.length > MOST_LETTERS) return [];
  const labels = ROWS_OF[table].map((row) => ({ row, letters: [...ownLabel(row.full[0] ?? '')] }));
  const official = labels.flatMap(({ letters }) => letters);
  const places = alignLetters(official, printed);
  let start = 0;
  return labels.flatMap(({ row, letters }) => {
    const own = places.slice(start, start + letters.length);
    start += letters.length;
    const inRuns = own.filter((place, index) => isInRun(own, place, index));
    if (inRuns.length < Math.ceil(letters.length * FEWEST_IN_RUNS)) return [];
    const at = inRuns.map((place) => fieldAt[place] ?? 0);
    return [{ row, first: Math.min(...at), last: Math.max(...at) }];
  });
}

function isInRun(own: readonly number[], place: number, index: number): boolean {
  return place !== -1 && (own[index - 1] === place - 1 || own[index + 1] === place + 1);
}

/** For each official letter the index of the printed letter that stands for it; -1 where none does. */
function alignLetters(official: readonly string[], printed: readonly string[]): number[] {
  const width = printed.length + 1;
  const size = (official.length + 1) * width;
  const best = new Int32Array(size);
  const run = new Int32Array(size);
  for (let i = 1; i <= official.length; i += 1) {
    const letter = official[i - 1];
    for (let j = 1; j < width; j += 1) {
      const at = i * width + j;
      const before = at - width - 1;
      let value = Math.max(best[at - width] ?? 0, best[at - 1] ?? 0);
      if (letter === printed[j - 1]) {
        const going = run[before] ?? 0;
        const ending = Math.max((best[before] ?? 0) + LETTER, going === 0 ? 0 : going + LETTER + IN_RUN);
        run[at] = ending;
        value = Math.max(value, ending);
      }
      best[at] = value;
    }
  }
  const places = official.map(() => -1);
  let [i, j, inRun] = [official.length, printed.length, false];
  while (i > 0 && j > 0) {
    const at = i * width + j;
    const ending = run[at] ?? 0;
    if (ending > 0 && (inRun || ending === best[at])) {
      places[i - 1] = j - 1;
      const before = at - width - 1;
      inRun = (run[before] ?? 0) > 0 && ending === (run[before] ?? 0) + LETTER + IN_RUN;
      i -= 1;
      j -= 1;
    } else if (best[at] === best[at - 1]) j -= 1;
    else i -= 1;
  }
  return places;
}
