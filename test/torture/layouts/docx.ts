/** Word documents: merged cells, numbered headings, a table in a text box. */
import {
  AlignmentType,
  Document,
  HeadingLevel,
  LevelFormat,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  Textbox,
} from 'docx';
import type { FileChild } from 'docx';
import type { SampleBlock } from '../../../src/sample/layouts/layout.js';
import type { TortureReport } from '../draw-report.js';
import { textOf } from '../draw-report.js';
import type { TortureLayout } from '../layout.js';
import type { SpanGrid } from '../official-grids.js';
import { gridOf } from '../official-grids.js';

/** How one document writes its headings and tables. */
interface DocxWriter {
  heading(text: string): Paragraph;
  table(grid: SpanGrid): FileChild;
}

function children(report: TortureReport, writer: DocxWriter): FileChild[] {
  return report.blocks.flatMap((block) => docxOf(block, report, writer));
}

function docxOf(block: SampleBlock, report: TortureReport, writer: DocxWriter): FileChild[] {
  switch (block.kind) {
    case 'title':
      return block.lines.map((text) => new Paragraph({ text, alignment: AlignmentType.CENTER }));
    case 'heading':
      return [writer.heading(block.text)];
    case 'paragraph':
      return [new Paragraph(block.text)];
    case 'signature':
      return block.lines.map((text) => new Paragraph({ text, alignment: AlignmentType.RIGHT }));
    default:
      return [writer.table(gridOf(block, textOf(report)) ?? [])];
  }
}

/** Merged cells by `gridSpan` and `vMerge`. */
function wordTable(grid: SpanGrid): Table {
  return new Table({
    rows: grid.map(
      (row) =>
        new TableRow({
          children: row.map(
            ({ text, colspan, rowspan }) =>
              new TableCell({ children: [new Paragraph(text)], columnSpan: colspan, rowSpan: rowspan }),
          ),
        }),
    ),
  });
}

/** The same, long labels cut over several paragraphs of their cell. */
function paragraphTable(grid: SpanGrid): Table {
  return new Table({
    rows: grid.map(
      (row) =>
        new TableRow({
          children: row.map(
            ({ text, colspan, rowspan }) =>
              new TableCell({
                children: text
                  .split('、')
                  .map((part, index) => new Paragraph(index === 0 ? part : `、${part}`)),
                columnSpan: colspan,
                rowSpan: rowspan,
              }),
          ),
        }),
    ),
  });
}

async function packed(document: Document): Promise<{ bytes: Uint8Array }> {
  return { bytes: await Packer.toBuffer(document) };
}

const plainHeading = (text: string): Paragraph => new Paragraph({ text, heading: HeadingLevel.HEADING_1 });

const merged: TortureLayout = {
  name: 'docx-merged',
  format: 'docx',
  keeps: 'all',
  render: (report) =>
    packed(
      new Document({
        sections: [{ children: children(report, { heading: plainHeading, table: wordTable }) }],
      }),
    ),
};

/** Headings whose 一、 is Word's own numbering. */
const numbered: TortureLayout = {
  name: 'docx-numbered',
  format: 'docx',
  keeps: 'all',
  render: (report) =>
    packed(
      new Document({
        numbering: {
          config: [
            {
              reference: 'sections',
              levels: [{ level: 0, format: LevelFormat.CHINESE_COUNTING, text: '%1、' }],
            },
          ],
        },
        sections: [
          {
            children: children(report, {
              heading: (text) =>
                new Paragraph({
                  text: text.replace(/^[一二三四五六]、/u, ''),
                  numbering: { reference: 'sections', level: 0 },
                }),
              table: paragraphTable,
            }),
          },
        ],
      }),
    ),
};

/** Each table in a text box. */
const textBox: TortureLayout = {
  name: 'docx-text-box',
  format: 'docx',
  keeps: 'all',
  render: (report) =>
    packed(
      new Document({
        sections: [
          {
            children: children(report, {
              heading: (text) => new Paragraph(text),
              // The library's types want paragraphs; the format allows tables.
              table: (grid) =>
                new Textbox({
                  children: [wordTable(grid)],
                  style: { width: '400pt' },
                }),
            }),
          },
        ],
      }),
    ),
};

export const docxLayouts: readonly TortureLayout[] = [merged, numbered, textBox];
