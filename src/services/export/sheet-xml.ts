/** The parts of a workbook as XML (ECMA-376, part 1, SpreadsheetML): a sheet row by row, and what holds the sheets together. */

/** A value of a cell; null leaves the cell out. A link leads from its text to an address of the web. */
export type SheetValue = string | number | boolean | null | SheetLink;

export interface SheetLink {
  text: string;
  link: string;
}

/** A column of a sheet. */
export interface SheetColumn {
  /** In characters. */
  width: number;
  /**
   * With `date` a text `YYYY-MM-DD` is a day for Excel; any other text stays a text. With `percent` a number is shown as a
   * percentage; it stays a ratio. Default is `plain`.
   */
  format?: 'plain' | 'date' | 'percent';
}

/** How a sheet is shown. */
export interface SheetLook {
  columns: readonly SheetColumn[];
  /** The first rows, in bold, which stay in sight. */
  headerRows: number;
  /** Whether the last header row has buttons to filter by. Default is false. */
  filtered?: boolean;
}

/** UTF-16 code units of a cell at most; Excel calls a file with more of them damaged. */
const LONGEST_TEXT = 32_767;
/** Places of {@link STYLES} among its `cellXfs`. */
const BOLD = 1;
const DAY = 2;
const PERCENT = 3;
const LINK = 4;
/** UTF-16 code units of a text in a formula at most. */
const LONGEST_LITERAL = 255;
const DAY_MS = 86_400_000;
/** Day 0 of Excel, for days after the 29 February 1900 that it believes in. */
const EPOCH = Date.UTC(1899, 11, 30);
const FIRST_DAY = 61;

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEETML = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Begins a sheet. */
export function sheetStart({ columns, headerRows }: SheetLook): string {
  const pane =
    headerRows === 0
      ? ''
      : `<pane ySplit="${headerRows}" topLeftCell="A${headerRows + 1}" activePane="bottomLeft" state="frozen"/>`;
  const widths = columns
    .map(
      ({ width }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
    )
    .join('');
  return `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>${
    widths === '' ? '' : `<cols>${widths}</cols>`
  }<sheetData>`;
}

/** Ends a sheet of so many rows. */
export function sheetEnd({ columns, headerRows, filtered = false }: SheetLook, rows: number): string {
  const filter =
    filtered && headerRows > 0 && columns.length > 0
      ? `<autoFilter ref="A${headerRows}:${columnName(columns.length - 1)}${Math.max(rows, headerRows)}"/>`
      : '';
  return `</sheetData>${filter}</worksheet>`;
}

/** Makes the rows of one sheet. */
export function rowWriter({ columns, headerRows }: SheetLook): (values: readonly SheetValue[]) => string {
  const names = columns.map((_, index) => columnName(index));
  const formats = columns.map(({ format }) => format ?? 'plain');
  let row = 0;
  return (values) => {
    row += 1;
    const isHeader = row <= headerRows;
    let cells = '';
    for (let at = 0; at < values.length; at += 1) {
      const value = values[at] ?? null;
      if (value === null) continue;
      const place = `${names[at] ?? columnName(at)}${row}`;
      cells +=
        typeof value === 'object'
          ? linkCell(place, value)
          : isHeader
            ? textCell(place, String(value), BOLD)
            : valueCell(place, value, formats[at] ?? 'plain');
    }
    return `<row r="${row}">${cells}</row>`;
  };
}

function valueCell(
  place: string,
  value: string | number | boolean,
  format: NonNullable<SheetColumn['format']>,
): string {
  if (typeof value === 'number') {
    const style = format === 'percent' ? ` s="${PERCENT}"` : '';
    return Number.isFinite(value) ? `<c r="${place}"${style}><v>${value}</v></c>` : '';
  }
  if (typeof value === 'boolean') return `<c r="${place}" t="b"><v>${Number(value)}</v></c>`;
  const day = format === 'date' ? dayNumber(value) : null;
  return day === null ? textCell(place, value, 0) : `<c r="${place}" s="${DAY}"><v>${day}</v></c>`;
}

/**
 * A link as a formula with its text beside it: of links in a list of their own a sheet may have 65,530. What Excel takes in no
 * formula, and an address that is none of the web, stays a text.
 */
function linkCell(place: string, { text, link }: SheetLink): string {
  const isPlain = (one: string): boolean => one.length <= LONGEST_LITERAL && !/\p{Cc}/u.test(one);
  if (!/^https?:\/\//u.test(link) || !isPlain(link) || !isPlain(text)) return textCell(place, text, 0);
  const literal = (one: string): string => `"${one.replaceAll('"', '""')}"`;
  const formula = escapeXml(`HYPERLINK(${literal(link)},${literal(text)})`);
  return `<c r="${place}" s="${LINK}" t="str"><f>${formula}</f><v>${cellText(text)}</v></c>`;
}

/** A text in place: a table of shared texts would grow with the file. */
function textCell(place: string, text: string, style: number): string {
  const styled = style === 0 ? '' : ` s="${style}"`;
  return `<c r="${place}"${styled} t="inlineStr"><is><t xml:space="preserve">${cellText(text)}</t></is></c>`;
}

/** Days since Excel's day 0; null where the text is no full date, or one of before March 1900, which Excel counts wrongly. */
function dayNumber(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(text)) return null;
  const instant = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(instant) || new Date(instant).toISOString().slice(0, 10) !== text) return null;
  const day = Math.round((instant - EPOCH) / DAY_MS);
  return day < FIRST_DAY ? null : day;
}

/** The letters of a column, from 0: A, B … Z, AA. */
function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnName(Math.floor(index / 26) - 1) + last;
}

/**
 * A text as `ST_Xstring` has it: what XML cannot hold is written `_xHHHH_`, and so is the `_` of a text that looks so itself. A line
 * ends with a line feed, as in any XML.
 */
function cellText(text: string): string {
  const fits = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT - 1)}…` : text;
  return escapeXml(
    fits
      .replace(/\r\n?/gu, '\n')
      .replace(SPECIAL, (match) =>
        match.length > 1
          ? `_x005F_${match.slice(1)}`
          : `_x${match.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
      ),
  );
}

/** With `u` a pair of surrogates is one character, so that only lone ones match. */
// eslint-disable-next-line no-control-regex
const SPECIAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\ud800-\udfff]|_(?=x[\dA-Fa-f]{4}_)/gu;

function escapeXml(text: string): string {
  return /[&<>"]/u.test(text)
    ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
    : text;
}

/** `sheets` are names in order; the sheet at `index` is the part `xl/worksheets/sheet{index + 1}.xml`. */
export function bookParts(sheets: readonly string[]): Readonly<Record<string, string>> {
  const each = (write: (name: string, number: number) => string): string =>
    sheets.map((name, index) => write(name, index + 1)).join('');
  return {
    'xl/workbook.xml': `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONSHIPS}"><sheets>${each(
      (name, number) => `<sheet name="${escapeXml(name)}" sheetId="${number}" r:id="rId${number}"/>`,
    )}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${XML}<Relationships xmlns="${PACKAGE}/relationships">${each(
      (_, number) =>
        `<Relationship Id="rId${number}" Type="${RELATIONSHIPS}/worksheet" Target="worksheets/sheet${number}.xml"/>`,
    )}<Relationship Id="styles" Type="${RELATIONSHIPS}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': STYLES,
    '_rels/.rels': `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONSHIPS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    '[Content_Types].xml': `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SHEETML}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${SHEETML}.styles+xml"/>${each(
      (_, number) =>
        `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${SHEETML}.worksheet+xml"/>`,
    )}</Types>`,
  };
}

/** Plain, bold, a day, a percentage, and a link. */
const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="0.0%"/></numFmts><fonts count="3"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><u/><sz val="11"/><color rgb="FF0563C1"/><name val="Calibri"/><family val="2"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
