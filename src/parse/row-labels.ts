/**
 * How a printed label finds its row.
 *
 * A row is known by a core: a run of letters that no other label of its table holds. Cores are short, so that a label
 * cut by a line end or a page still names its row.
 */
import type { TableName } from '../domain/cells.js';
import { findBrokenRows, findMisreadRow, ownLabel, ROWS_OF } from './damaged-labels.js';
import type { RowMatch } from './damaged-labels.js';
import { allLetters, labelLetters } from './label-text.js';
import { remembered } from './remembered.js';
import { APPLICATION_ROWS, DISCLOSURE_ROWS, HEADERS } from './official-labels.js';
import type { WordFinder } from './word-finder.js';
import { wordFinder } from './word-finder.js';

/** Rows whose core also stands in the column header; they count only below their predecessors. */
const NEEDS_ROW_BEFORE: Readonly<Record<string, readonly string[]>> = {
  'applications.otherOutcome.other': [
    'applications.otherOutcome.unpaidFee',
    'applications.otherOutcome.notSupplementedInTime',
  ],
  'applications.outcomeTotal': APPLICATION_ROWS.map((label) => label.rowKey).filter(
    (key) => !/outcomeTotal|carriedOut|otherOutcome\.other$/u.test(key),
  ),
};

/** What may follow those cores in a run of labels: nothing, or the label of the next row. */
const ENDS_LABEL: Readonly<Record<string, RegExp>> = {
  'applications.otherOutcome.other': /^(?:情[况形])?3?七?(?:总计|$)/u,
  'applications.outcomeTotal': /^四?(?:结转|转结|$)/u,
};

/** All label text of a table, for telling a fragment of a label from narrative. */
const VOCABULARY: Readonly<Record<TableName, string>> = {
  disclosure: vocabulary('disclosure'),
  applications: vocabulary('applications'),
  review: vocabulary('review'),
};

function vocabulary(table: TableName): string {
  const labels = ROWS_OF[table].flatMap((label) => label.full);
  return [...HEADERS[table], labels.join(''), ...labels].join('\n');
}

/** The few characters of which all headers of the review table are made. */
const REVIEW_HEADER = /^[行政复议诉讼结果维持纠正其他尚未审总计经直接起后]{2,60}$/u;

const CORES: Readonly<Record<TableName, WordFinder>> = {
  disclosure: wordFinder(DISCLOSURE_ROWS.flatMap(({ cores }) => cores)),
  applications: wordFinder(APPLICATION_ROWS.flatMap(({ cores }) => cores)),
  review: wordFinder([]),
};

/** What a text is among the labels of a table; each found when it is first asked for. */
interface LabelInTable {
  readonly letters: string;
  namesRow?: boolean;
  isFragment?: boolean;
  /** Every core in the letters, by where it begins, longer ones first. */
  cores?: readonly RowMatch[];
  /** The row that the letters misread, whatever rows have been read; null where there is none. */
  misread?: RowMatch | null;
  /** The rows whose labels the letters begin. */
  broken?: readonly RowMatch[];
}

function inTable(): (text: string) => LabelInTable {
  return remembered((text): LabelInTable => ({ letters: labelLetters(text) }));
}

const LABEL_IN: Readonly<Record<TableName, (text: string) => LabelInTable>> = {
  disclosure: inTable(),
  applications: inTable(),
  review: inTable(),
};

/**
 * True where the letters are a piece of the table's own labels and headers. Those of the review table, which a PDF may
 * interleave ("结果维 结果纠 … / 持 正 …"), are recognised by their characters.
 */
export function isLabelFragment(table: TableName, text: string): boolean {
  const label = LABEL_IN[table](text);
  label.isFragment ??= isFragment(table, allLetters(text));
  return label.isFragment;
}

function isFragment(table: TableName, letters: string): boolean {
  if (table === 'review' && REVIEW_HEADER.test(letters.replace(/^[一二三123](?=\p{Script=Han}{4})/u, '')))
    return true;
  if (letters === '') return false;
  if (VOCABULARY[table].includes(letters)) return true;
  // 采购总金额（元）: forms print their amounts with units of their own.
  const amount = table === 'disclosure' ? /^(.*金额)(?:单位)?[亿万]?元$/u.exec(letters)?.[1] : undefined;
  return amount !== undefined && VOCABULARY[table].includes(amount);
}

/** True where a text holds the core of a row's label, whatever else it holds. */
export function namesRow(table: TableName, text: string): boolean {
  const label = LABEL_IN[table](text);
  label.namesRow ??= CORES[table].isIn(label.letters);
  return label.namesRow;
}

function coreMatches(table: TableName, letters: string): readonly RowMatch[] {
  const matches: RowMatch[] = [];
  for (const label of ROWS_OF[table]) {
    for (const core of label.cores) {
      let at = letters.indexOf(core);
      while (at !== -1) {
        matches.push({ label, start: at, end: at + core.length, corrected: false });
        at = letters.indexOf(core, at + core.length);
      }
    }
  }
  return matches.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** For labels that may name any row. */
export const NONE_SEEN: ReadonlySet<string> = new Set();

/** The rows that a run of label text names, in order; the last one owns the values that follow. */
export function findRows(table: TableName, text: string, seen: ReadonlySet<string>): RowMatch[] {
  const printed = LABEL_IN[table](text);
  printed.cores ??= coreMatches(table, printed.letters);
  const kept = rowsOfCores(printed.cores, printed.letters, seen);
  const last = kept.at(-1);
  if (last === undefined || !endsWithin(last, printed.letters)) {
    // Rows already read are candidates no more, but for the one whose label this may be.
    const corrected = correctedRow(table, printed, seen);
    const isOfLast = last !== undefined && last.label === corrected?.label;
    if (corrected !== null && !(isOfLast && foreignRemainder(last, text) === '')) {
      if (isOfLast) kept.pop();
      kept.push(corrected);
    }
  }
  return kept.filter((match, index) => !isGroupLabel(match, kept[index + 1]));
}

/** The rows that cores name: each once, and only where it may stand. */
function rowsOfCores(cores: readonly RowMatch[], letters: string, seen: ReadonlySet<string>): RowMatch[] {
  const kept: RowMatch[] = [];
  const isKnown = (key: string): boolean => seen.has(key) || kept.some(({ label }) => label.rowKey === key);
  for (const match of cores) {
    const last = kept.at(-1);
    const needs = NEEDS_ROW_BEFORE[match.label.rowKey];
    const ends = ENDS_LABEL[match.label.rowKey];
    const numbered = /^3/u.test(letters.slice(Math.max(0, match.start - 1))) || letters[match.start] === '3'; // "3.其他" is no header, whatever stands above it
    if (needs !== undefined && !numbered && !needs.some(isKnown)) continue;
    if (ends !== undefined && !ends.test(letters.slice(match.end))) continue;
    // Two cores of one label, or a core inside a longer one: the first and longer stands.
    if (last !== undefined && match.label === last.label) last.end = Math.max(last.end, match.end);
    else if (last === undefined || match.start >= last.end) kept.push({ ...match }); // a copy, because its end may grow
  }
  return kept;
}

/** （六）其他处理 over its three sub-rows of the 2021 form is a group label, not a row. */
function isGroupLabel(match: RowMatch, next: RowMatch | undefined): boolean {
  return (
    match.label.rowKey === 'applications.otherOutcome.all' &&
    next?.label.rowKey === 'applications.otherOutcome.notSupplementedInTime'
  );
}

/** The row of a label that no core tells, or none wholly; none that is already read. */
function correctedRow(table: TableName, printed: LabelInTable, seen: ReadonlySet<string>): RowMatch | null {
  if (printed.misread === undefined) printed.misread = findMisreadRow(table, printed.letters);
  const isOpen = ({ label }: RowMatch): boolean => !seen.has(label.rowKey);
  // A label that comes nearest to a row already read is no other row's.
  if (printed.misread !== null && isOpen(printed.misread)) return { ...printed.misread };
  printed.broken ??= findBrokenRows(table, printed.letters);
  const [only, other] = printed.broken.filter(isOpen);
  return only !== undefined && other === undefined ? { ...only } : null;
}

/** Words that organs put behind a label of the form. */
const TAIL =
  /^(?:(?:到|的)?政府信息公开申请)?度?(?:继续办理)?(?:信息|事项|项目|情[况形]|数量?|件数?|总数)?$/u;

/** What follows the row's core in the label and is not part of the form's label (a remark, another row's name). */
export function foreignRemainder(match: RowMatch, text: string): string {
  const letters = labelLetters(text);
  const rest = letters.slice(match.end);
  if (rest === '' || match.corrected) return '';
  return endsWithin(match, letters) || followsLabel(match.label.table, rest) ? '' : rest;
}

/** True for letters that may follow a label of the table: a piece of a header, a group or another label, but no whole one. */
function followsLabel(table: TableName, letters: string): boolean {
  if (!VOCABULARY[table].includes(letters)) return false;
  if (HEADERS[table].some((header) => header.includes(letters))) return true;
  return ROWS_OF[table].every(({ full }) => full.every((label) => ownLabel(label) !== letters));
}

/** True where nothing follows a row's core but the rest of its own label and what organs put behind it: no piece of another row's label. */
function endsWithin(match: RowMatch, letters: string): boolean {
  const rest = letters.slice(match.end);
  if (rest === '' || match.corrected || TAIL.test(rest)) return true;
  const from = letters.slice(match.start, match.end) + rest;
  return match.label.full.some((full) => full.includes(from));
}
