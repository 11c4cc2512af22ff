/**
 * Rows of a list table in column order: blocks of labels, of units and of numbers. As many units as labels, and as many numbers for
 * each column, belong together in their order; nothing below the first place where they do not is read so.
 */
import { formOrder, isListHeading, rowsNamed } from './list-labels.js';
import type { ListToken } from './list-tokens.js';
import { LIKE_HEADING, MOST_PIECES, nameAt, textOf } from './word-names.js';

/** A row; `isByOrder` is true where it does not stand by itself: label, unit and numbers one behind the other. */
export interface OrderedRow {
  readonly headings: readonly (readonly ListToken[])[];
  readonly label: readonly ListToken[];
  readonly unit: ListToken;
  readonly values: readonly ListToken[];
  readonly isByOrder: boolean;
}

/** Words of a label, or of a heading, which has no unit. */
interface Name {
  readonly words: readonly ListToken[];
  readonly isHeading: boolean;
}

/** Units one behind the other, and the numbers behind them. */
interface Part {
  readonly units: readonly ListToken[];
  readonly values: readonly ListToken[];
}

/**
 * The rows at the start of the words, and how many words they are. Each run of labels must have its units and numbers right behind it;
 * the second column may follow for all rows at once. Numbers below another header are another column's.
 */
export function orderedRows(
  words: readonly ListToken[],
  columns: number,
  headerLines: ReadonlySet<number>,
): { rows: OrderedRow[]; words: number } {
  let rows: OrderedRow[] = [];
  /** Rows of which as many columns have been printed so far, one or none. */
  let open: OrderedRow[] = [];
  let [at, whole] = [0, 0];
  while (at < words.length) {
    const { texts, parts, end } = runAt(words, at);
    const tail = tailLength((open.at(-1) ?? rows.at(-1))?.label ?? [], texts);
    const count = parts.reduce((sum, { units }) => sum + units.length, 0);
    const names = namesOf(texts.slice(tail), count);
    if (names === null || count === 0 || (count > 1 && !isInFormOrder(names))) break;
    const isOpen = open.length > 0;
    const next = withRun(extendLast(open, texts.slice(0, tail)), names, parts, columns, headerLines);
    if (next === null) break;
    rows = [...(isOpen ? rows : extendLast(rows, texts.slice(0, tail))), ...next.whole];
    open = next.open;
    at = end;
    if (open.length === 0) whole = at;
  }
  // Rows at the end that print no number may have lost it.
  const isBlank = open[0]?.values.length === 0 && at >= words.length;
  return isBlank ? { rows: [...rows, ...open], words: at } : { rows, words: whole };
}

/** The rows with those of a run: which of them are whole, and which lack a column still; null where the run does not go with them. */
function withRun(
  open: readonly OrderedRow[],
  names: readonly Name[],
  parts: readonly Part[],
  columns: number,
  headerLines: ReadonlySet<number>,
): { whole: readonly OrderedRow[]; open: OrderedRow[] } | null {
  const units = parts.flatMap((part) => part.units);
  const values = parts.flatMap((part) => part.values);
  const isPrinted = (open[0]?.values.length ?? 0) > 0;
  if (!isPrinted && values.length === 0) return { whole: [], open: [...open, ...rowsOf(names, units, [])] };
  if (!isPrinted && values.length === units.length * columns) {
    const numbers = numbersOf(parts, columns, headerLines);
    // A block of numbers below blank rows may be theirs.
    if (open.length > 0 && values[0]?.isApart === true) return null;
    return numbers === null ? null : { whole: [...open, ...rowsOf(names, units, numbers)], open: [] };
  }
  const isFirst = isPrinted || open.length === 0;
  const first = values.slice(0, isFirst ? units.length : 0).map((value) => [value]);
  const rows = [...open, ...rowsOf(names, units, first)];
  if (isFirst && (columns === 1 || values.length < units.length)) return null;
  if (isFirst && values.length === units.length) return { whole: [], open: rows };
  const whole = lateColumns(rows, values.slice(first.length), columns, headerLines);
  return whole === null ? null : { whole, open: [] };
}

/** Rows with the columns that they lack, which follow for all of them at once. */
function lateColumns(
  open: readonly OrderedRow[],
  values: readonly ListToken[],
  columns: number,
  headerLines: ReadonlySet<number>,
): OrderedRow[] | null {
  const missing = columns - (open[0]?.values.length ?? 0);
  if (values.length !== open.length * missing) return null;
  const numbers = numbersOf([{ units: open.map(({ unit }) => unit), values }], missing, headerLines);
  const rows = open.map((row, index) => ({
    ...row,
    values: [...row.values, ...(numbers?.[index] ?? [])],
    isByOrder: true,
  }));
  return numbers !== null && rows.every((row) => isGrowing(row.values)) ? rows : null;
}

/** Labels from `from` on, and the units and numbers behind them. */
function runAt(
  words: readonly ListToken[],
  from: number,
): { texts: ListToken[]; parts: Part[]; end: number } {
  const texts: ListToken[] = [];
  const parts: { units: ListToken[]; values: ListToken[] }[] = [];
  let at = from;
  for (; words[at]?.kind === 'text'; at += 1) texts.push(...words.slice(at, at + 1));
  for (let word = words[at]; word !== undefined && word.kind !== 'text'; word = words[(at += 1)]) {
    const part = parts.at(-1);
    if (word.kind === 'value') (part?.values ?? texts).push(word);
    else if (part === undefined || part.values.length > 0) parts.push({ units: [word], values: [] });
    else part.units.push(word);
  }
  return { texts, parts, end: at };
}

/** How many words end the label above, which its numbers have cut: what its bracket lacks, or what makes it the form's. */
function tailLength(label: readonly ListToken[], texts: readonly ListToken[]): number {
  const text = textOf(label);
  const opened = /[（(][^（()）]*$/u.test(text);
  if (opened) return 1 + texts.findIndex(({ raw }) => /^[^（(]*[)）]/u.test(raw));
  if (label.length === 0 || rowsNamed(text).length > 0) return 0;
  for (let length = 1; length <= Math.min(texts.length, MOST_PIECES); length += 1)
    if (rowsNamed(textOf([...label, ...texts.slice(0, length)])).length > 0) return length;
  return 0;
}

function extendLast(rows: readonly OrderedRow[], tail: readonly ListToken[]): OrderedRow[] {
  return rows.map((row, at) =>
    tail.length > 0 && at === rows.length - 1 ? { ...row, label: [...row.label, ...tail] } : row,
  );
}

function rowsOf(
  names: readonly Name[],
  units: readonly ListToken[],
  numbers: readonly (readonly ListToken[])[],
): OrderedRow[] {
  const rows: OrderedRow[] = [];
  let headings: (readonly ListToken[])[] = [];
  for (const { words: label, isHeading } of names) {
    const unit = units[rows.length];
    if (isHeading) headings.push(label);
    if (isHeading || unit === undefined) continue;
    rows.push({ headings, label, unit, values: numbers[rows.length] ?? [], isByOrder: units.length > 1 });
    headings = [];
  }
  return rows;
}

/** Labels and headings, so many labels of them; an unknown label stands on one line, or all words between known ones are one. */
function namesOf(texts: readonly ListToken[], count: number): Name[] | null {
  const known: Name[] = [];
  const groups: Name[] = [];
  for (let at = 0; at < texts.length;) {
    const length = nameAt(texts, at);
    let end = at + Math.max(length, 1);
    while (length === 0 && end < texts.length && nameAt(texts, end) === 0) end += 1;
    const words = texts.slice(at, end);
    const text = textOf(words);
    const isHeading =
      length > 0 ? isListHeading(text) && rowsNamed(text).length === 0 : LIKE_HEADING.test(text);
    (length > 0 || isHeading ? known : groups).push({ words, isHeading });
    at = end;
  }
  const rows = known.filter(({ isHeading }) => !isHeading).length;
  const lines = groups.flatMap(({ words }) => byLine(words));
  const others = [groups, lines].find((names) => rows + names.length === count);
  if (others === undefined) return null;
  return [...known, ...others].sort((a, b) => texts.indexOf(firstOf(a)) - texts.indexOf(firstOf(b)));
}

function firstOf({ words }: Name): ListToken {
  return words[0] as ListToken;
}

function byLine(words: readonly ListToken[]): Name[] {
  const lines = [...new Set(words.map(({ line }) => line))];
  return lines.map((line) => ({ words: words.filter((word) => word.line === line), isHeading: false }));
}

/** The numbers of each row; null where nothing tells rows from columns. */
function numbersOf(
  parts: readonly Part[],
  columns: number,
  headerLines: ReadonlySet<number>,
): (readonly ListToken[])[] | null {
  const isWhole = parts.every(({ units, values }) => values.length === units.length * columns);
  if (isWhole && parts.length > 1) {
    const each = parts.map((part) => numbersOf([part], columns, headerLines));
    return each.some((one) => one === null) ? null : each.flatMap((one) => one ?? []);
  }
  const values = parts.flatMap((part) => part.values);
  const count = values.length / columns;
  const inRows = Array.from({ length: count }, (_, row) => values.slice(row * columns, (row + 1) * columns));
  if (columns === 1 || count === 1) return inRows;
  const inColumns = inRows.map((_, row) =>
    Array.from({ length: columns }, (__, column) => values[column * count + row] as ListToken),
  );
  const [last, first] = [values[count - 1], values[count]];
  const isParted =
    (!isWhole && parts.some(({ values: own }) => own[0] === first)) ||
    [...headerLines].some((line) => line > (last?.line ?? 0) && line < (first?.line ?? 0));
  const ways = isParted ? [inColumns] : inRows.every(isOnOneLine) ? [inRows] : [inRows, inColumns];
  const [way, other] = ways.filter((rows) => rows.every(isGrowing));
  return other === undefined ? (way ?? null) : null;
}

function isOnOneLine(values: readonly ListToken[]): boolean {
  return values.every(({ line }) => line === values[0]?.line);
}

/** The total over the years is no less than the year's number. */
function isGrowing(values: readonly ListToken[]): boolean {
  const numbers = values.flatMap(({ reading }) => (reading.kind === 'number' ? [reading.value] : []));
  return numbers.every((value, at) => at === 0 || value >= (numbers[at - 1] ?? 0));
}

/** True where labels of one group stand together, in the order of their numbers or the form's: pieces of a page that a tool exchanged do not. */
function isInFormOrder(names: readonly Name[]): boolean {
  const left = new Set<string>();
  let before: { group: string; at: number; number: number | null } | null = null;
  for (const { words, isHeading } of names) {
    const text = textOf(words);
    const forms = isHeading ? [] : rowsNamed(text).map(({ key }) => formOrder(key));
    const form = forms.find(({ group, at }) => group === before?.group && at > before.at) ?? forms[0];
    if (form === undefined) continue;
    const next = { ...form, number: printedNumber(text) };
    if (before !== null && before.group === next.group) {
      const isBelow =
        before.number === null || next.number === null ? before.at < next.at : before.number < next.number;
      if (!isBelow) return false;
    } else if (left.has(next.group)) return false;
    if (before !== null) left.add(before.group);
    before = next;
  }
  return true;
}

/** The number before a part: 其中：1、 or 2. */
function printedNumber(text: string): number | null {
  const digits = /^(?:其中[:：]?)?(\d{1,2})[.、．]/u.exec(text)?.[1];
  return digits === undefined ? null : Number(digits);
}
