/**
 * Rows of a list table out of its words. A label may run over lines above, beside and below its numbers: the words between the
 * numbers of two rows are parted so that as many labels as can be are the form's. Where none is, they are the next row's.
 */
import { isListHeading, listLabel, rowsNamed } from './list-labels.js';
import type { ListRow, ListValue } from './list-row.js';
import type { ListToken } from './list-tokens.js';
import { orderedRows } from './ordered-rows.js';
import { behindLastName, headingsIn, LIKE_HEADING, MOST_PIECES, nameAt, textOf } from './word-names.js';

/** The numbers of one row and the words between them and the row above. */
interface Entry {
  readonly gap: readonly ListToken[];
  readonly unit: ListToken | null;
  readonly printed: readonly ListToken[];
}

/** Of the words around its numbers how many a row takes: from its gap's end, and from the start of the next gap. */
interface Taken {
  readonly before: number;
  readonly after: number;
}

/** Longer text is narrative, whatever it holds. */
const SENTENCE_END = /[。；！？]/u;
/** Rows that may be none, between two that are. */
const MOST_UNSURE = 4;

/** A row and the words of its label. */
interface ReadRow {
  readonly row: ListRow;
  readonly label: readonly ListToken[];
  readonly entry: Entry | null;
  /** True where its numbers are its own, wherever they stand. */
  readonly isPlaced?: boolean;
}

/** What the text around the words of a table tells. */
export interface Setting {
  readonly columns: number;
  /** True where the text is in column order, so that no label need be beside its numbers. */
  readonly isInColumns: boolean;
  /** Lines that hold headers of columns alone. */
  readonly headerLines: ReadonlySet<number>;
}

/** Reads rows from the words below a header; `used` are the words that belong to one. */
export function rowsOfWords(
  words: readonly ListToken[],
  setting: Setting,
): { rows: ListRow[]; used: readonly ListToken[] } {
  const { columns, headerLines } = setting;
  const { read, used, left } = readWords(words, columns, setting.isInColumns);
  const isParted = setting.isInColumns || isTorn(read, left, columns);
  const ordered = isParted ? orderedRows(words, columns, headerLines) : { rows: [], words: 0 };
  if (!isParted) return { rows: doubted(read, columns, false), used };
  const rest = readWords(words.slice(ordered.words), columns, true);
  const first = ordered.rows.flatMap((row): ReadRow[] => {
    const entry = { gap: [], unit: row.unit, printed: row.values };
    const headings = row.headings.flatMap((heading) => alonesOf(heading, columns));
    const own = { ...rowOf(row.label, entry, columns), isByOrder: row.isByOrder };
    return [
      ...headings.map((one) => ({ row: one, label: [], entry: null })),
      // What prints no number may have lost it.
      { row: own, label: row.label, entry, isPlaced: row.values.length > 0 },
    ];
  });
  return {
    rows: doubted([...first, ...rest.read], columns, true),
    used: [...words.slice(0, ordered.words), ...rest.used],
  };
}

/** Rows as the words stand, each label the nearest. */
function readWords(
  words: readonly ListToken[],
  columns: number,
  isInColumns: boolean,
): { read: ReadRow[]; used: ListToken[]; left: ReadRow[] } {
  const { entries, rest } = entriesOf(words, columns);
  const gaps = [...entries.map(({ gap }) => gap), rest];
  const taken = bestParting(entries, gaps);
  const read: ReadRow[] = [];
  const used: ListToken[] = [];
  let firm = 0;
  let unsure = 0;
  // Labels may stand far from their numbers then: up to the next prose all is the table's.
  let isParted = isInColumns;
  for (const [at, entry] of entries.entries()) {
    const { before, after } = taken[at] ?? { before: 0, after: 0 };
    const alone = alonesOf(entry.gap.slice(taken[at - 1]?.after ?? 0, entry.gap.length - before), columns);
    const label = [...entry.gap.slice(entry.gap.length - before), ...(gaps[at + 1] ?? []).slice(0, after)];
    const row = rowOf(label, entry, columns);
    const isFirm =
      [row, ...alone].some((one) => rowsNamed(one.label).length > 0) || isRowAnyway(entry, label, unsure);
    isParted ||= label.length === 0;
    if (!isFirm && (unsure += 1) > MOST_UNSURE && !isParted)
      return { read: read.slice(0, firm), used, left: [] };
    read.push(...alone.map((one) => ({ row: one, label: [], entry: null })), { row, label, entry });
    if (!isFirm) continue;
    unsure = 0;
    firm = read.length;
    used.push(...label, ...(entry.unit === null ? [] : [entry.unit]), ...entry.printed);
  }
  // Labels behind the last number are the table's: a text in column order may print their numbers anywhere.
  const left = rest.slice(taken.at(-1)?.after ?? 0);
  const known = left.slice(0, behindLastName(left));
  // No number of a text in column order is left out, whatever stands before it.
  if (isInColumns || known.length > 0) firm = read.length;
  const alone = alonesOf(known, columns).map((one) => ({ row: one, label: [], entry: null }));
  return { read: [...read.slice(0, firm), ...alone], used: [...used, ...known], left: read.slice(firm) };
}

/** False where an unknown label without a unit may be a signature above its date, and numbers alone a page's; between rows they are rows. */
function isRowAnyway({ unit, printed }: Entry, label: readonly ListToken[], unsure: number): boolean {
  return (unit !== null && printed.length > 0) || (label.length === 0 && (unsure === 0 || unit !== null));
}

/**
 * Numbers or units that no label has, beside rows that lack some, show that labels and numbers were parted from each other. `left` are
 * rows that may be narrative: of these only numbers that stand alone on their lines. So does a block of numbers of its own, where rows are blank.
 */
function isTorn(read: readonly ReadRow[], left: readonly ReadRow[], columns: number): boolean {
  const isOrphan = ({ label, entry }: ReadRow): boolean => entry !== null && label.length === 0;
  const isAlone = ({ label, entry }: ReadRow): boolean =>
    entry !== null && entry.printed.length > 0 && !label.some(({ line }) => line === entry.printed[0]?.line);
  const isApart = ({ entry }: ReadRow): boolean => entry?.printed[0]?.isApart === true;
  return (
    (read.some(isOrphan) || read.some(isApart) || left.some(isAlone)) &&
    read.some((one) => !isOrphan(one) && one.row.values?.length !== 0 && one.row.printed.length < columns)
  );
}

/**
 * Where labels and numbers were parted from each other, a label has its numbers only where they stand on one line, or in their order.
 * More numbers on a line than columns show that the header lacks one.
 */
function doubted(read: readonly ReadRow[], columns: number, isParted: boolean): ListRow[] {
  const isWider = read.some(
    ({ entry }) =>
      entry !== null && entry.printed.filter(({ line }) => line === entry.printed[0]?.line).length > columns,
  );
  const withNumbers = read.filter(({ entry }) => entry !== null).map(({ row }) => listLabel(row.label));
  return read.flatMap(({ row, label, entry, isPlaced }): ListRow[] => {
    if (row.values?.length === 0) return [row];
    const others = withNumbers.filter((other) => other === listLabel(row.label)).length;
    if (entry === null && others > 0 && others >= rowsNamed(row.label).length) return [];
    const line = entry?.printed[0]?.line;
    const isBeside = isPlaced === true || (line !== undefined && label.some((word) => word.line === line));
    return [isWider || (isParted && !isBeside) ? { ...row, values: null } : row];
  });
}

/** Words to entries, up to the first sentence. */
function entriesOf(
  words: readonly ListToken[],
  columns: number,
): { entries: Entry[]; rest: readonly ListToken[] } {
  const entries: Entry[] = [];
  let gap: ListToken[] = [];
  for (let at = 0; at < words.length;) {
    const word = words[at];
    if (word === undefined) break;
    // 回应事件 above 次: what looks like a unit at the label's end is the label's, where the unit follows.
    if (word.kind === 'text' || (word.kind === 'unit' && word.isGlued && isUnitAhead(words, at + 1))) {
      if (SENTENCE_END.test(word.raw)) break;
      gap.push(word);
      at += 1;
      continue;
    }
    const unit = word.kind === 'unit' ? word : null;
    const from = unit === null ? at : at + 1;
    let to = from;
    while (words[to]?.kind === 'value' && to - from <= columns) to += 1;
    entries.push({ gap, unit, printed: words.slice(from, to) });
    gap = [];
    at = to;
  }
  return { entries, rest: gap };
}

/** True where the next word that is no text is a unit that stands by itself. */
function isUnitAhead(words: readonly ListToken[], from: number): boolean {
  const next = words.slice(from, from + MOST_PIECES).find(({ kind }) => kind !== 'text');
  return next?.kind === 'unit' && !next.isGlued;
}

/** How each row takes its label, so that the most labels are the form's and the fewest words are left over. */
function bestParting(entries: readonly Entry[], gaps: readonly (readonly ListToken[])[]): Taken[] {
  /** For each count of words that a row takes from the next gap: the best way so far. */
  let ways = new Map<number, { score: number; taken: readonly Taken[] }>([[0, { score: 0, taken: [] }]]);
  for (const [at, entry] of entries.entries()) {
    const next = new Map<number, { score: number; taken: readonly Taken[] }>();
    const below = gaps[at + 1] ?? [];
    for (const [used, way] of ways) {
      for (const choice of choices(entry, below, used)) {
        const score = way.score + choice.score;
        const best = next.get(choice.after);
        if (best === undefined || score > best.score)
          next.set(choice.after, { score, taken: [...way.taken, choice] });
      }
    }
    ways = next;
  }
  const [best] = [...ways.values()].sort((a, b) => b.score - a.score);
  return [...(best?.taken ?? [])];
}

const KNOWN = 4;
const HEADING = 1;
/** Of rows whose labels no form has, the one that takes the fewest words below its numbers. */
const WORD_BELOW = -0.1;

/** The ways in which a row may take its label, where the row above has taken `used` words of its gap. */
function choices(
  { gap, unit, printed }: Entry,
  below: readonly ListToken[],
  used: number,
): (Taken & { score: number })[] {
  const left = gap.slice(used);
  const firstLine = (unit ?? printed[0])?.line;
  const lastLine = (printed.at(-1) ?? unit)?.line;
  const beside = left.filter(({ line }) => line === firstLine).length;
  const most = below.findIndex(({ line }) => line === lastLine);
  const reach = Math.min(most === -1 ? below.length : most, MOST_PIECES);
  const found: (Taken & { score: number })[] = [];
  for (let before = beside; before <= Math.min(left.length, MOST_PIECES); before += 1) {
    const own = left.slice(left.length - before);
    const above = left.slice(0, left.length - before);
    const heads = headingsIn(above);
    // Words that are left over may be the start of a longer label, unless they head a group.
    const others = above.slice(heads.words);
    if (others.length > 0 && (others.at(-1)?.line === own[0]?.line || !LIKE_HEADING.test(textOf(others))))
      continue;
    for (let after = 0; after <= reach; after += 1) {
      const isKnown = rowsNamed(textOf([...own, ...below.slice(0, after)])).length > 0;
      if (isKnown) found.push({ before, after, score: KNOWN + heads.count * HEADING });
    }
  }
  const heads = headingsIn(left);
  for (let after = 0; after <= reach; after += 1) {
    const score = heads.count * HEADING + after * WORD_BELOW;
    found.push({ before: left.length - heads.words, after, score });
  }
  return found;
}

/** The rows of words that stand without numbers: headings, labels, and what is left over. */
function alonesOf(words: readonly ListToken[], columns: number): ListRow[] {
  const rows: ListRow[] = [];
  for (let at = 0; at < words.length;) {
    const length = nameAt(words, at);
    let end = at + Math.max(length, 1);
    while (length === 0 && end < words.length && nameAt(words, end) === 0) end += 1;
    const label = words.slice(at, end);
    const text = textOf(label);
    const isRow = length > 0 && !isListHeading(text);
    const values = isRow ? Array.from({ length: columns }, () => null) : [];
    rows.push({
      label: text,
      unit: null,
      values,
      printed: [],
      isRunTogether: false,
      isByOrder: false,
      place: label[0]?.place ?? {},
    });
    at += label.length;
  }
  return rows;
}

/** A row. Nothing printed is a blank in every column; fewer numbers than columns tell not which of them is blank. */
function rowOf(label: readonly ListToken[], { unit, printed: tokens }: Entry, columns: number): ListRow {
  const printed = tokens.map(({ raw, reading, place }): ListValue => ({ raw, reading, place }));
  const [only] = tokens;
  return {
    label: textOf(label),
    unit: unit?.raw ?? null,
    values:
      printed.length === columns
        ? printed
        : printed.length === 0
          ? Array.from({ length: columns }, () => null)
          : null,
    printed,
    isRunTogether: columns > 1 && tokens.length === 1 && only?.isGlued === true && only.raw.length > 1,
    isByOrder: false,
    place: (label[0] ?? unit ?? only)?.place ?? {},
  };
}
