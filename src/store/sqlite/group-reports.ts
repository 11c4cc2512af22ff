/** Divides reports into groups by up to three fields. */
import { isReportField } from '../../domain/report-fields.js';
import { groupValue, soleOrgan } from '../aggregate-rules.js';
import { compareCodePoints } from '../code-point-order.js';
import type { GroupField, GroupValue } from '../aggregate-request.js';
import type { Labelled } from '../report-facts.js';
import type { ReportColumns } from './report-columns.js';
import { MISSING } from './value-column.js';
import type { ValueColumn } from './value-column.js';

/** The values of one field: `codes` of the members, in their order, as places in `values`. */
interface FieldValues {
  codes: Int32Array;
  values: GroupValue[];
}

/** Reports in groups. */
export class Grouping {
  /** `seq` of the reports. */
  readonly members: Int32Array;
  /** The group of each member, from 0. */
  readonly groupOf: Int32Array;
  /** How many groups there are; one where there are no fields. */
  readonly size: number;
  readonly #fields: FieldValues[];
  /** A member of each group, by its place. */
  readonly #example: number[];

  constructor(members: Int32Array, fields: readonly GroupField[], columns: ReportColumns) {
    this.members = members;
    this.#fields = fields.map((field) => fieldValues(field, members, columns));
    const [first, ...others] = this.#fields;
    this.groupOf = others.reduce(
      (codes, other) => joinCodes(codes, other.codes, other.values.length),
      first?.codes ?? new Int32Array(members.length),
    );
    this.#example = [];
    this.groupOf.forEach((group, index) => (this.#example[group] ??= index));
    this.size = fields.length === 0 ? 1 : this.#example.length;
  }

  /** The values of a group, in the order of the fields. */
  values(group: number): GroupValue[] {
    const example = this.#example[group] ?? MISSING;
    return this.#fields.map(({ codes, values }) => values[codes[example] ?? MISSING] ?? groupValue(null));
  }
}

/** One code for each pair, from 0 in the order of appearance. */
function joinCodes(codes: Int32Array, others: Int32Array, otherSize: number): Int32Array {
  const joined = new Map<number, number>();
  return codes.map((code, index) => {
    const pair = code * otherSize + (others[index] ?? 0);
    let group = joined.get(pair);
    if (group === undefined) joined.set(pair, (group = joined.size));
    return group;
  });
}

function fieldValues(field: GroupField, members: Int32Array, columns: ReportColumns): FieldValues {
  if (isReportField(field)) return columnValues(members, columns.fields[field], groupValue);
  switch (field) {
    case 'year':
      return yearValues(members, columns.year);
    case 'organ':
      return organValues(members, columns);
    default:
      return regionValues(members, columns.regions[field]);
  }
}

function yearValues(members: Int32Array, years: Int32Array): FieldValues {
  const values: GroupValue[] = [];
  const codeOf = new Map<number, number>();
  const codes = members.map((seq) => {
    const year = years[seq] ?? NaN;
    let code = codeOf.get(year);
    if (code === undefined) codeOf.set(year, (code = values.push(groupValue(year)) - 1));
    return code;
  });
  return { codes, values };
}

/** A column whose values are each a group; only those that a member has get a code. */
function columnValues<T>(
  members: Int32Array,
  column: ValueColumn<T>,
  toGroup: (value: T) => GroupValue,
): FieldValues {
  const values: GroupValue[] = [];
  // The place after the last is that of a missing value.
  const codeOf = new Int32Array(column.values.length + 1).fill(MISSING);
  const codes = members.map((seq) => {
    const number = column.codes[seq] ?? MISSING;
    const place = number === MISSING ? column.values.length : number;
    if (codeOf[place] === MISSING) {
      const value = column.values[place];
      codeOf[place] = values.push(value === undefined ? groupValue(null) : toGroup(value)) - 1;
    }
    return codeOf[place] ?? MISSING;
  });
  return { codes, values };
}

/** One value may be spelt in several ways; the label must not depend on the order of import. */
function takeLabel(group: GroupValue, label: string): void {
  if (group.label === null || compareCodePoints(label, group.label) < 0) group.label = label;
}

function regionValues(members: Int32Array, column: ValueColumn<Labelled>): FieldValues {
  const spelt = columnValues(members, column, (region) => ({ ...region }));
  const values: GroupValue[] = [];
  const codeOf = new Map<GroupValue['value'], number>();
  const codes = spelt.values.map((one) => {
    let code = codeOf.get(one.value);
    if (code === undefined) codeOf.set(one.value, (code = values.push(one) - 1));
    const group = values[code];
    if (group !== undefined && one.label !== null) takeLabel(group, one.label);
    return code;
  });
  return { codes: spelt.codes.map((code) => codes[code] ?? MISSING), values };
}

function organValues(members: Int32Array, { organ, organId, ids }: ReportColumns): FieldValues {
  const values: GroupValue[] = [];
  const codeOf = new Int32Array(organId.values.length).fill(MISSING);
  /** The spelling that was last looked at, for each code: nearly all reports of an organ spell it alike. */
  const spelling: number[] = [];
  const codes = members.map((seq) => {
    const number = organId.codes[seq] ?? MISSING;
    const code = codeOf[number] ?? MISSING;
    const label = organ.at(seq)?.label ?? null;
    if (code === MISSING) {
      const value = organId.values[number] ?? soleOrgan(ids[seq] ?? '');
      const added = values.push({ value, label }) - 1;
      if (number !== MISSING) codeOf[number] = added;
      spelling[added] = organ.codes[seq] ?? MISSING;
      return added;
    }
    const group = values[code];
    if (spelling[code] !== organ.codes[seq] && group !== undefined && label !== null) {
      takeLabel(group, label);
      spelling[code] = organ.codes[seq] ?? MISSING;
    }
    return code;
  });
  return { codes, values };
}
