/** Figures of layouts, kept in a file from run to run, and the table that `docs/parsing.md` shows of them. */
import { appendFileSync, readFileSync } from 'node:fs';
import { TORTURE_LAYOUTS } from './layouts/index.js';
import type { Taken } from './measured-reader.js';
import type { Score } from './score.js';

/** One layout in one run. */
export interface LayoutFigures extends Taken {
  layout: string;
  seed: number;
  score: Score;
}

/** Adds a line to the file. */
export function keepFigures(file: string, figures: LayoutFigures): void {
  appendFileSync(file, `${JSON.stringify(figures)}\n`);
}

/**
 * All figures of the file as a Markdown table, a row for each layout in the order of the layouts; runs of one layout are added up,
 * of the memory the largest is shown.
 *
 * @throws SyntaxError where a line of the file is none of {@link keepFigures}
 */
export function figuresTable(file: string): string {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  const all = lines.map((line) => JSON.parse(line) as LayoutFigures);
  const rows = TORTURE_LAYOUTS.flatMap(({ name, format, isScan }) => {
    const runs = all.filter(({ layout }) => layout === name);
    return runs.length === 0 ? [] : [rowOf(isScan === true ? 'scan' : `.${format}`, `\`${name}\``, runs)];
  });
  return [...HEADER, ...rows, rowOf('', '**all**', all)].join('\n');
}

const HEADER = [
  '| Format | Layout | Reports | Cells | Right | Missed | Undecidable | Wrong | Silent | Seconds a report | Seconds a page | MB |',
  `| --- | --- |${' ---: |'.repeat(10)}`,
];

function rowOf(format: string, name: string, runs: readonly LayoutFigures[]): string {
  const sum = (of: (run: LayoutFigures) => number): number => runs.reduce((all, run) => all + of(run), 0);
  const counts = (
    ['reports', 'cells', 'right', 'missed', 'undecidable', 'wrong', 'silentlyWrong'] as const
  ).map((key) => sum(({ score }) => score[key]).toLocaleString('en-US'));
  const spent = sum(({ processorSeconds, seconds }) => processorSeconds ?? seconds);
  const pages = runs.every((run) => run.pages !== null) ? sum((run) => run.pages ?? 0) : 0;
  const each = (count: number): string => (count === 0 ? '' : shown(spent / count));
  const memory = Math.max(...runs.map(({ megabytes }) => megabytes ?? 0));
  const cells = [
    format,
    name,
    ...counts,
    each(sum(({ score }) => score.reports)),
    each(pages),
    memory === 0 ? '' : String(memory),
  ];
  return `| ${cells.join(' | ')} |`;
}

function shown(seconds: number): string {
  return seconds.toFixed(seconds < 1 ? 2 : 1);
}
