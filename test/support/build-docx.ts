/** Word documents from their XML, for what a library would not write. */
import { buildZip } from './build-zip.js';

const MAIN = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const NAMESPACES = `xmlns:w="${MAIN}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"`;

export interface DocxParts {
  /** Content of `w:styles`. */
  styles?: string;
  /** Content of `w:numbering`. */
  numbering?: string;
  /** The title of the file's properties. */
  title?: string;
}

function relationships(targets: Readonly<Record<string, string>>): string {
  const list = Object.entries(targets).map(
    ([type, target], index) => `<Relationship Id="r${index}" Type="${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${PACKAGE}/relationships">${list.join('')}</Relationships>`;
}

/** The members of a Word file whose body is `body`. */
export function docxMembers(body: string, parts: DocxParts = {}): { name: string; data: string }[] {
  return [
    { name: '[Content_Types].xml', data: '<Types/>' },
    {
      name: '_rels/.rels',
      data: relationships({
        [`${OFFICE}/officeDocument`]: 'word/document.xml',
        [`${PACKAGE}/relationships/metadata/core-properties`]: 'docProps/core.xml',
      }),
    },
    {
      name: 'docProps/core.xml',
      data: `<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${parts.title ?? ''}</dc:title></cp:coreProperties>`,
    },
    {
      name: 'word/_rels/document.xml.rels',
      data: relationships({
        [`${OFFICE}/styles`]: 'styles.xml',
        [`${OFFICE}/numbering`]: '/word/numbering.xml',
      }),
    },
    { name: 'word/styles.xml', data: `<w:styles ${NAMESPACES}>${parts.styles ?? ''}</w:styles>` },
    { name: 'word/numbering.xml', data: `<w:numbering ${NAMESPACES}>${parts.numbering ?? ''}</w:numbering>` },
    {
      name: 'word/document.xml',
      data: `<?xml version="1.0" encoding="UTF-8"?><w:document ${NAMESPACES}><w:body>${body}<w:sectPr/></w:body></w:document>`,
    },
  ];
}

/** A Word file whose body is `body`. */
export function buildDocx(body: string, parts: DocxParts = {}): Buffer {
  return buildZip(docxMembers(body, parts));
}

/** A run of text. */
export function run(text: string, properties = ''): string {
  return `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
}

/** A paragraph of runs; plain text becomes one. */
export function paragraph(content: string, properties = ''): string {
  const runs = content === '' || content.startsWith('<') ? content : run(content);
  return `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${runs}</w:p>`;
}

/** A cell of blocks; plain text becomes a paragraph. */
export function cell(content: string, properties = ''): string {
  const blocks = content.startsWith('<') ? content : paragraph(content);
  return `<w:tc><w:tcPr>${properties}</w:tcPr>${blocks}</w:tc>`;
}

/** A row of cells. */
export function row(cells: readonly string[], properties = ''): string {
  return `<w:tr>${properties === '' ? '' : `<w:trPr>${properties}</w:trPr>`}${cells.join('')}</w:tr>`;
}

/** A table of rows. */
export function table(rows: readonly string[]): string {
  return `<w:tbl><w:tblPr/><w:tblGrid/>${rows.join('')}</w:tbl>`;
}
