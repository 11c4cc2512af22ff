/** Finds the statistic tables in the stream of lines and grids; everything else is narrative. */
import type { TableName } from '../domain/cells.js';
import type { SectionKind } from '../domain/report.js';
import type { Heading } from './headings.js';
import { squeeze, withoutMarkup } from './label-text.js';
import { splitFields } from './line-parts.js';
import { beginsNumber } from './logical-rows.js';
import { readNumber } from './number-reading.js';
import { APPLICATION_ROWS, DISCLOSURE_ROWS } from './official-labels.js';
import { isLabelFragment, namesRow } from './row-labels.js';
import type { SourceGrid, SourceItem } from './source-lines.js';
import type { SourceLine } from './source-line.js';
import { wordFinder } from './word-finder.js';
import { isPageNumber, isPictureDescription } from './source-lines.js';

/** A run of items that make up (a part of) one table. Positions are indexes into the items. */
export interface TableZone {
  table: TableName;
  indexes: number[];
  /** True where narrative, not a heading or the end of the source, follows: more of the table may stand below. */
  interrupted: boolean;
}

const TABLES: readonly TableName[] = ['disclosure', 'applications', 'review'];
/** A label is shorter than this; longer text is narrative. */
export const LONGEST_LABEL = 60;
/** No line of a table is longer, numbers included. */
export const LONGEST_LINE = 600;
const SENTENCE_END = /[。；;！!？?]$/u;
const REMARK = /^(?:注|备注|说明)[:：]/u;

/** A line with this many of the applicant columns is their header. */
const FEWEST_APPLICANTS = 3;
const APPLICANT = /^(?:自然人|法人或其他组织|商业企业|科研机构|社会公益组织|法律服务机构)$/u;

/** The number of a label that stands apart from it ("1.", "（三）"), wherever the text puts it. */
const LABEL_NUMBER = /^(?:\d{1,2}[.、]|\([一二三四五六七八]\)|[一二三四]、)$/u;

/** A row of the third table where its rows and columns are exchanged. */
const RESULT = /^(?:结果维持|结果纠正|其他结果|尚未审结)$/u;

/** The number that articles set large above a heading; no cell is printed so. */
const SECTION_NUMBER = /^0[1-9]$/u;

interface LineShape {
  /** Squeezed texts of its fields that are no numbers. */
  texts: string[];
  joined: string;
  /** How many of its fields are numbers or marks. */
  numbers: number;
  /** True where the source itself parts the fields. */
  positioned: boolean;
}

/** What a line looks like, field by field. */
export function describe(line: SourceLine): LineShape {
  const parts = splitFields(line);
  const fields = parts === null ? line.text.split(/\s+/u) : parts.map((part) => part.text);
  const texts: string[] = [];
  let numbers = 0;
  for (const field of fields) {
    const reading = readNumber(withoutMarkup(field));
    if (reading.kind === 'text' && !beginsNumber(field)) texts.push(squeeze(field));
    else if (reading.kind !== 'empty') numbers += 1;
  }
  return { texts, joined: texts.join(''), numbers, positioned: parts !== null };
}

/** Words of which a line must hold one to enter a table. */
const MAY_ENTER = wordFinder([
  ...['第二十条', '信息内容', '勾稽关系', '申请人', '自然人', '商业企业', '复议', '结果', '行政复'],
  ...DISCLOSURE_ROWS.concat(APPLICATION_ROWS)
    .flatMap((label) => label.cores)
    .filter((core) => core.length > 2 || core === '规章'),
]);

/** True where a line can only be the beginning (or, after an interruption, the continuation) of a table. */
function entersTable(table: TableName, { texts, joined, numbers, positioned }: LineShape): boolean {
  const first = texts[0] ?? '';
  if (joined.length > LONGEST_LABEL * 3 || SENTENCE_END.test(joined)) return false;
  switch (table) {
    case 'disclosure':
      if (/^第二十条第?\(?[一二三四五六七八九]\)?项?$/u.test(first) || first.startsWith('信息内容'))
        return true;
      break;
    case 'applications':
      if (texts.filter((text) => APPLICANT.test(text)).length >= FEWEST_APPLICANTS) return true;
      if (/勾稽关系为?/u.test(first) || /^申请人(?:情况|类型)/u.test(first)) return true;
      break;
    case 'review':
      return (
        /^(?:(?:\(?[一1]\)?[、.]?)?行政复议(?:行政诉讼)?$|行政复议行政诉讼|结果(?:维持|$))/u.test(joined) ||
        (texts.includes('行政复议') && texts.includes('行政诉讼')) ||
        ((numbers === 0 ? texts.length > 1 : texts.some((text) => RESULT.test(text))) &&
          texts.every((text) => isLabelFragment('review', text)))
      );
  }
  if (!namesRow(table, joined)) return false;
  const labelled = texts.every((text) => isLabelFragment(table, text) || namesRow(table, text));
  return labelled && (positioned || numbers > 0);
}

/** True where a line may stand inside a table that has begun. */
function staysInTable(table: TableName, { texts, joined, numbers, positioned }: LineShape): boolean {
  if (REMARK.test(joined)) return joined.length <= LONGEST_LABEL * 2;
  if (joined.length > LONGEST_LABEL * 4) return false;
  // A row between bars may end in a value that looks like the end of a sentence ("1?").
  const isRow = positioned && namesRow(table, texts[0] ?? '');
  if (SENTENCE_END.test(joined) && !isRow && !isLabelFragment(table, joined)) return false;
  const isPiece = (text: string): boolean =>
    isLabelFragment(table, text) || !/[\p{L}\d]/u.test(text) || LABEL_NUMBER.test(text);
  if (texts.every(isPiece)) return true;
  if (namesRow(table, joined) && joined.length <= LONGEST_LABEL * 2) return true;
  if (positioned) return texts.every((text) => text.length <= LONGEST_LABEL);
  // A row of the organ's own: a short label with its numbers.
  return numbers > 0 && joined.length <= LONGEST_LABEL / 2 && !/[，,。：:]/u.test(joined);
}

/** Which table a grid known from markup holds; null for any other table (layout, metadata). */
function tableOfGrid(rows: SourceGrid['rows']): TableName | null {
  const texts = rows.map((row) => squeeze(row.flatMap((cell) => (cell.origin ? [cell.text] : [])).join('')));
  const whole = texts.join('');
  if (/结果维持/u.test(whole) && /尚未审结/u.test(whole)) return 'review';
  if (/第二十条第.{0,3}项/u.test(whole)) return 'disclosure';
  // Without a header (a page's continuation) the labels of the rows tell, if most rows have one.
  const labelled = (table: TableName): number => rows.filter((row) => isLabelledRow(table, row)).length;
  const [disclosure, applications] = [labelled('disclosure'), labelled('applications')];
  if (Math.max(disclosure, applications) * 3 < rows.length || disclosure + applications === 0) return null;
  return applications >= disclosure ? 'applications' : 'disclosure';
}

/** True where the texts of a row, numbers aside, are labels of the table and name a row of it. */
function isLabelledRow(table: TableName, row: SourceGrid['rows'][number]): boolean {
  // What recognition left open is a value, whatever letters it was taken for.
  const texts = row.flatMap((cell) =>
    cell.origin && cell.recognised?.unsure !== true && readNumber(cell.text).kind === 'text'
      ? [cell.text]
      : [],
  );
  return (
    texts.some((text) => namesRow(table, text)) &&
    texts.every((text) => isLabelFragment(table, text) || namesRow(table, text))
  );
}

/** The table that a section of the official outline holds and nothing else. */
const TABLE_OF_SECTION: Partial<Record<SectionKind, TableName>> = {
  PROACTIVE_DISCLOSURE: 'disclosure',
  APPLICATIONS: 'applications',
  REVIEW_AND_LITIGATION: 'review',
};

/** Fewest letters of a piece of a label that goes on with the table of its section. */
const FEWEST_LETTERS = 2;

/** True for a line that goes on with a table after it was broken off, in the table's own section: a piece of a label, numbers. */
function resumesTable(table: TableName, { texts, joined, numbers }: LineShape): boolean {
  if (texts.length === 0) return numbers > 0;
  if (joined.length > LONGEST_LABEL || SENTENCE_END.test(joined)) return false;
  return texts.every(
    (text) =>
      !/[\p{L}\d]/u.test(text) ||
      (isLabelFragment(table, text) && (numbers > 0 || text.length >= FEWEST_LETTERS)) ||
      namesRow(table, text),
  );
}

/** Finds the zones. `headingAt` tells the section headings, by index of the item. */
export function findTableZones(
  items: readonly SourceItem[],
  headingAt: (index: number) => Pick<Heading, 'kind'> | undefined,
): TableZone[] {
  const finder = new ZoneFinder();
  items.forEach((item, index) => {
    const heading = headingAt(index);
    if (item.kind === 'grid') finder.takeGrid(item, index);
    else if (isPictureDescription(item) || (!finder.isInTable && isPageNumber(item))) return;
    else if (heading !== undefined) finder.takeHeading(heading);
    else if (SECTION_NUMBER.test(item.squeezed) && headingAt(index + 1) !== undefined) finder.endTable();
    else finder.takeLine(item, index);
  });
  return finder.zones;
}

/** Follows the items from first to last: which table is open, and which the current section holds. */
class ZoneFinder {
  readonly zones: TableZone[] = [];
  #open: TableZone | null = null;
  /** The table of the current section, once it has begun. */
  #begun: TableName | null = null;
  #section: TableName | null = null;

  get isInTable(): boolean {
    return this.#open !== null;
  }

  takeGrid({ rows }: SourceGrid, index: number): void {
    const table = tableOfGrid(rows);
    this.#open = null;
    if (table !== null) this.#begin(table, index);
  }

  takeHeading({ kind }: Pick<Heading, 'kind'>): void {
    this.#open = null;
    this.#begun = null;
    this.#section = TABLE_OF_SECTION[kind] ?? null;
  }

  endTable(): void {
    this.#open = null;
  }

  takeLine(line: SourceLine, index: number): void {
    // Narrative lines are recognised by their length alone; only what could be a label is looked at closely.
    if (line.squeezed.length > LONGEST_LINE) {
      if (this.#open !== null) this.#open.interrupted = true;
      this.#open = null;
      return;
    }
    if (this.#open === null && this.#begun === null && !MAY_ENTER.isIn(line.squeezed)) return;
    const shape = describe(line);
    // Numbers, and pieces of the open table's own labels: most lines of a table, recognised cheaply.
    if (
      this.#open !== null &&
      (shape.texts.length === 0 || isLabelFragment(this.#open.table, shape.joined))
    ) {
      this.#open.indexes.push(index);
      return;
    }
    const entered = TABLES.find((table) => entersTable(table, shape));
    if (this.#goesOn(shape, entered)) {
      this.#open?.indexes.push(index);
      return;
    }
    const resumed = this.#begun !== null && resumesTable(this.#begun, shape) ? this.#begun : undefined;
    const table = entered ?? resumed;
    if (table !== undefined) this.#begin(table, index);
  }

  /** True for a line of the open table; any other ends it. */
  #goesOn(shape: LineShape, entered: TableName | undefined): boolean {
    if (this.#open === null) return false;
    const leaves = entered !== undefined && entered !== this.#open.table;
    if (!leaves && staysInTable(this.#open.table, shape)) return true;
    this.#open.interrupted = !leaves;
    this.#open = null;
    return false;
  }

  #begin(table: TableName, index: number): void {
    this.#open = { table, indexes: [index], interrupted: false };
    this.zones.push(this.#open);
    if (table === this.#section) this.#begun = table;
  }
}
