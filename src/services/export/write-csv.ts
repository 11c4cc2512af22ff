/** CSV by RFC 4180, for Excel: UTF-8 with BOM, a header, an empty field where there is no value. */
import { stringify } from 'csv-stringify/sync';
import type { ScanRow } from '../../store/scan-request.js';
import type { ExportColumn, ExportValue } from './export-columns.js';
import { CURSOR_COLUMN, IDENTITY_COLUMNS, valueColumns } from './export-columns.js';
import { inChinese } from './value-names.js';
import type { ExportPlan } from './export-plan.js';
import type { HeaderLabels } from './check-export.js';

const BOM = '\uFEFF';
const LINE_END = '\r\n';

/**
 * A text that a spreadsheet would take for a formula gets an apostrophe before it. So does one that begins with an
 * apostrophe: whoever takes one leading apostrophe away has the text as it was.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
const RISKY_START = /^['=+\-@\t\r＝＋－＠]/u;

/** Writes a CSV. Its last column is the cursor: the rest of a broken file follows with `after` it and `header=false`. */
export async function* writeCsv(
  batches: AsyncIterable<readonly ScanRow[]>,
  { scan, states, confidences, header, labels }: ExportPlan,
): AsyncGenerator<Uint8Array, void, undefined> {
  const named = (columns: readonly ExportColumn[]): readonly ExportColumn[] =>
    labels === 'zh' ? columns.map(inChinese) : columns;
  const identity = named(IDENTITY_COLUMNS);
  const values = named(valueColumns(scan.keys, { states, confidences }));
  if (header) {
    const names = [...identity, ...values, CURSOR_COLUMN].map((column) => label(column, labels));
    yield Buffer.from(BOM + quoted(names) + LINE_END);
  }
  for await (const rows of batches)
    yield Buffer.from(rows.map((row) => line(row, identity, values)).join(''));
}

function label(column: ExportColumn, labels: HeaderLabels): string {
  if (labels === 'key') return column.key;
  return labels === 'zh' ? column.labelZh : column.labelEn;
}

/** Numbers, states and units hold nothing to quote, and are most of a line: joined as they are, it is written in a third of the time. */
function line(row: ScanRow, identity: readonly ExportColumn[], values: readonly ExportColumn[]): string {
  const facts = quoted(identity.map(({ valueOf }) => valueOf(row)));
  const numbers = values.map(({ valueOf }) => valueOf(row) ?? '');
  return [facts, ...numbers, quoted([CURSOR_COLUMN.valueOf(row)])].join(',') + LINE_END;
}

function quoted(fields: readonly ExportValue[]): string {
  return stringify([fields.map(guarded)], { eof: false, cast: { boolean: String } });
}

function guarded(field: ExportValue): ExportValue {
  return typeof field === 'string' && RISKY_START.test(field) ? `'${field}` : field;
}
