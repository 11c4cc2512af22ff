/**
 * A second table of which a tool put two columns into one (a header cell “科研 社会公益” over “机构 组织”): its fields are fewer than the
 * columns, so that the field of a number says nothing. Its rows are read as plain text, by their sums.
 */
import { APPLICANT_COLUMNS } from '../domain/cells.js';
import { allLetters } from './label-text.js';
import type { Field, LogicalRow } from './logical-rows.js';
import { fieldAt } from './logical-rows.js';
import { fieldValue } from './place-values.js';
import { findRows, NONE_SEEN } from './row-labels.js';

const TWO_COLUMNS =
  /(?:自然|商业|科研|社会|法律)\P{Script=Han}*\p{Script=Han}*(?:商业|科研|社会|法律|其他?$)/u;
/** Over all of them stands 法人或其他组织. */
const GROUP = /法人或其他组织/u;

/** Several values and nothing else. */
const SEVERAL = /^(?:[-+]?\d[\d,]*|[/—–])(?:\s+(?:[-+]?\d[\d,]*|[/—–]))+$/u;
/** The rows with their empty fields left out where fields hold two columns; all others as they are. */
export function withoutGluedColumns(rows: readonly LogicalRow[]): readonly LogicalRow[] {
  const cells = rows.filter(({ positioned }) => positioned);
  const first = rows.findIndex(({ fields }) => fields.some(({ reading }) => reading.kind === 'number'));
  const isGlued =
    cells.some(addsUpInPieces) || cells.some((row) => rows.indexOf(row) < first && namesTwo(row));
  return isGlued ? rows.map((row) => (row.positioned ? asPlain(row) : row)) : rows;
}

/** True for one row of which a field holds several values, and the pieces agree with its total: two rows in one have as many of each. */
function addsUpInPieces(row: LogicalRow): boolean {
  if (!row.fields.some(({ raw, reading }) => reading.kind === 'text' && SEVERAL.test(raw))) return false;
  const values = asPlain(row).fields.filter(({ reading }) => reading.kind !== 'text');
  const label = row.fields.map(({ raw }) => raw).join('');
  const sum = values.slice(0, -1).reduce((total, field) => total + fieldValue(field), 0);
  return (
    values.length <= APPLICANT_COLUMNS.length &&
    sum === fieldValue(values.at(-1) ?? null) &&
    findRows('applications', label, NONE_SEEN).length < 2
  );
}

function namesTwo({ fields }: LogicalRow): boolean {
  return fields.length > 3 && fields.some(({ raw }) => TWO_COLUMNS.test(allLetters(raw).replace(GROUP, '')));
}

function asPlain({ fields }: LogicalRow): LogicalRow {
  const printed = fields.filter(({ reading }) => reading.kind !== 'empty');
  return {
    positioned: false,
    fields: printed.flatMap((field) => (SEVERAL.test(field.raw) ? valuesOf(field) : [field])),
  };
}

function valuesOf(field: Field): Field[] {
  return [...field.raw.matchAll(/\S+/gu)].map((match) => fieldAt(field, match[0], match.index));
}
