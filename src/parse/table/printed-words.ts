/** What of the form's tables stands in a text at all, read or not: a table whose words are there is never said to be missing. */
import type { FormEdition, FormTableName } from '../../domain/cells.js';
import type { Place } from '../../domain/report.js';
import { allLetters } from '../label-text.js';
import { sourceItems } from '../source-lines.js';
import { ownLabel, ROWS_OF } from '../damaged-labels.js';
import type { SourceItem } from '../source-lines.js';
import { OFFICIAL, readColumns } from '../tables/disclosure-columns.js';
import { namedBlocks } from '../tables/review-header.js';

/** The words of one table in the text. */
export interface PrintedWords {
  /** Where the first of them stands. */
  place: Place | null;
  /** Rows whose whole label is printed. */
  rows: ReadonlySet<string>;
  /** True where nothing but a header shows that the table is there. */
  isHeaderAlone?: boolean;
  /** True where they stand only in a part of a page that it does not show. */
  isUnshown?: boolean;
}

/** The words of all tables. */
export interface PrintedTables {
  tables: ReadonlyMap<FormTableName, PrintedWords>;
  /** The edition that the words show; null where they show none, or both. */
  edition: FormEdition | null;
  /** The edition whose columns of 表一 are named; null where those of none are, or of both. */
  columnsEdition: FormEdition | null;
  /** The columns of 表一 that are named, wherever they stand. */
  columns: ReadonlySet<string>;
}

/** Shorter labels are words of prose too (规章, 总计, 行政许可). */
const SHORTEST_LABEL = 6;
/** So many row labels of 表二 in one text are no prose. */
const FEWEST_LABELS = 5;
const ITEM = /第二十条第?[一五六八九]项/gu;
const FEWEST_ITEMS = 2;
const RESULTS = ['结果维持', '结果纠正', '其他结果', '尚未审结'];
/** Words of the columns of 表二 and of the results of 表三: so many on one line that is no sentence are a header, whatever is left of its table. */
const APPLICANTS = ['自然人', '商业', '科研', '社会', '法律', '总计'];
const FEWEST_WORDS = 4;
const RESULT_WORDS = ['维持', '纠正', '审结'];
/** The rows that only the edition of 2021 has, and those of 2019. */
const ROWS_OF_2021 = /逾期不补正行政机关不再处理|逾期未按收费通知/u;

/** Sentences name rows too (结转下年度继续办理3件). */
const SENTENCE = /[，。；,;]/u;
const LABELS = ROWS_OF.applications.map(({ full }) =>
  full.map(ownLabel).filter((label) => label.length >= SHORTEST_LABEL),
);

/** How pandoc's Markdown keeps the styles of text, over several lines. */
const STYLES = /(?<=\])\{[^{}[\]]*(?:\}|$)|(?:mso-|font-)[a-z-]+:[^;[\]]*;?/giu;

/** The letters of a line or grid; none of a line that is prose. */
function lettersOf(item: SourceItem): string {
  if (item.kind === 'grid') {
    const cells = item.rows.flat().flatMap((cell) => (cell.origin ? [cell.text] : []));
    return allLetters(cells.join(''));
  }
  const text = item.squeezed.replace(STYLES, '');
  const letters = allLetters(text);
  if (!SENTENCE.test(text) || letters.includes('第二十条')) return letters;
  // A whole table in one line, with the text around it.
  const named = LABELS.filter((labels) => labels.some((label) => letters.includes(label)));
  return named.length >= FEWEST_LABELS ? letters : '';
}

/** The one edition that alone has some of the columns; null where none has, or both have. */
function editionOfColumns(columns: ReadonlySet<string>): FormEdition | null {
  const own = (edition: FormEdition): ReadonlySet<string> =>
    new Set(Object.values(OFFICIAL).flatMap((row) => row[edition] ?? []));
  const [only2019, only2021] = (['2019', '2021'] as const).map((edition) => {
    const others = own(edition === '2019' ? '2021' : '2019');
    return [...own(edition)].some((column) => columns.has(column) && !others.has(column));
  });
  return only2019 === only2021 ? null : only2019 === true ? '2019' : '2021';
}

/** The words of the form's tables in the lines and grids of a document. */
export function printedTables(items: readonly SourceItem[]): PrintedTables {
  const texts = items.map(lettersOf);
  const whole = texts.join('');
  const placeOf = (isBegin: (text: string) => boolean): Place | null => {
    const at = texts.findIndex(isBegin);
    return items[at]?.place ?? null;
  };
  const tables = new Map<FormTableName, PrintedWords>();
  const begins = whole.match(ITEM) ?? [];
  if (begins.length >= FEWEST_ITEMS) {
    const rows = ROWS_OF.disclosure.flatMap(({ rowKey, cores }) =>
      cores.some((core) => whole.includes(core)) ? [rowKey] : [],
    );
    tables.set('disclosure', { place: placeOf((text) => text.includes('第二十条')), rows: new Set(rows) });
  }
  const labels = ROWS_OF.applications.flatMap(({ rowKey, full }) => {
    const printed = full
      .map(ownLabel)
      .find((label) => label.length >= SHORTEST_LABEL && whole.includes(label));
    return printed === undefined ? [] : [{ rowKey, printed }];
  });
  if (labels.length >= FEWEST_LABELS) {
    const place = placeOf((text) => labels.some(({ printed }) => text.includes(printed)));
    tables.set('applications', { place, rows: new Set(labels.map(({ rowKey }) => rowKey)) });
  }
  if (labels.length < FEWEST_LABELS) {
    const header = texts.findIndex(
      (text) => APPLICANTS.filter((word) => text.includes(word)).length >= FEWEST_WORDS,
    );
    if (header !== -1)
      tables.set('applications', {
        place: items[header]?.place ?? null,
        rows: new Set(labels.map(({ rowKey }) => rowKey)),
        isHeaderAlone: true,
      });
  }
  const results = texts.findIndex((text) => RESULT_WORDS.every((word) => text.includes(word)));
  if (results !== -1)
    tables.set('review', { place: items[results]?.place ?? null, rows: new Set(), isHeaderAlone: true });
  if (RESULTS.filter((result) => whole.includes(result)).length > 2) {
    const place = placeOf((text) => RESULTS.some((result) => text.includes(result)));
    tables.set('review', { place, rows: new Set(namedBlocks(whole)) });
  }
  const byRows = labels.length >= FEWEST_LABELS ? (ROWS_OF_2021.test(whole) ? '2021' : null) : null;
  const columns = new Set(begins.length > 0 ? readColumns(whole) : []);
  const columnsEdition = editionOfColumns(columns);
  return { tables, edition: columnsEdition ?? byRows, columnsEdition, columns };
}

const TABLES_OF_FORM = 3;

/** The words of a text, and of tables of which it has none those that its page holds without showing them. */
export function withUnshown(printed: PrintedTables, unshown: string): PrintedTables {
  const isWhole = [...printed.tables.values()].every(({ isHeaderAlone }) => isHeaderAlone !== true);
  if (unshown === '' || (isWhole && printed.tables.size === TABLES_OF_FORM)) return printed;
  const lines = unshown
    .split('\n')
    .map((text) => ({ kind: 'line', text, place: {}, blankLinesBefore: 0 }) as const);
  const tables = new Map(printed.tables);
  for (const [name, words] of printedTables(sourceItems(lines)).tables)
    if (!tables.has(name) || (tables.get(name)?.isHeaderAlone === true && words.isHeaderAlone !== true))
      tables.set(name, { ...words, place: null, isUnshown: true });
  return { ...printed, tables };
}
