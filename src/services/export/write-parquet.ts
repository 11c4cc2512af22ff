/** Parquet: typed columns, a missing value is null, in row groups of bounded size. */
import { ByteWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import type { BasicType } from 'hyparquet-writer';
import type { ScanRow } from '../../store/scan-request.js';
import { CURSOR_COLUMN, IDENTITY_COLUMNS, SECTIONS_COLUMN, valueColumns } from './export-columns.js';
import type { ExportColumn } from './export-columns.js';
import { dictionaryEntries } from './export-dictionary.js';
import type { ExportPlan } from './export-plan.js';

/** Rows of a row group at most. */
export const ROW_GROUP_SIZE = 4000;
/** Values of a row group, about: with all cells, derived values and states some 900 rows, and 80 MB of memory beyond that of a CSV. */
const ROW_GROUP_VALUES = 1_000_000;
/** Of one with the narrative, which is some 10 KB a report. */
export const NARRATIVE_GROUP_SIZE = 500;

const TYPES: Readonly<Record<ExportColumn['type'], BasicType>> = {
  text: 'STRING',
  integer: 'INT32',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
};

/** Writes Parquet. The key-value metadata `ogi.about` and `ogi.dictionary` are JSON. */
export async function* writeParquet(
  batches: AsyncIterable<readonly ScanRow[]>,
  { scan, states, confidences, about }: ExportPlan,
): AsyncGenerator<Uint8Array, void, undefined> {
  const columns = [
    ...IDENTITY_COLUMNS,
    ...(scan.sections === true ? [SECTIONS_COLUMN] : []),
    ...valueColumns(scan.keys, { states, confidences }),
    CURSOR_COLUMN,
  ];
  const schema = schemaFromColumnData({
    columnData: columns.map(({ key, type }) => ({ name: key, type: TYPES[type], data: [], nullable: true })),
  });
  const bytes = new ByteWriter();
  const parquet = new ParquetWriter({
    writer: bytes,
    schema,
    kvMetadata: [
      { key: 'ogi.about', value: JSON.stringify(about) },
      { key: 'ogi.dictionary', value: JSON.stringify(dictionaryEntries(scan.keys)) },
    ],
    createdBy: 'ogi-reports',
  });
  const most = scan.sections === true ? NARRATIVE_GROUP_SIZE : ROW_GROUP_SIZE;
  const size = Math.min(most, Math.ceil(ROW_GROUP_VALUES / columns.length));
  for await (const rows of groups(batches, size)) {
    const columnData = columns.map(({ key, valueOf }) => ({ name: key, data: rows.map(valueOf) }));
    await parquet.write({ columnData, rowGroupSize: rows.length });
    yield taken(bytes);
  }
  await parquet.finish();
  yield taken(bytes);
}

/** Rows in portions of a row group. */
async function* groups(batches: AsyncIterable<readonly ScanRow[]>, size: number): AsyncGenerator<ScanRow[]> {
  let group: ScanRow[] = [];
  for await (const rows of batches) {
    group.push(...rows);
    if (group.length < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}

/** What has been written so far; the writer goes on in an empty buffer, its offset in the file stays. */
function taken(bytes: ByteWriter): Uint8Array {
  const written = bytes.getBytes().slice();
  bytes.index = 0;
  return written;
}
