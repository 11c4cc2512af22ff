/** Findings about the source as a whole: what it holds besides, how it was converted, what was left out. */
import type { Finding } from '../domain/finding.js';
import type { OmittedText } from '../ingest/document.js';
import type { SourceLine } from './source-line.js';
import type { SourceItem } from './source-lines.js';
import { readingFinding } from './table-reading.js';

/** The tables below a second title are of another report: they fill no cell of this one. */
export function severalReports(title: SourceItem | undefined): Finding[] {
  if (title?.kind !== 'line') return [];
  const printed = title.text.trim();
  return [
    readingFinding(
      'several-reports',
      'ERROR',
      [],
      title.place,
      `文件中还有另一份报告“${printed}”，其表格未读入；请拆成每份一个文件`,
      `the file holds another report, “${printed}”, whose tables are not read; split it into one file each`,
    ),
  ];
}

/** Another version of the converter may print the same source otherwise. */
export function convertedFinding(program: string | undefined): Finding[] {
  if (program === undefined) return [];
  return [
    readingFinding(
      'converted',
      'NOTICE',
      [],
      null,
      `本文件先由 ${program} 转换再读取`,
      `the file was converted before it was read, by ${program}`,
    ),
  ];
}

/** Whose signature it is, and whether the file is still what was signed, is not looked at. */
export function signedFinding(signatures: number | undefined): Finding[] {
  if (signatures === undefined) return [];
  return [
    readingFinding(
      'signature-not-verified',
      'NOTICE',
      [],
      null,
      `本文件带有 ${signatures} 个电子签名或电子印章，未验证`,
      `the file bears ${signatures} electronic signatures or seals; none was verified`,
    ),
  ];
}

/** A macro may change what a program shows of the file; here it was not run. */
export function macrosFinding(macros: true | undefined): Finding[] {
  if (macros === undefined) return [];
  return [
    readingFinding(
      'macros-not-run',
      'NOTICE',
      [],
      null,
      '本文件带有宏，未运行',
      'the file holds macros; none was run',
    ),
  ];
}

const WHY_OMITTED: Readonly<Record<NonNullable<OmittedText['why']>, { zh: string; en: string }>> = {
  BEYOND_PAGE: {
    zh: '略去页面以外或倾斜的文字（水印）',
    en: "text that runs askew (a watermark) or stands beyond the page's edge was left out",
  },
  HIDDEN: {
    zh: '略去隐藏的工作表、行或列中的内容',
    en: 'what stands in hidden sheets, rows or columns was left out',
  },
  ANNOTATION: {
    zh: '批注、印章等注释不属于正文，略去',
    en: 'annotations (notes, stamps, watermarks put on later) are no text of the report and were left out',
  },
};

/** One finding for all that the reader of the format left out for one reason; a watermark may be many pieces of text. */
export function omittedFindings(omitted: readonly OmittedText[]): Finding[] {
  return Object.entries(WHY_OMITTED).flatMap(([reason, why]) =>
    omittedFinding(
      omitted.filter((one) => (one.why ?? 'BEYOND_PAGE') === reason),
      why,
    ),
  );
}

function omittedFinding(omitted: readonly OmittedText[], why: { zh: string; en: string }): Finding[] {
  const [first] = omitted;
  if (first === undefined) return [];
  const texts = omitted.map(({ text }) => text).join(' ');
  const shown = texts.length > 60 ? `${texts.slice(0, 60)}…` : texts;
  return [
    readingFinding(
      'noise-removed',
      'NOTICE',
      [],
      first.place,
      `${why.zh}“${shown}”`,
      `${why.en}: “${shown}”`,
    ),
  ];
}

/** The description of a picture, which is no text of the report. */
export function noiseFinding(line: SourceLine): Finding {
  const begin = line.text.trim().slice(0, 60);
  return readingFinding(
    'noise-removed',
    'NOTICE',
    [],
    line.place,
    `略去图片描述“${begin}…”`,
    `a picture description was left out: “${begin}…”`,
  );
}
