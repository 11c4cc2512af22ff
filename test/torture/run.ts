/**
 * The torture at length: `npm run torture -- --count 2000 [--seed 1] [--layout NAME] [--show 5] [--save FOLDER]
 * [--figures FILE]`. Prints the figures of each layout and the first deviations; exits with 1 on a single silent error. With `--figures`,
 * files are read as an import does, in a process of its own, and what was read and what that took is added to the file; `-- --table FILE`
 * prints all that the file holds as the table of `docs/parsing.md`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cjkFont } from './cjk-font.js';
import { figuresTable, keepFigures } from './figures.js';
import { TORTURE_LAYOUTS } from './layouts/index.js';
import { isSlow } from './layout.js';
import type { TortureLayout } from './layout.js';
import { MeasuredReader } from './measured-reader.js';
import type { Score } from './score.js';
import type { Trial } from './torture.js';
import { torture } from './torture.js';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    layout: { type: 'string' },
    show: { type: 'string', default: '3' },
    save: { type: 'string' },
    figures: { type: 'string' },
    table: { type: 'string' },
  },
});
if (values.table !== undefined) {
  console.log(figuresTable(values.table));
  process.exit();
}
const [count, seed, show] = [Number(values.count), Number(values.seed), Number(values.show)];
if (![count, seed, show].every(Number.isInteger)) throw new Error('Give whole numbers.');
/** A name, or the beginning of several with "*" behind it. Those that take long are drawn only where they are asked for. */
const isWanted = (layout: TortureLayout): boolean =>
  values.layout === undefined
    ? !isSlow(layout)
    : values.layout.endsWith('*')
      ? layout.name.startsWith(values.layout.slice(0, -1))
      : layout.name === values.layout;
const wanted = TORTURE_LAYOUTS.filter(isWanted);
if (wanted.length === 0) {
  throw new Error(
    `No layout ${values.layout ?? ''}. There are: ${TORTURE_LAYOUTS.map(({ name }) => name).join(', ')}.`,
  );
}
const layouts = wanted.filter(({ needsFont }) => needsFont !== true || cjkFont() !== null);
for (const { name } of wanted.filter((layout) => !layouts.includes(layout))) {
  console.log(`${name}: skipped, for there is no font with Chinese characters (Debian: fonts-noto-cjk)`);
}

const COLUMNS: readonly (readonly [string, keyof Score])[] = [
  ['reports', 'reports'],
  ['cells', 'cells'],
  ['right', 'right'],
  ['missed', 'missed'],
  ['undecidable', 'undecidable'],
  ['wrong', 'wrong'],
  ['silent', 'silentlyWrong'],
  ['short', 'short'],
  ['heads', 'heads'],
  ['audits', 'audits'],
];
const WIDTH = Math.max(...TORTURE_LAYOUTS.map(({ name }) => name.length)) + 2;
const line = (name: string, cells: readonly string[]): string =>
  name.padEnd(WIDTH) + cells.map((cell) => cell.padStart(12)).join('');

/** Shows the first reports of a layout for each kind of deviation at its worst, and keeps their files where asked to. */
function observer(): (trial: Trial) => void {
  const shown = new Map<string, number>();
  return ({ layout, seed: own, rendering, deviations }) => {
    const worst = deviations[0]?.kind;
    if (worst === undefined || (shown.get(worst) ?? 0) >= show) return;
    shown.set(worst, (shown.get(worst) ?? 0) + 1);
    const file = `${layout.name}-${own}.${layout.format}`;
    console.log(`  ${file}`);
    for (const { kind, what, excused } of deviations.slice(0, 4))
      console.log(`    ${kind}${excused ? ' (the rendering does not tell)' : ''}: ${what}`);
    if (deviations.length > 4) console.log(`    … and ${deviations.length - 4} more`);
    if (values.save === undefined) return;
    mkdirSync(values.save, { recursive: true });
    writeFileSync(join(values.save, file), rendering.bytes);
  };
}

async function scoreOf(layout: TortureLayout, share: number): Promise<Score> {
  if (values.figures === undefined) return await torture(layout, share, seed, observer());
  const reader = new MeasuredReader();
  await reader.start();
  const score = await torture(layout, share, seed, observer(), (bytes) => reader.read(bytes));
  keepFigures(values.figures, { layout: layout.name, seed, score, ...reader.taken });
  return score;
}

const started = performance.now();
console.log(
  line(
    `seed ${seed}`,
    COLUMNS.map(([title]) => title),
  ),
);
let silent = 0;
for (const [index, layout] of layouts.entries()) {
  // The count is of reports in all, spread evenly.
  const share = Math.floor(count / layouts.length) + (index < count % layouts.length ? 1 : 0);
  const score = await scoreOf(layout, share);
  silent += score.silentlyWrong;
  console.log(
    line(
      layout.name,
      COLUMNS.map(([, key]) => score[key].toLocaleString('en-US')),
    ),
  );
}
console.log(`${((performance.now() - started) / 1000).toFixed(0)} s, ${silent} silent errors`);
process.exitCode = silent > 0 ? 1 : 0;
