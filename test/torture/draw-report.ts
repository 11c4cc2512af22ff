/** Draws made-up reports that are harder than life: large numbers, blanks anywhere, every way to print a number. */
import type { TableName } from '../../src/domain/cells.js';
import { brokenRules } from '../../src/sample/arithmetic.js';
import type { BrokenRule } from '../../src/sample/arithmetic.js';
import { OrganFigures } from '../../src/sample/organ-figures.js';
import type { Figures } from '../../src/sample/organ-figures.js';
import type { SampleForm } from '../../src/sample/form-rows.js';
import { REVIEW_KEYS } from '../../src/sample/form-rows.js';
import { cachedOrgans, drawShape } from '../../src/sample/generate-report.js';
import { makeMistake, MISTAKES } from '../../src/sample/inconsistencies.js';
import type { SampleBlock } from '../../src/sample/layouts/layout.js';
import { writeNarrative } from '../../src/sample/narrative/narrative.js';
import { outlineReport } from '../../src/sample/outline.js';
import type { Shape } from '../../src/sample/outline.js';
import type { SampleOrgan } from '../../src/sample/places.js';
import { Random } from '../../src/sample/random.js';
import type { PrintedCell, PrintedCells } from './printed-cells.js';
import { printCells } from './printed-cells.js';

/** What a layout needs of the reports that it renders. */
export interface Demands {
  readonly form?: SampleForm;
  readonly shape?: Shape;
  /** Blanks are printed as "/", "—" …: an empty cell could not be seen. Default is `false`. */
  readonly blanksNeedASign?: boolean;
  /** Some rows of the first two tables are left out. Default is `false`. */
  readonly dropRows?: boolean;
  /** The file ends behind some row of the application table. Default is `false`. */
  readonly truncate?: boolean;
}

/** A report to be rendered, with the truth about it. */
export interface TortureReport {
  readonly organ: SampleOrgan;
  readonly year: number;
  readonly form: 'FORM_2019' | 'FORM_2021';
  readonly blocks: readonly SampleBlock[];
  readonly cells: PrintedCells;
  /** Rules that the printed numbers break. */
  readonly broken: readonly BrokenRule[];
  /** For what the rendering itself draws. */
  readonly random: Random;
}

/** The text of a cell; of one that is not printed, nothing. */
export function textOf(report: TortureReport): (key: string) => string {
  return (key) => report.cells.get(key)?.text ?? '';
}

/** One report; the same seed and demands give the same report. */
export function drawReport(seed: number, demands: Demands = {}): TortureReport {
  const random = new Random(seed);
  const organ = random.pick(cachedOrgans());
  const form = demands.form ?? random.pick<SampleForm>(['2019', '2021', '2021', '2021-single']);
  const year = form === '2019' ? random.integer(2019, 2020) : random.integer(2021, 2024);
  const shape = demands.shape ?? drawShape(random);
  const figures = new OrganFigures(random.fork(1), organ.rank).nextYear(form);
  enlarge(random, figures);
  const stated = new Map(figures);
  if (random.chance(1 / 3)) makeMistake(figures, random.pick(MISTAKES), random);
  const narrative = writeNarrative(
    random,
    organ,
    year,
    (key) => stated.get(key) ?? 0,
    shape === 'old-outline',
  );
  const outline = outlineReport(random, { organ, year, form, shape }, narrative);
  let blocks = outline.blocks;
  if (demands.dropRows === true) blocks = withoutSomeRows(random, blocks);
  if (demands.truncate === true) blocks = truncated(random, blocks);
  const cells = printCells(random.fork(2), figures, keysOf(blocks), demands.blanksNeedASign ?? false);
  return {
    organ,
    year,
    form: form === '2019' ? 'FORM_2019' : 'FORM_2021',
    blocks,
    cells,
    broken: brokenRules((key) => printedValue(cells.get(key)), form),
    random: random.fork(3),
  };
}

function printedValue(cell: PrintedCell | undefined): number | null | undefined {
  return cell === undefined ? undefined : cell.kind === 'number' ? cell.value : null;
}

/** Numbers beyond 32 bits, in one report of seven: the decisions, or the whole application table. */
function enlarge(random: Random, figures: Figures): void {
  if (random.chance(0.08)) {
    const factor = random.integer(2 ** 31, 2 ** 33);
    for (const [key, value] of figures) {
      if (key.endsWith('.decisions')) figures.set(key, (value % 1000) * factor);
    }
  }
  if (random.chance(0.08)) {
    const factor = random.integer(10 ** 6, 10 ** 9);
    for (const [key, value] of figures) {
      if (key.startsWith('applications.')) figures.set(key, value * factor);
    }
  }
}

/** The keys of each row of the block, from left to right; none where it is no table. */
function rowsOf(block: SampleBlock): readonly (readonly string[])[] {
  if (block.kind === 'disclosure') return block.blocks.flatMap((part) => part.rows.map((row) => row.keys));
  if (block.kind === 'applications') return block.rows.map((row) => row.keys);
  return block.kind === 'review' ? [REVIEW_KEYS] : [];
}

/** The keys of all cells that the blocks print, in order. */
function keysOf(blocks: readonly SampleBlock[]): string[] {
  return blocks.flatMap((block) => rowsOf(block).flat());
}

/** The keys of rows of these tables in which some cells, but not all, are printed as nothing. */
export function rowsWithEmptyCells(report: TortureReport, tables: readonly TableName[]): Set<string> {
  const isEmpty = (key: string): boolean => report.cells.get(key)?.text === '';
  const rows = report.blocks
    .filter(({ kind }) => (tables as readonly string[]).includes(kind))
    .flatMap(rowsOf);
  return new Set(rows.filter((keys) => keys.some(isEmpty) && !keys.every(isEmpty)).flat());
}

function withoutSomeRows(random: Random, blocks: readonly SampleBlock[]): SampleBlock[] {
  return blocks.map((block) => {
    if (block.kind === 'applications') {
      // The first row stays: without it, the form itself would be another.
      return { ...block, rows: block.rows.filter((_, index) => index === 0 || !random.chance(0.15)) };
    }
    if (block.kind !== 'disclosure') return block;
    const parts = block.blocks.map((part) => ({
      ...part,
      rows: part.rows.filter(() => !random.chance(0.15)),
    }));
    return { ...block, blocks: parts.filter((part) => part.rows.length > 0) };
  });
}

/** Nothing stands behind the first rows of the application table (of the first table, where there is no second). */
function truncated(random: Random, blocks: readonly SampleBlock[]): SampleBlock[] {
  const end = blocks.findIndex((block) => block.kind === 'applications');
  const last = blocks[end];
  if (last?.kind !== 'applications') return [...blocks];
  const rows = last.rows.slice(0, random.integer(2, last.rows.length - 1));
  return [...blocks.slice(0, end), { ...last, rows }];
}
