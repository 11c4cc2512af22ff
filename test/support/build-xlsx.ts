/** Workbooks (.xlsx) from their XML, for what a library would not write. */
import { buildZip } from './build-zip.js';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** A cell: text, a number, or XML of its own; a number may have a format and a formula. */
export type SheetCell =
  | string
  | number
  | null
  | { value?: number | string; format?: string; formula?: string; type?: 'str' | 'b' | 'e' };

export interface BuiltSheet {
  name: string;
  rows: readonly (readonly SheetCell[])[];
  /** Ranges such as `A1:C1`. */
  merges?: readonly string[];
  /** Ordinals from 1. */
  hiddenRows?: readonly number[];
  hiddenColumns?: readonly number[];
  state?: 'hidden' | 'veryHidden';
}

/** The name of a column, from 1. */
export function columnName(column: number): string {
  const rest = Math.floor((column - 1) / 26);
  return (rest === 0 ? '' : columnName(rest)) + String.fromCharCode(65 + ((column - 1) % 26));
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** A workbook of these sheets. */
export function buildXlsx(sheets: readonly BuiltSheet[]): Buffer {
  const formats: string[] = [];
  const styleOf = (format: string | undefined): string => {
    if (format === undefined) return '';
    if (!formats.includes(format)) formats.push(format);
    return ` s="${formats.indexOf(format) + 1}"`;
  };
  const cellXml = (cell: SheetCell, at: string): string => {
    if (cell === null) return '';
    if (typeof cell === 'string')
      return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escape(cell)}</t></is></c>`;
    if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
    const { value, format, formula, type } = cell;
    const formulaXml = formula === undefined ? '' : `<f>${escape(formula)}</f>`;
    const valueXml = value === undefined ? '' : `<v>${escape(String(value))}</v>`;
    return `<c r="${at}"${styleOf(format)}${type === undefined ? '' : ` t="${type}"`}>${formulaXml}${valueXml}</c>`;
  };
  const sheetXml = ({ rows, merges = [], hiddenRows = [], hiddenColumns = [] }: BuiltSheet): string => {
    const columns = hiddenColumns.map(
      (column) => `<col min="${column}" max="${column}" width="9" hidden="1"/>`,
    );
    const rowsXml = rows.map((cells, y) => {
      const hidden = hiddenRows.includes(y + 1) ? ' hidden="1"' : '';
      const cellsXml = cells.map((cell, x) => cellXml(cell, `${columnName(x + 1)}${y + 1}`));
      return `<row r="${y + 1}"${hidden}>${cellsXml.join('')}</row>`;
    });
    const merged = merges.map((range) => `<mergeCell ref="${range}"/>`);
    return `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="${MAIN}">${columns.length === 0 ? '' : `<cols>${columns.join('')}</cols>`}<sheetData>${rowsXml.join('')}</sheetData>${merged.length === 0 ? '' : `<mergeCells>${merged.join('')}</mergeCells>`}</worksheet>`;
  };
  const parts = sheets.map(sheetXml);
  const listed = sheets.map(
    ({ name, state }, index) =>
      `<sheet name="${escape(name)}" sheetId="${index + 1}"${state === undefined ? '' : ` state="${state}"`} r:id="r${index + 1}"/>`,
  );
  const relations = sheets.map(
    (_, index) =>
      `<Relationship Id="r${index + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  );
  const numberFormats = formats.map(
    (format, index) => `<numFmt numFmtId="${164 + index}" formatCode="${escape(format)}"/>`,
  );
  const styles = formats.map((_, index) => `<xf numFmtId="${164 + index}" applyNumberFormat="1"/>`);
  return buildZip([
    {
      name: '[Content_Types].xml',
      data: `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${sheets.map((_, index) => `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join('')}<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`,
    },
    {
      name: '_rels/.rels',
      data: `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `<Relationships xmlns="${PACKAGE}/relationships">${relations.join('')}<Relationship Id="s" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      data: `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${listed.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/styles.xml',
      data: `<styleSheet xmlns="${MAIN}"><numFmts count="${formats.length}">${numberFormats.join('')}</numFmts><cellXfs count="${formats.length + 1}"><xf numFmtId="0"/>${styles.join('')}</cellXfs></styleSheet>`,
    },
    ...parts.map((data, index) => ({ name: `xl/worksheets/sheet${index + 1}.xml`, data })),
  ]);
}
