/** OFD files from the texts and lines of their pages, as writers of the format lay them out. Millimetres from the top left corner. */
import { buildZip } from './build-zip.js';

const NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"';

/** A run of text; `x` is its left end, `y` its baseline. */
export interface OfdText {
  text: string;
  x: number;
  y: number;
  size: number;
}

/** A straight line. */
export type OfdLine = readonly [x0: number, y0: number, x1: number, y1: number];

export interface OfdPage {
  texts: readonly OfdText[];
  lines?: readonly OfdLine[];
  /** XML objects besides. */
  objects?: string;
}

export interface OfdParts {
  /** Objects of a template that every page has. */
  template?: string;
  /** Further members, or others in place of those of the same name. */
  members?: readonly { name: string; data: string | Uint8Array }[];
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** How far a character reaches, in units of its size. */
export function advance(letter: string): number {
  return (letter.codePointAt(0) ?? 0) < 0x2e80 ? 0.5 : 1;
}

/** A text object whose characters stand as the font sets them: runs of one distance are written with `g`. */
export function textObject({ text, x, y, size }: OfdText): string {
  const steps = [...text].slice(0, -1).map((letter) => size * advance(letter));
  const runs: string[] = [];
  for (let index = 0; index < steps.length;) {
    let end = index;
    while (steps[end] === steps[index] && end < steps.length) end += 1;
    runs.push(end - index > 3 ? `g ${end - index} ${steps[index]}` : steps.slice(index, end).join(' '));
    index = end;
  }
  return `<ofd:TextObject ID="1" Boundary="${x} ${y - size} 210 ${size * 1.3}" Font="3" Size="${size}"><ofd:TextCode X="0" Y="${size}" DeltaX="${runs.join(' ')}">${escape(text)}</ofd:TextCode></ofd:TextObject>`;
}

function pathObject(lines: readonly OfdLine[]): string {
  const data = lines.map(([x0, y0, x1, y1]) => `M ${x0} ${y0} L ${x1} ${y1}`).join(' ');
  return `<ofd:PathObject ID="2" Boundary="0 0 210 297" LineWidth="0.2"><ofd:AbbreviatedData>${data}</ofd:AbbreviatedData></ofd:PathObject>`;
}

/** An OFD file of these pages, A4. */
export function buildOfd(pages: readonly OfdPage[], { template, members = [] }: OfdParts = {}): Buffer {
  const content = pages.map(
    ({ texts, lines = [], objects = '' }) =>
      `<ofd:Page ${NAMESPACE}>${template === undefined ? '' : '<ofd:Template TemplateID="90" ZOrder="Background"/>'}<ofd:Content><ofd:Layer ID="9">${lines.length === 0 ? '' : pathObject(lines)}${texts.map(textObject).join('')}${objects}</ofd:Layer></ofd:Content></ofd:Page>`,
  );
  const listed = pages.map(
    (_, index) => `<ofd:Page ID="${100 + index}" BaseLoc="Pages/Page_${index}/Content.xml"/>`,
  );
  const parts = [
    {
      name: 'OFD.xml',
      data: `<ofd:OFD ${NAMESPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
    },
    {
      name: 'Doc_0/Document.xml',
      data: `<ofd:Document ${NAMESPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>${template === undefined ? '' : '<ofd:TemplatePage ID="90" BaseLoc="Tpls/Tpl_0/Content.xml"/>'}</ofd:CommonData><ofd:Pages>${listed.join('')}</ofd:Pages></ofd:Document>`,
    },
    ...content.map((data, index) => ({ name: `Doc_0/Pages/Page_${index}/Content.xml`, data })),
    ...(template === undefined
      ? []
      : [
          {
            name: 'Doc_0/Tpls/Tpl_0/Content.xml',
            data: `<ofd:Page ${NAMESPACE}><ofd:Content><ofd:Layer ID="8">${template}</ofd:Layer></ofd:Content></ofd:Page>`,
          },
        ]),
  ];
  const others = new Set(members.map(({ name }) => name));
  return buildZip([...parts.filter(({ name }) => !others.has(name)), ...members]);
}
