/** Labels of groups of rows in 表二; set in narrow columns, their pieces come between the lines of row labels and beside numbers. */
import { findTable } from '../forms/forms.js';
import { allLetters } from './label-text.js';

/** The letters of each group's label with its number: 三本年度办理结果, 三不予公开 … */
export const GROUP_LABELS: readonly string[] = [
  ...new Set(
    (findTable('2021', 'applications')?.rows ?? []).flatMap(({ groups }) =>
      groups.map(({ number, label }) => allLetters(`${number ?? ''}${label}`)),
    ),
  ),
];

/** True for a piece of such a label; a text without letters is one too. */
export function isPieceOfGroup(text: string): boolean {
  const letters = allLetters(text);
  return GROUP_LABELS.some((group) => group.includes(letters));
}
