/** What a list table's reading says about how its numbers were placed. */
import type { Finding } from '../../domain/finding.js';
import type { Place } from '../../domain/report.js';
import { readingFinding } from '../table-reading.js';
import type { ListValue } from './list-row.js';
import type { MatchedRow } from './match-list-rows.js';

/** The finding that labels and numbers stand apart, and their order and number show which belong together. */
export function placedByOrder(cells: string[], place: Place | null): Finding {
  return readingFinding(
    'placed-by-order',
    'NOTICE',
    cells,
    place,
    '统计表的行标题与数字分离，行标题、单位和各列数字个数相同，按先后次序放置',
    'labels and numbers of the statistics table stand apart; placed in their order, as many labels as units and numbers of each column',
  );
}

/** The finding that digits which run together were parted, and by what. */
export function partedDigits({ row, form }: MatchedRow, values: readonly (ListValue | null)[]): Finding {
  const run = row.printed[0]?.raw ?? '';
  const parts = values.map((value) => value?.raw ?? '').join('、');
  const cells = (form?.columns ?? []).map(({ key }) => `${form?.key ?? ''}.${key}`);
  return readingFinding(
    'placed-by-sums',
    'NOTICE',
    cells,
    row.printed[0]?.place ?? row.place,
    `“${row.label}”一行的数字连在一起（${run}），按年度不大于历年累计及各项合计分为 ${parts}`,
    `the numbers of “${row.label}” run together (${run}); parted into ${parts}, for the year is no more than the total over the years and the parts add up`,
  );
}

export function undecidedColumns({ row }: MatchedRow, cells: string[]): Finding {
  const printed = row.printed.map(({ raw }) => raw).join('、');
  if (printed === '')
    return readingFinding(
      'unreadable-table',
      'WARNING',
      cells,
      row.place,
      `表中有数字与其行分离，无法判定“${row.label}”一行有无数字`,
      `the table has numbers apart from their rows; nothing decides whether “${row.label}” has any`,
    );
  return readingFinding(
    'ambiguous-column',
    'WARNING',
    cells,
    row.printed[0]?.place ?? row.place,
    `“${row.label}”一行印有 ${printed}，无法判定哪些数字属于哪一列`,
    `“${row.label}” prints ${printed}; nothing decides which of it belongs to which column`,
  );
}
