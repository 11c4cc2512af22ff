/** Text in narrow columns as pieces of the labels that may stand there: what is of none of them is a label of the organ's own. */

import type { TableName } from '../../domain/cells.js';
import { GROUP_LABELS } from '../group-labels.js';
import { allLetters } from '../label-text.js';
import type { LogicalRow } from '../logical-rows.js';
import { APPLICATION_ROWS, DISCLOSURE_ROWS, HEADERS } from '../official-labels.js';
import type { RowLabel } from '../official-labels.js';
import { remembered } from '../remembered.js';
import { findRows, foreignRemainder, isLabelFragment } from '../row-labels.js';
import { ALL_SEEN } from '../row-segments.js';

/** A label that may stand near a row. */
export interface NearLabel {
  /** What the form and organs print for it, and how much of each has been seen. */
  readonly renderings: readonly { readonly text: string; seen: number }[];
  /** True for the label of a group, the pieces of which may stand beside any of its rows, letter by letter, and again on the next page. */
  readonly isGroup: boolean;
  /** True where its pieces stand in order. */
  readonly isInOrder: boolean;
}

/** A label of which nothing has been seen. */
export function nearLabel(texts: readonly string[], isGroup: boolean): NearLabel {
  return { renderings: texts.map((text) => ({ text, seen: 0 })), isGroup, isInOrder: !isGroup };
}

/** A piece of a line may be so many pieces of labels, set side by side in narrow columns. */
const MOST_PIECES = 4;
/** A single letter may be of any label. */
const SHORTEST_PIECE = 2;
/** So many letters of a label may be lost between two of its pieces that stand apart. */
const MOST_LOST = 4;

/** True for letters that are pieces of labels one after the other, and for a single letter, which may be misread; they are then seen. */
export function areOfLabels(letters: string, labels: readonly NearLabel[]): boolean {
  return lettersLeft(letters, labels) <= 1;
}

/** How many of the last letters are of no label behind so many pieces of labels. */
function lettersLeft(letters: string, labels: readonly NearLabel[]): number {
  let rest = letters;
  for (let piece = 0; rest.length > 1 && piece < MOST_PIECES; piece += 1) {
    const length = longestPiece(rest, labels, piece === 0 ? MOST_LOST : Infinity);
    if (length === 0) break;
    rest = rest.slice(length);
  }
  return rest.length;
}

/** How many of the first letters are the next piece of a label, which is then seen; of two labels, of that which has it sooner. */
function longestPiece(letters: string, labels: readonly NearLabel[], mostLost: number): number {
  for (let length = letters.length; length >= SHORTEST_PIECE; length -= 1) {
    const piece = letters.slice(0, length);
    const lost = labels.map((label) => lostBefore(label, piece));
    const least = Math.min(...lost);
    if (least === Infinity || least > mostLost) continue;
    see(labels[lost.indexOf(least)], piece);
    return length;
  }
  const first = letters.charAt(0);
  return labels.some((label) => label.isGroup && lostBefore(label, first) === 0) ? 1 : 0;
}

/** How many letters of a label, behind those that were seen, stand before a piece of it; infinite where it does not hold the piece. */
function lostBefore({ renderings, isInOrder }: NearLabel, piece: string): number {
  if (!isInOrder) return renderings.some(({ text }) => text.includes(piece)) ? 0 : Infinity;
  return Math.min(
    ...renderings.map(({ text, seen }) => {
      const at = text.indexOf(piece, seen);
      return at === -1 ? Infinity : at - seen;
    }),
  );
}

function see(label: NearLabel | undefined, piece: string): void {
  for (const rendering of label?.renderings ?? []) {
    const at = rendering.text.indexOf(piece, rendering.seen);
    if (at !== -1) rendering.seen = at + piece.length;
  }
}

/** All that a table prints beside numbers, in pieces of any order. */
function labelsOf(table: 'disclosure' | 'applications', rows: readonly RowLabel[]): readonly NearLabel[] {
  const texts = [...rows.flatMap(({ full }) => full), ...HEADERS[table].map(allLetters)];
  return [{ ...nearLabel(texts, false), isInOrder: false }];
}

const LABELS = {
  disclosure: labelsOf('disclosure', DISCLOSURE_ROWS),
  applications: [nearLabel(GROUP_LABELS, true), ...labelsOf('applications', APPLICATION_ROWS)],
};

/** True for letters that begin as no label of 表一 does, or go on as none: of a row of the organ's own. */
export const isOwnLabel = remembered((text): boolean => {
  const letters = text.replace(/\d/gu, '');
  return letters.length > 1 && lettersLeft(letters, LABELS.disclosure) > 0;
});

/** A line with so many numbers is a row. */
const FEWEST_NUMBERS = 2;
/** Above the first row of the form stand headers. */
const FIRST_ROWS = /本年新收|上年结转|予以公开/u;

/**
 * True where 表二 prints, below the label of its first row, letters of no label of the form: a row of the organ's own, with which the order of the
 * numbers does not tell whose they are.
 */
export function printsOwnRow(rows: readonly LogicalRow[]): boolean {
  const first = rows.findIndex(({ fields }) => fields.some(({ raw }) => FIRST_ROWS.test(raw)));
  return rows.slice(first + 1).some(({ fields, isUnknownLabel }) => {
    const numbers = fields.filter(({ reading: { kind } }) => kind === 'number');
    if (isUnknownLabel !== true && numbers.length < FEWEST_NUMBERS) return false;
    const texts = fields.flatMap(({ raw, reading: { kind } }) => (kind === 'text' ? [raw] : [])).join('');
    return isOfNoRow(texts);
  });
}

/** The letters of the headers, in any order: a tool may set their pieces among the rows. */
const OF_HEADER = new RegExp(`^[${HEADERS.applications.map(allLetters).join('')}]*$`, 'u');

/** A piece so long is told from words that two tables share. */
const LONG_PIECE = 4;

/** True for a line between the rows of a table that is no piece of its labels, nor one of another table's. */
export function isUnknownText(table: TableName, text: string): boolean {
  const letters = allLetters(text);
  if (letters.length >= LONG_PIECE && TABLES.some((other) => isLabelFragment(other, text))) return false;
  if (table === 'disclosure') return isOwnLabel(letters);
  return table === 'review' || (!OF_HEADER.test(letters.replace(/\d/gu, '')) && isOfNoRow(text));
}

const TABLES: readonly TableName[] = ['disclosure', 'applications'];

/** True for the texts of a line of 表二 that are of no label of the form. */
const isOfNoRow = remembered((texts): boolean => {
  if (areOfLabels(allLetters(texts).replace(/\d/gu, ''), LABELS.applications)) return false;
  const match = findRows('applications', texts, ALL_SEEN).at(-1);
  return match === undefined || foreignRemainder(match, texts) !== '';
});
