/** Labels of which letters were misread, that numbers cut, or that are parted over two texts. */
import type { TableName } from '../domain/cells.js';
import { findTable } from '../forms/forms.js';
import { editDistance } from './label-text.js';
import { APPLICATION_ROWS, DISCLOSURE_ROWS } from './official-labels.js';
import type { RowLabel } from './official-labels.js';

/** The heading over the outcomes, and the number of the first of them. */
const BEFORE_FIRST_OUTCOME = `${findTable('2021', 'applications')?.rows.find(({ groups }) => groups.length > 0)?.groups[0]?.label ?? ''}一`;

/** Rows of a table; the review table has one unlabelled row. */
export const ROWS_OF: Readonly<Record<TableName, readonly RowLabel[]>> = {
  disclosure: DISCLOSURE_ROWS,
  applications: APPLICATION_ROWS,
  review: [],
};

/** A row found in a run of label text. */
export interface RowMatch {
  label: RowLabel;
  /** Offsets of its core in the letters. */
  start: number;
  end: number;
  /** True where the letters differ from the form's (a wrongly read character). */
  corrected: boolean;
}

/** The labels of each row without group and number, in the form's order; each with what it may differ in. */
const OWN_LABELS: Readonly<Record<TableName, readonly { label: RowLabel; own: string; limit: number }[]>> = {
  disclosure: ownLabels('disclosure'),
  applications: ownLabels('applications'),
  review: [],
};

function ownLabels(table: TableName): { label: RowLabel; own: string; limit: number }[] {
  return ROWS_OF[table].flatMap((label) =>
    label.full.map((full) => {
      const own = ownLabel(full);
      return { label, own, limit: own.length < 8 ? Math.floor(own.length / 5) : Math.floor(own.length / 4) };
    }),
  );
}

/**
 * A label of which single characters were misread (沭→沐, 0→O): the one row within one wrong character in four or five, if
 * no other comes as near. Short labels are not corrected: too much else looks like them.
 */
export function findMisreadRow(table: TableName, letters: string): RowMatch | null {
  let best: RowMatch | null = null;
  let bestDistance = Infinity;
  let rivals = 0;
  const whole = new Set(
    OWN_LABELS[table].flatMap(({ label, own }) => (goesOnBehind(letters, own) ? [label] : [])),
  );
  for (const { label, own, limit } of OWN_LABELS[table]) {
    if (limit === 0 || whole.has(label)) continue;
    const tail = letters.slice(-own.length);
    if (foreignLetters(tail, own, limit) > limit) continue;
    const distance = editDistance(tail, own, limit);
    if (distance > limit) continue;
    if (distance < bestDistance) {
      best = { label, start: letters.length - tail.length, end: letters.length, corrected: true };
      bestDistance = distance;
      rivals = 0;
    } else if (distance === bestDistance && best?.label !== label) {
      rivals += 1;
    }
  }
  return rivals === 0 ? best : null;
}

/** More letters behind a whole label are not misread: another label follows. */
const MOST_BEHIND = 1;

function goesOnBehind(letters: string, own: string): boolean {
  const at = letters.indexOf(own);
  return at !== -1 && letters.length - at - own.length > MOST_BEHIND;
}

/** Letters of a text that a label has not, up to one more than `limit`: the two differ in as many at least. */
function foreignLetters(text: string, label: string, limit: number): number {
  let foreign = 0;
  for (let index = 0; index < text.length && foreign <= limit; index += 1) {
    if (!label.includes(text.charAt(index))) foreign += 1;
  }
  return foreign;
}

/** The shortest beginning of a label that still names its row. */
const SHORTEST_BEGINNING = 3;

/** Labels that may be cut by the numbers of their row ("6.属于四类过 1 0 …"): rows of which the letters end with a beginning. */
export function findBrokenRows(table: TableName, letters: string): RowMatch[] {
  const found: RowMatch[] = [];
  const last = letters.at(-1) ?? '';
  for (const label of ROWS_OF[table]) {
    const own = ownLabel(label.full[0] ?? '');
    if (!own.includes(last)) continue;
    const number = numberBefore(label.full[0] ?? '', own);
    const shortest = Math.max(SHORTEST_BEGINNING, Math.ceil(own.length / 3));
    for (let length = own.length - 1; length >= SHORTEST_BEGINNING; length -= 1) {
      if (!letters.endsWith(own.slice(0, length))) continue;
      // “7.属于行政” is not the row of number 8; with its number a label is known by less.
      const printed = /\d$/u.exec(letters.slice(0, -length))?.[0] ?? null;
      if (printed !== null && number !== null && printed !== number) break;
      if (length < shortest && (printed === null || number === null)) break;
      found.push({ label, start: letters.length - length, end: letters.length, corrected: true });
      break;
    }
  }
  return found;
}

/** The number that a label has before its own words; null where it has none. */
function numberBefore(full: string, own: string): string | null {
  return full.endsWith(own) ? (/\d$/u.exec(full.slice(0, -own.length))?.[0] ?? null) : null;
}

/** The ways to part a label, by the letters on both sides of the cut. */
type Cuts = ReadonlyMap<string, readonly { begin: string; rest: string }[]>;

const CUTS: Readonly<Record<TableName, Cuts>> = {
  disclosure: cutsOf('disclosure'),
  applications: cutsOf('applications'),
  review: new Map(),
};

function cutsOf(table: TableName): Cuts {
  const cuts = new Map<string, { begin: string; rest: string }[]>();
  for (const { own } of OWN_LABELS[table]) {
    for (let length = own.length - 1; length > 0 && own.length > 3; length -= 1) {
      const sides = own.slice(length - 1, length + 1);
      const cut = { begin: own.slice(0, length), rest: own.slice(length) };
      cuts.set(sides, [...(cuts.get(sides) ?? []), cut]);
    }
  }
  return cuts;
}

/**
 * The one row whose label is exactly the end of `before` and the beginning of `after`; `rest` is its part in `after`. Null
 * where there is none, or several.
 */
export function findSplitLabel(table: TableName, before: string, after: string): { rest: string } | null {
  const found = new Set<string>();
  for (const { begin, rest } of CUTS[table].get(before.slice(-1) + after.slice(0, 1)) ?? []) {
    if (before.endsWith(begin) && after.startsWith(rest)) found.add(rest);
  }
  const [rest] = found;
  return found.size === 1 && rest !== undefined ? { rest } : null;
}

/** A row's label without its group's label and its number. */
export function ownLabel(full: string): string {
  const own = full.replace(/^.*\d|^[一二三四五六七]/u, '');
  return own.startsWith(BEFORE_FIRST_OUTCOME) ? own.slice(BEFORE_FIRST_OUTCOME.length) : own;
}
