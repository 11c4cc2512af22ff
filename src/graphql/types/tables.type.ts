/**
 * Object types of the tables, built from the cell dictionary so that a field path is a cell key:
 * `applications { received { naturalPerson } }` is `applications.received.naturalPerson`.
 */
import { Field, Float, ObjectType } from 'type-graphql';
import type { ClassType } from 'type-graphql';
import type { CellDefinition, FormTableName } from '../../domain/cells.js';
import { CELLS } from '../../domain/cells.js';
import type { Cell } from '../../domain/report.js';
import { NAMES } from '../../forms/forms.js';
import { FORM_TABLE_NAMES } from '../../forms/words.js';
import { AmountUnitEnum } from '../enums/cell.enum.js';
import { recordOf } from '../../domain/record-of.js';

interface TypeText {
  name: string;
  description: string;
}

/** Types of the tables and of the groups of rows in them, by key prefix. */
const GROUP_TYPES: Readonly<Record<string, TypeText>> = Object.fromEntries(
  Object.entries({ ...NAMES.tables, ...NAMES.groups }).map(([prefix, { type, zh, en }]) => [
    prefix,
    { name: type, description: `${zh}: ${en}.` },
  ]),
);

/**
 * Types of rows, by their columns, `?` behind one whose unit a report may leave out: rows with the same columns share one, so that a
 * fragment fits them all.
 */
const ROW_TYPES: Readonly<Record<string, TypeText>> = {
  'made newlyDisclosed totalDisclosed issued repealed inForce': {
    name: 'DocumentCounts',
    description: 'Numbers of documents (件数).',
  },
  'previousYearItems change decisions': {
    name: 'ItemCounts',
    description: 'Numbers of items and decisions (项目数量、处理决定数量).',
  },
  'previousYearItems change amount': {
    name: 'FeeCounts',
    description: 'Fee items and amount (收费项目、金额).',
  },
  'items amount?': {
    name: 'ProcurementCounts',
    description: 'Procurement items and amount (采购项目、金额).',
  },
  'naturalPerson business research publicWelfare legalService other total': {
    name: 'ApplicantCounts',
    description: 'Numbers of applications by kind of applicant (申请人情况).',
  },
  'upheld corrected other pending total': {
    name: 'ReviewCounts',
    description: 'Numbers of cases by result.',
  },
  'year cumulative': {
    name: 'StatisticsCounts',
    description: 'Numbers of the year and over the years (年度、历年累计).',
  },
  'year? cumulative?': {
    name: 'StatisticsAmounts',
    description: 'Amounts of the year and over the years (年度、历年累计).',
  },
};

/** A level of the key tree: what is below a key prefix. */
type Branch = Map<string, Branch | CellDefinition>;

/** The branch of a part of a key; a new one where there is none. */
function branchOf(branch: Branch, part: string): Branch {
  const next = branch.get(part);
  return isBranch(next) ? next : new Map<string, Branch | CellDefinition>();
}

function isBranch(child: Branch | CellDefinition | undefined): child is Branch {
  return child instanceof Map;
}

function keyTree(): Branch {
  const root: Branch = new Map();
  for (const cell of CELLS) {
    const parts = cell.key.split('.');
    const last = parts.pop() ?? '';
    let branch = root;
    for (const part of parts) {
      const next = branchOf(branch, part);
      branch.set(part, next);
      branch = next;
    }
    branch.set(last, cell);
  }
  return root;
}

function columnMark([name, { unit }]: [string, CellDefinition]): string {
  return unit === 'tenThousandYuanIfStated' ? `${name}?` : name;
}

const types = new Map<string, ClassType>();

/** The type of a branch; the same name is made once. */
function branchType(branch: Branch, path: string): ClassType {
  const columns = [...branch].filter(
    (entry): entry is [string, CellDefinition] => !(entry[1] instanceof Map),
  );
  const text = columns.length > 0 ? ROW_TYPES[columns.map(columnMark).join(' ')] : GROUP_TYPES[path];
  if (text === undefined)
    throw new Error(`The cell dictionary has rows at ${path} for which no type is named.`);
  const known = types.get(text.name);
  if (known !== undefined) return known;
  const type: ClassType = class {};
  types.set(text.name, type);
  ObjectType(text.name, { description: text.description, simpleResolvers: true })(type);
  for (const [name, child] of branch) {
    if (child instanceof Map) addBranch(type, name, child, `${path}.${name}`);
    else addColumn(type, child);
  }
  return type;
}

function addBranch(type: ClassType, name: string, branch: Branch, path: string): void {
  const childType = branchType(branch, path);
  const description =
    GROUP_TYPES[path]?.description ??
    rowDescription([...branch.values()].flatMap((one) => (isBranch(one) ? [] : [one])));
  Field(() => childType, { description })(type.prototype, name);
}

function addColumn(type: ClassType, cell: CellDefinition): void {
  const description = `${cell.column}: ${cell.columnEn}. Null unless a number is printed.`;
  Field(() => Float, { nullable: true, description })(type.prototype, cell.columnKey);
  if (cell.unit === 'tenThousandYuanIfStated') {
    Field(() => AmountUnitEnum, {
      nullable: true,
      description: `Unit of ${cell.columnKey}: the form prints none. Null where no number is printed.`,
    })(type.prototype, unitField(cell));
  }
}

/** The row in both languages and which form lists which of its columns. */
function rowDescription(cells: CellDefinition[]): string {
  const [first] = cells;
  if (first === undefined) return '';
  const byForms = new Map<string, string[]>();
  for (const cell of cells) {
    const forms = cell.forms.join(' and ');
    byForms.set(forms, [...(byForms.get(forms) ?? []), cell.columnKey]);
  }
  const listed = [...byForms].map(([forms, columns]) =>
    byForms.size === 1 ? `In the form of ${forms}` : `${columns.join(', ')} in the form of ${forms}`,
  );
  return `${first.row}: ${first.rowEn}. ${listed.join('; ')}.`;
}

function unitField(cell: CellDefinition): string {
  return `${cell.columnKey}Unit`;
}

const tree = keyTree();

/** The type of each table. */
export const TABLE_TYPES: Readonly<Record<FormTableName, ClassType>> = recordOf(FORM_TABLE_NAMES, (table) =>
  branchType(branchOf(tree, table), table),
);

/** Nested values of a table; those of a row are made when it is asked for. */
export interface TableValues {
  [name: string]: (() => TableValues) | number | string | null;
}

/** The values of one table of a report, nested as in the schema; null unless `REPORTED`. */
export function tableValues(table: FormTableName, cells: Readonly<Record<string, Cell>>): TableValues {
  return branchValues(branchOf(tree, table), cells);
}

function branchValues(branch: Branch, cells: Readonly<Record<string, Cell>>): TableValues {
  const values: TableValues = {};
  for (const [name, child] of branch) {
    if (child instanceof Map) {
      values[name] = () => branchValues(child, cells);
      continue;
    }
    const cell = cells[child.key];
    const reported = cell?.state === 'REPORTED';
    values[name] = reported ? cell.value : null;
    if (child.unit === 'tenThousandYuanIfStated')
      values[unitField(child)] = reported ? (cell.unit ?? null) : null;
  }
  return values;
}
