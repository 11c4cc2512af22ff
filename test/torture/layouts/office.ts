/** What LibreOffice writes of Word documents and workbooks, and is read through it: old word processors and OpenDocument. A .wps is a .doc by another name. */
import { writeOffice } from '../../support/write-office.js';
import type { TortureLayout } from '../layout.js';
import { docxLayouts } from './docx.js';
import { sheetLayouts } from './sheet.js';

/** Name, extension that is written, the layout that it is made of, and the filter of LibreOffice where the extension has several. */
const WRITTEN: readonly (readonly [string, TortureLayout['format'], string, string?])[] = [
  ['doc', 'doc', 'docx-merged'],
  ['doc-numbered', 'doc', 'docx-numbered'],
  ['doc-text-box', 'doc', 'docx-text-box'],
  ['rtf', 'rtf', 'docx-merged'],
  ['odt', 'odt', 'docx-merged'],
  ['fodt', 'fodt', 'docx-merged'],
  ['word-2003-xml', 'xml', 'docx-merged', 'MS Word 2003 XML'],
  ['ods', 'ods', 'xlsx'],
  ['ods-own-sheets', 'ods', 'xlsx-own-sheets'],
  ['fods', 'fods', 'xlsx'],
];

export const officeLayouts: readonly TortureLayout[] = WRITTEN.map(([name, format, from, filter]) => {
  const source = [...docxLayouts, ...sheetLayouts].find((layout) => layout.name === from);
  if (source === undefined) throw new Error(`There is no layout ${from}.`);
  const target = filter === undefined ? format : `${format}:${filter}`;
  return {
    ...source,
    name,
    format,
    needsOffice: true,
    render: async (report) => {
      const rendering = await source.render(report);
      return { ...rendering, bytes: await writeOffice(rendering.bytes, source.format, target) };
    },
  };
});
