/**
 * Doubts about a table as a whole: tools that lose or displace numbers leave cells that look blank, or numbers that look whole. What
 * such a table shows is not taken for what the report prints: the cells are `UNREADABLE`, and a finding names them.
 */
import type { TableName } from '../domain/cells.js';
import type { Finding } from '../domain/finding.js';
import type { Place } from '../domain/report.js';
import type { LogicalRow } from './logical-rows.js';
import type { TableReading } from './table-reading.js';
import { readingFinding } from './table-reading.js';
import type { Doubt } from './doubts/table-doubt.js';
import { numbersBeforeHeader } from './doubts/header-doubts.js';
import { digitsBelowBlocks, endsBelowBeginnings } from './doubts/broken-number-doubts.js';
import {
  blankBelowBrokenHeader,
  unplacedBesideBlanks,
  mostBlocksContradict,
  partContradicts,
  mostBlocksDisplaced,
  twoInOneCell,
  totalInAnotherResult,
} from './doubts/review-doubts.js';
import {
  ofEitherRow,
  behindCutLabel,
  digitsNotRead,
  numbersAlone,
  numbersAmongPieces,
  numbersBelowBlankRow,
  numbersBesidePieceOfLabel,
  numbersAmongLabels,
  twoLabelsInOneCell,
} from './doubts/label-doubts.js';
import {
  blankAndBroken,
  groupBesideItsRows,
  unlabelledBesideWrongSum,
  digitsBehindRow,
  twoValuesInOneCell,
  totalInAnotherColumn,
  columnsLost,
  blankAmongFullRows,
  blankCellsAmongFullRows,
  beginningsLost,
  cutBesidePieces,
  firstColumnLost,
} from './doubts/number-doubts.js';

const DOUBTS: Readonly<Record<TableName, readonly Doubt[]>> = {
  disclosure: [
    digitsNotRead,
    numbersAmongLabels,
    twoLabelsInOneCell,
    numbersAlone,
    numbersAmongPieces,
    numbersBelowBlankRow,
    numbersBeforeHeader,
  ],
  applications: [
    ofEitherRow,
    behindCutLabel,
    digitsNotRead,
    twoLabelsInOneCell,
    digitsBehindRow,
    endsBelowBeginnings,
    twoValuesInOneCell,
    blankAndBroken,
    groupBesideItsRows,
    numbersAlone,
    numbersAmongPieces,
    numbersBelowBlankRow,
    numbersBesidePieceOfLabel,
    unlabelledBesideWrongSum,
    numbersAmongLabels,
    totalInAnotherColumn,
    columnsLost,
    cutBesidePieces,
    firstColumnLost,
    beginningsLost,
    blankAmongFullRows,
  ],
  review: [
    blankBelowBrokenHeader,
    unplacedBesideBlanks,
    mostBlocksContradict,
    mostBlocksDisplaced,
    totalInAnotherResult,
    partContradicts,
    twoInOneCell,
    digitsBelowBlocks,
    numbersAmongLabels,
  ],
};

/** The reading with its doubtful cells `UNREADABLE` and named, and with rows named that may be blank in the text alone. */
export function doubted(table: TableName, reading: TableReading, rows: readonly LogicalRow[]): TableReading {
  const place = rows[0]?.fields[0]?.place ?? null;
  const findings = [
    ...reading.findings,
    ...blankBesideFull(blankCellsAmongFullRows(reading, rows, table), place),
  ];
  const keys = [...new Set(DOUBTS[table].flatMap((doubt) => doubt(reading, rows, table)))];
  if (keys.length === 0) return { ...reading, findings };
  const cells = new Map(reading.cells);
  for (const key of keys) {
    cells.set(key, { state: 'UNREADABLE', value: null, raw: null, place: cells.get(key)?.place ?? null });
  }
  const finding = readingFinding(
    'unreadable-table',
    'WARNING',
    keys,
    place,
    `表中有数字脱落或移位的痕迹，${keys.length} 个单元格不作空白或数字读入`,
    `the table shows that numbers are lost or displaced: ${keys.length} cells are taken neither for blank nor for numbers`,
  );
  return { ...reading, cells, findings: [...findings, finding] };
}

function blankBesideFull(keys: string[], place: Place | null): Finding[] {
  if (keys.length === 0) return [];
  return [
    readingFinding(
      'blank-beside-full',
      'NOTICE',
      keys,
      place,
      `表中只有这些行全空，其余各行无一空格：原件中若为跨行合并的单元格，有的工具会把它留空，请与原件核对`,
      'only these rows are blank, in a table that leaves no other cell blank: where the source has a cell merged over rows, some tools leave it empty; compare the source',
    ),
  ];
}
