/** The unit of an amount, where a tool parts it from its number: "251000" and "元" are two texts of a PDF, or stand on two lines of one cell. */
import type { Field, LogicalRow } from '../logical-rows.js';
import { joinedField } from '../logical-rows.js';

const UNIT = /^(?:亿|万)?元$/u;
/** A label that runs downwards has a letter on each line, beside the unit too. */
const LETTER = /^\p{Script=Han}$/u;

/** True for a number of an amount that may have its unit behind it. */
function lacksUnit({ reading }: Field): boolean {
  return reading.kind === 'number' && reading.unit === null && reading.value !== 0;
}

/** The rows with such a unit in the field of the number that it stands behind, at most letters of a label between. */
export function withUnits(rows: readonly LogicalRow[]): readonly LogicalRow[] {
  if (!rows.some(({ fields }) => fields.some(({ raw }) => UNIT.test(raw)))) return rows;
  const joined = rows.map((row) => ({ ...row, fields: [...row.fields] }));
  /** Where the last printed number stands that nothing but letters follow. */
  let number: { fields: Field[]; at: number } | null = null;
  for (const { fields } of joined) {
    for (let at = 0; at < fields.length; at += 1) {
      const field = fields[at];
      if (field === undefined || field.reading.kind === 'empty' || LETTER.test(field.raw)) {
        if (field?.raw !== '元') continue;
      }
      if (number !== null && UNIT.test(field.raw)) {
        const before = number.fields[number.at];
        if (before !== undefined) number.fields[number.at] = joinedField(before, field);
        fields.splice(at, 1);
        number = null;
      } else {
        number = lacksUnit(field) ? { fields, at } : null;
      }
    }
  }
  return joined.filter(({ fields }) => fields.length > 0);
}
