/** The outline of a made-up report: its title, sections, tables, date and signature. */
import { applicationRows, disclosureBlocks, REVIEW_BLOCKS, REVIEW_KEYS } from './form-rows.js';
import type { DisclosureBlock, FormRow, SampleForm } from './form-rows.js';
import type { SampleBlock } from './layouts/layout.js';
import type { Narrative } from './narrative/narrative.js';
import type { SampleOrgan } from './places.js';
import type { Random } from './random.js';

/**
 * What a report leaves out: nothing · the review table with its section · all after some row of the application
 * table · a row of the first table · the second and third table, told in prose under an older outline.
 */
export const SHAPES = ['whole', 'no-review', 'truncated', 'row-missing', 'old-outline'] as const;
export type Shape = (typeof SHAPES)[number];

/** A report before it is laid out. */
export interface Outline {
  readonly title: string;
  readonly publishedOn: string | null;
  readonly dateKind: 'PUBLISHED' | 'SIGNED' | null;
  readonly headings: readonly string[];
  readonly blocks: readonly SampleBlock[];
  readonly printedKeys: readonly string[];
  readonly absentRows: readonly string[];
}

interface Subject {
  readonly organ: SampleOrgan;
  readonly year: number;
  readonly form: SampleForm;
  readonly shape: Shape;
}

/** Puts the narrative and the tables in order. */
export function outlineReport(random: Random, subject: Subject, narrative: Narrative): Outline {
  const title = random.pick(TITLES)(subject.organ.name, String(subject.year));
  const date = drawDate(random, subject);
  const disclosure = disclosureTable(random, subject);
  const applications = applicationTable(random, subject);
  const hasReview = subject.shape === 'whole' || subject.shape === 'row-missing';
  const paragraphs = (texts: readonly string[]): SampleBlock[] =>
    texts.map((text) => ({ kind: 'paragraph', text }));
  const sections: (readonly [heading: string, content: SampleBlock[]])[] = [
    ['总体情况', paragraphs(narrative.overview)],
    ['主动公开政府信息情况', [{ kind: 'disclosure', blocks: disclosure }]],
  ];
  if (subject.shape === 'old-outline') {
    sections.push(
      ['依申请公开政府信息情况', paragraphs([narrative.applications])],
      ['因政府信息公开申请提起行政复议、行政诉讼的情况', paragraphs([narrative.review])],
    );
  } else {
    sections.push(['收到和处理政府信息公开申请情况', [{ kind: 'applications', rows: applications }]]);
    if (hasReview) sections.push(['政府信息公开行政复议、行政诉讼情况', [{ kind: 'review' }]]);
  }
  sections.push(
    ['存在的主要问题及改进情况', paragraphs(narrative.problems)],
    ['其他需要报告的事项', paragraphs(narrative.otherMatters)],
  );
  const headings = sections.map(([heading], index) => `${'一二三四五六'[index] ?? ''}、${heading}`);
  const rows = [...disclosure.flatMap((block) => block.rows), ...applications];
  return {
    title: title.join(''),
    publishedOn: date.iso,
    dateKind: date.kind,
    headings,
    blocks: [
      { kind: 'title', lines: title },
      ...(date.kind === 'PUBLISHED' ? paragraphs([`发布时间：${date.iso ?? ''}`]) : []),
      ...paragraphs(narrative.preamble),
      ...sections.flatMap(([, content], index): SampleBlock[] => [
        { kind: 'heading', text: headings[index] ?? '' },
        ...content,
      ]),
      ...(date.kind === 'SIGNED'
        ? [{ kind: 'signature' as const, lines: [subject.organ.name, date.printed] }]
        : []),
    ],
    printedKeys: [...rows.flatMap((row) => row.keys), ...(hasReview ? REVIEW_KEYS : [])],
    absentRows: absentRows(subject.form, rows, hasReview),
  };
}

const TITLES: readonly ((organ: string, year: string) => readonly string[])[] = [
  (organ, year) => [`${organ}${year}年政府信息公开工作年度报告`],
  (organ, year) => [organ, `${year}年政府信息公开工作年度报告`],
  (organ, year) => [organ, `${year}年度政府信息公开工作年度报告`],
  (organ, year) => [`${year}年${organ}政府信息公开工作年度报告`],
];

function drawDate(
  random: Random,
  { year }: Subject,
): { iso: string | null; kind: 'PUBLISHED' | 'SIGNED' | null; printed: string } {
  const [month, day] = [random.integer(1, 3), random.integer(1, 28)];
  const two = (number: number): string => String(number).padStart(2, '0');
  const next = year + 1;
  const full = { iso: `${next}-${two(month)}-${two(day)}`, printed: `${next}年${month}月${day}日` };
  const drawn = random.next();
  if (drawn < 0.45) return { ...full, kind: 'SIGNED' };
  if (drawn < 0.6) return { iso: `${next}-${two(month)}`, printed: `${next}年${month}月`, kind: 'SIGNED' };
  if (drawn < 0.8) return { ...full, kind: 'PUBLISHED' };
  return { iso: null, printed: '', kind: null };
}

function disclosureTable(random: Random, { form, shape }: Subject): readonly DisclosureBlock[] {
  const blocks = disclosureBlocks(form);
  if (shape !== 'row-missing') return blocks;
  const missing = random.pick(['规章', '行政强制']);
  return blocks.map((block) => ({ ...block, rows: block.rows.filter((row) => row.label[0] !== missing) }));
}

function applicationTable(random: Random, { form, shape }: Subject): readonly FormRow[] {
  const rows = applicationRows(form);
  if (shape === 'old-outline') return [];
  return shape === 'truncated' ? rows.slice(0, random.integer(4, rows.length - 4)) : rows;
}

/** Rows that the form has and the report has not. */
function absentRows(form: SampleForm, printed: readonly FormRow[], hasReview: boolean): string[] {
  const official = form === '2019' ? '2019' : '2021';
  const there = new Set(printed.map((row) => row.rowKey));
  const expected = [
    ...disclosureBlocks(official).flatMap((block) => block.rows),
    ...applicationRows(official),
  ];
  const missing = expected.map((row) => row.rowKey).filter((key) => !there.has(key));
  return hasReview ? missing : [...missing, ...REVIEW_BLOCKS.map((part) => `review.${part}`)];
}
