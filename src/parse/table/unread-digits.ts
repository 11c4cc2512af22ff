/** Digits that stand among the letters of a plain line and were read as no number: what its rows print is not known. */
import type { TableName } from '../../domain/cells.js';
import type { LogicalRow } from '../logical-rows.js';
import { findRows } from '../row-labels.js';

/** Digits that belong to labels and headers: the number of a row, of an article, of a year. */
const OF_LABELS = /(?:^|\D)\d{1,2}[.．、)）]\s*(?=[\p{Script=Han}“"]|$)|(?:19|20)\d\d年|第\d+条/gu;
/** A digit, signs of blank cells, or letters of which nothing tells what they show: fonts without a table of letters print digits so. */
const PRINTED = /\d|[—–―／/-]{2}|[\p{Co}\ufffd]/u;

/** True for a text that prints more than labels. */
export function printsDigits(raw: string): boolean {
  return PRINTED.test(raw.normalize('NFKC').replace(OF_LABELS, ' '));
}

/** The rows that are named on lines with such digits. */
export function rowsBesideDigits(
  table: TableName,
  rows: readonly LogicalRow[],
  read: ReadonlySet<string>,
): Set<string> {
  const beside = rows.filter(
    ({ positioned, fields }) =>
      !positioned &&
      fields.some(
        ({ raw, reading: { kind }, isRun }) => kind === 'text' && isRun !== true && printsDigits(raw),
      ),
  );
  return new Set(
    beside
      .flatMap(({ fields }) => findRows(table, fields.map(({ raw }) => raw).join(''), read))
      .map(({ label }) => label.rowKey),
  );
}
