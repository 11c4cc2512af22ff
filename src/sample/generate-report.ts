/** Makes one report that does not exist, and the truth about it. */
import { brokenRules } from './arithmetic.js';
import type { BrokenRule } from './arithmetic.js';
import { brokenSinceLastYear } from './continuity.js';
import { OrganFigures } from './organ-figures.js';
import type { Figures } from './organ-figures.js';
import type { SampleForm } from './form-rows.js';
import { makeMistake, MISTAKES } from './inconsistencies.js';
import type { Mistake } from './inconsistencies.js';
import { BLANKS_NEED_A_SIGN, LAYOUT_NAMES, LAYOUTS } from './layouts/index.js';
import type { LayoutName } from './layouts/index.js';
import { writeNarrative } from './narrative/narrative.js';
import type { SampleClaim } from './narrative/claims.js';
import { outlineReport, SHAPES } from './outline.js';
import type { Shape } from './outline.js';
import { organsInTurns } from './places.js';
import type { SampleOrgan, SampleRegion } from './places.js';
import { printerFor } from './print-cell.js';
import { Random } from './random.js';

/** The last line of every made-up report. */
export const MADE_UP_MARK = '【虚构样例，非真实数据】';

/** What is true of a made-up report, told without the parser. */
export interface SampleTruth {
  readonly organ: string;
  /** Names that the organ's name prints. */
  readonly region: SampleRegion;
  readonly year: number;
  readonly form: 'FORM_2019' | 'FORM_2021';
  readonly title: string;
  /** ISO 8601, full or partial; null where no date is printed. */
  readonly publishedOn: string | null;
  readonly dateKind: 'PUBLISHED' | 'SIGNED' | null;
  readonly layout: LayoutName;
  readonly shape: Shape;
  /** Every cell that is printed: its number, or null for a blank. A cell that is not here is not printed. */
  readonly values: Readonly<Record<string, number | null>>;
  /** Rows of the form that are left out, e.g. `applications.carriedOut`. */
  readonly absentRows: readonly string[];
  /** Rules that the printed numbers break. */
  readonly inconsistencies: readonly BrokenRule[];
  /** Numbers that the narrative states. */
  readonly claims: readonly SampleClaim[];
  /** Headings of the sections, as printed. */
  readonly headings: readonly string[];
}

/** A made-up report as a file. */
export interface GeneratedReport {
  /** Begins with `made-up-`. */
  readonly fileName: string;
  readonly text: string;
  readonly truth: SampleTruth;
}

/** What may be fixed beforehand; the rest is drawn. */
export interface ReportOptions {
  year?: number;
  form?: SampleForm;
  layout?: LayoutName;
  shape?: Shape;
  /** Null for a report without planned mistakes. */
  mistake?: Mistake | null;
}

/** One report of an organ's own series: what was decided about it before it is written. */
export interface ReportPlan {
  readonly organ: SampleOrgan;
  readonly year: number;
  readonly form: SampleForm;
  readonly layout: LayoutName;
  readonly shape: Shape;
  readonly mistake: Mistake | null;
  readonly figures: Figures;
  /** What the same organ's report of the year before prints; null where there is none. */
  readonly lastYear: SampleTruth | null;
}

/** One made-up report; the same seed and options give the same report. */
export function generateReport(seed: number, options: ReportOptions = {}): GeneratedReport {
  const random = new Random(seed);
  const organ = random.pick(cachedOrgans());
  const year = options.year ?? random.integer(2019, 2024);
  const form = options.form ?? drawForm(random, year);
  return writeReport(random, {
    organ,
    year,
    form,
    layout: options.layout ?? random.pick(LAYOUT_NAMES),
    shape: options.shape ?? drawShape(random),
    mistake: options.mistake === undefined ? drawMistake(random) : options.mistake,
    figures: new OrganFigures(random.fork(1), organ.rank).nextYear(form),
    lastYear: null,
  });
}

let organs: readonly SampleOrgan[] | null = null;

/** All organs, in turns; in the same order for every caller. */
export function cachedOrgans(): readonly SampleOrgan[] {
  organs ??= organsInTurns(new Random(0));
  return organs;
}

/** The form in use in that year, for most organs. */
export function drawForm(random: Random, year: number): SampleForm {
  if (year <= 2020) return '2019';
  return random.chance(0.06) ? '2021-single' : '2021';
}

/** Most reports are whole. */
export function drawShape(random: Random): Shape {
  return random.chance(0.88) ? 'whole' : random.pick(SHAPES.slice(1));
}

/** One report in six gets something wrong. */
export function drawMistake(random: Random): Mistake | null {
  return random.chance(1 / 6) ? random.pick(MISTAKES) : null;
}

/** Writes a planned report. */
export function writeReport(random: Random, plan: ReportPlan): GeneratedReport {
  const { organ, year, form, layout, figures, mistake } = plan;
  const stated = new Map(figures);
  if (mistake === 'prose-differs') {
    const key = 'applications.received.total';
    stated.set(key, (stated.get(key) ?? 0) + random.integer(1, 5));
  }
  if (mistake !== null) makeMistake(figures, mistake, random);
  const numbers = (key: string): number => stated.get(key) ?? 0;
  const narrative = writeNarrative(random, organ, year, numbers, plan.shape === 'old-outline');
  const outline = outlineReport(random, { organ, year, form, shape: plan.shape }, narrative);
  const printer = printerFor(random, figures, BLANKS_NEED_A_SIGN.has(layout));
  const values: Record<string, number | null> = {};
  for (const key of outline.printedKeys) values[key] = printer.value(key);
  const text = LAYOUTS[layout]({ blocks: outline.blocks, print: printer.text, random });
  const truth: SampleTruth = {
    organ: organ.name,
    region: organ.region,
    year,
    form: form === '2019' ? 'FORM_2019' : 'FORM_2021',
    title: outline.title,
    publishedOn: outline.publishedOn,
    dateKind: outline.dateKind,
    layout,
    shape: plan.shape,
    values,
    absentRows: outline.absentRows,
    inconsistencies: [
      ...brokenRules((key) => values[key], form),
      ...brokenSinceLastYear(values, plan.lastYear?.values ?? {}),
      ...brokenClaims(narrative.claims, values),
    ],
    claims: narrative.claims,
    headings: outline.headings,
  };
  return {
    fileName: `made-up-${organ.name}-${String(year)}.txt`,
    text: `${text.trimEnd()}\n\n${MADE_UP_MARK}\n`,
    truth,
  };
}

/** Claims that contradict a printed number. */
function brokenClaims(
  claims: readonly SampleClaim[],
  values: Readonly<Record<string, number | null>>,
): BrokenRule[] {
  const printed = (key: string): number | null => values[key] ?? null;
  return claims
    .filter(({ cell, value }) => {
      if (cell !== 'derived.litigation.total') return printed(cell) !== null && printed(cell) !== value;
      const direct = printed('review.litigationDirect.total');
      const after = printed('review.litigationAfterReconsideration.total');
      return direct !== null && after !== null && direct + after !== value;
    })
    .map(({ cell }) => ({ code: 'prose-agrees', cell }));
}
