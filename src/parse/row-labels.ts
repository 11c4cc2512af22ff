/**
 * How a printed label finds its row.
 *
 * A row is known by a core: a run of letters that no other label of its table holds. Cores are short, so that a label
 * cut by a line end or a page still names its row.
 */
import type { TableName } from '../domain/cells.js';
import { allLetters, editDistance, labelLetters } from './label-text.js';
import type { RowLabel } from './official-labels.js';
import { APPLICATION_ROWS, DISCLOSURE_ROWS, HEADERS } from './official-labels.js';

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

/** Rows of a table; the review table has one unlabelled row. */
export const ROWS_OF: Readonly<Record<TableName, readonly RowLabel[]>> = {
  disclosure: DISCLOSURE_ROWS,
  applications: APPLICATION_ROWS,
  review: [],
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

/**
 * True where the letters are a piece of the table's own labels and headers. Those of the review table, which a PDF may
 * interleave ("结果维 结果纠 … / 持 正 …"), are told by their characters.
 */
export function isLabelFragment(table: TableName, text: string): boolean {
  const letters = allLetters(text);
  if (table === 'review' && REVIEW_HEADER.test(letters.replace(/^[一二三123](?=\p{Script=Han}{4})/u, '')))
    return true;
  return letters !== '' && VOCABULARY[table].includes(letters);
}

/** A row found in a run of label text. */
export interface RowMatch {
  label: RowLabel;
  /** Offsets of its core in the letters. */
  start: number;
  end: number;
  /** True where the letters differ from the form's (a wrongly read character). */
  corrected: boolean;
}

const ANY_CORE: Readonly<Record<TableName, RegExp | null>> = {
  disclosure: anyCore('disclosure'),
  applications: anyCore('applications'),
  review: null,
};

function anyCore(table: TableName): RegExp {
  return new RegExp(ROWS_OF[table].flatMap((label) => label.cores).join('|'), 'u');
}

/** True where a text holds the core of a row's label, whatever else it holds. */
export function namesRow(table: TableName, text: string): boolean {
  return ANY_CORE[table]?.test(labelLetters(text)) ?? false;
}

const KNOWN_CORES = new Map<string, readonly RowMatch[]>();
/** The same few hundred labels stand in every report: where their cores are is kept, up to this many. */
const MOST_KNOWN = 4000;

/** Every core in a run of letters, by where it begins, longer ones first. */
function coreMatches(table: TableName, letters: string): readonly RowMatch[] {
  const key = `${table} ${letters}`;
  const known = KNOWN_CORES.get(key);
  if (known !== undefined) return known;
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
  matches.sort((a, b) => a.start - b.start || b.end - a.end);
  if (letters.length <= 80) {
    if (KNOWN_CORES.size >= MOST_KNOWN) KNOWN_CORES.clear();
    KNOWN_CORES.set(key, matches);
  }
  return matches;
}

/** The rows that a run of label text names, in order; the last one owns the values that follow. */
export function findRows(table: TableName, text: string, seen: ReadonlySet<string>): RowMatch[] {
  const letters = labelLetters(text);
  const matches = coreMatches(table, letters);
  const kept: RowMatch[] = [];
  const known = new Set(seen);
  for (const match of matches) {
    const last = kept.at(-1);
    const needs = NEEDS_ROW_BEFORE[match.label.rowKey];
    const ends = ENDS_LABEL[match.label.rowKey];
    const numbered = /^3/u.test(letters.slice(Math.max(0, match.start - 1))) || letters[match.start] === '3'; // "3.其他" is no header, whatever stands above it
    if (needs !== undefined && !numbered && !needs.some((key) => known.has(key))) continue;
    if (ends !== undefined && !ends.test(letters.slice(match.end))) continue;
    if (last !== undefined && (match.start < last.end || match.label === last.label)) {
      // Two cores of one label, or a core inside a longer one: the first and longer stands.
      if (match.label === last.label) last.end = Math.max(last.end, match.end);
      continue;
    }
    // A copy, because its end may grow.
    kept.push({ ...match });
    known.add(match.label.rowKey);
  }
  const last = kept.at(-1);
  if (last === undefined || foreignRemainder(last, text) !== '') {
    // Rows already read are candidates no more, but for the one whose label this may be.
    const open = new Set([...known].filter((key) => seen.has(key)));
    const corrected = findMisreadRow(table, letters, open) ?? findBrokenRow(table, letters, open);
    if (corrected !== null) {
      if (last?.label === corrected.label) kept.pop();
      kept.push(corrected);
    }
  }
  return kept.filter((match, index) => !isGroupLabel(match, kept[index + 1]));
}

/** （六）其他处理 over its three sub-rows of the 2021 form is a group label, not a row. */
function isGroupLabel(match: RowMatch, next: RowMatch | undefined): boolean {
  return (
    match.label.rowKey === 'applications.otherOutcome.all' &&
    next?.label.rowKey === 'applications.otherOutcome.notSupplementedInTime'
  );
}

/**
 * A label of which single characters were misread (沭→沐, 0→O): the one row within one wrong character in four or five, if
 * no other comes as near. Short labels are not corrected: too much else looks like them.
 */
function findMisreadRow(table: TableName, letters: string, seen: ReadonlySet<string>): RowMatch | null {
  let best: RowMatch | null = null;
  let bestDistance = Infinity;
  let rivals = 0;
  for (const label of ROWS_OF[table]) {
    for (const full of label.full) {
      const bare = ownLabel(full);
      const limit = bare.length < 8 ? Math.floor(bare.length / 5) : Math.floor(bare.length / 4);
      if (limit === 0) continue;
      const tail = letters.slice(-bare.length);
      const distance = editDistance(tail, bare, limit);
      if (distance > limit) continue;
      if (distance < bestDistance) {
        best = { label, start: letters.length - tail.length, end: letters.length, corrected: true };
        bestDistance = distance;
        rivals = 0;
      } else if (distance === bestDistance && best?.label !== label) {
        rivals += 1;
      }
    }
  }
  // A label that comes nearest to a row already read is no other row's.
  return rivals === 0 && best !== null && !seen.has(best.label.rowKey) ? best : null;
}

/** The shortest beginning of a label that still names its row. */
const SHORTEST_BEGINNING = 3;

/** A label that is cut by the numbers of its row ("6.属于四类过 1 0 …"): the one row whose label the letters begin. */
function findBrokenRow(table: TableName, letters: string, seen: ReadonlySet<string>): RowMatch | null {
  const found: RowMatch[] = [];
  for (const label of ROWS_OF[table]) {
    if (seen.has(label.rowKey)) continue;
    const own = ownLabel(label.full[0] ?? '');
    const shortest = Math.max(SHORTEST_BEGINNING, Math.ceil(own.length / 3));
    for (let length = own.length - 1; length >= shortest; length -= 1) {
      if (!letters.endsWith(own.slice(0, length))) continue;
      found.push({ label, start: letters.length - length, end: letters.length, corrected: true });
      break;
    }
  }
  return found.length === 1 ? (found[0] ?? null) : null;
}

/**
 * The one row whose label is exactly the end of `before` and the beginning of `after`; `rest` is its part in `after`. Null
 * where there is none, or several.
 */
export function findSplitLabel(table: TableName, before: string, after: string): { rest: string } | null {
  const found = new Set<string>();
  for (const own of ROWS_OF[table].flatMap((label) => label.full.map(ownLabel))) {
    for (let length = own.length - 1; length > 0 && own.length > 3; length -= 1) {
      const rest = own.slice(length);
      if (before.endsWith(own.slice(0, length)) && after.startsWith(rest)) found.add(rest);
    }
  }
  const [rest] = found;
  return found.size === 1 && rest !== undefined ? { rest } : null;
}

/** A row's label without its group's label and its number. */
export function ownLabel(full: string): string {
  return full.replace(/^.*\d|^[一二三四五六七]/u, '').replace(/^本年度办理结果一/u, '');
}

/** Words that organs put behind a label of the form. */
const TAIL =
  /^(?:(?:到|的)?政府信息公开申请)?度?(?:继续办理)?(?:信息|事项|项目|情[况形]|数量?|件数?|总数)?$/u;

/** What follows the row's core in the label and is not part of the form's label (a remark, another row's name). */
export function foreignRemainder(match: RowMatch, text: string): string {
  const letters = labelLetters(text);
  const rest = letters.slice(match.end);
  if (rest === '' || match.corrected) return '';
  const from = letters.slice(match.start, match.end) + rest;
  const isOwn = match.label.full.some((full) => full.includes(from)) || TAIL.test(rest);
  return isOwn || VOCABULARY[match.label.table].includes(rest) ? '' : rest;
}
