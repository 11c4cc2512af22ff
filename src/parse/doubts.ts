/**
 * Doubts about a table as a whole: tools that lose or displace numbers leave cells that look blank, or numbers that look whole. What
 * such a table shows is not taken for what the report prints: the cells are `UNREADABLE`, and a finding names them.
 */
import type { TableName } from '../domain/cells.js';
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

/** The reading with its doubtful cells `UNREADABLE` and named. */
export function doubted(table: TableName, reading: TableReading, rows: readonly LogicalRow[]): TableReading {
  const keys = [...new Set(DOUBTS[table].flatMap((doubt) => doubt(reading, rows, table)))];
  if (keys.length === 0) return reading;
  const cells = new Map(reading.cells);
  for (const key of keys) {
    cells.set(key, { state: 'UNREADABLE', value: null, raw: null, place: cells.get(key)?.place ?? null });
  }
  const place = rows[0]?.fields[0]?.place ?? null;
  const finding = readingFinding(
    'unreadable-table',
    'WARNING',
    keys,
    place,
    `表中有数字脱落或移位的痕迹，${keys.length} 个单元格不作空白或数字读入`,
    `the table shows that numbers are lost or displaced: ${keys.length} cells are taken neither for blank nor for numbers`,
  );
  return { ...reading, cells, findings: [...reading.findings, finding] };
}
