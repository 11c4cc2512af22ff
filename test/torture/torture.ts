/** The torture: draws reports, renders them, reads the files and keeps score. */
import type { Report } from '../../src/domain/report.js';
import { ingestFile } from '../../src/ingest/ingest-file.js';
import { parseReport } from '../../src/parse/index.js';
import { Random } from '../../src/sample/random.js';
import type { TortureReport } from './draw-report.js';
import { drawReport } from './draw-report.js';
import type { Rendering, TortureLayout } from './layout.js';
import type { Deviation, Score } from './score.js';
import { emptyScore, scoreReport } from './score.js';

/** One report through one layout. */
export interface Trial {
  readonly layout: TortureLayout;
  /** Draws the same report and rendering again. */
  readonly seed: number;
  readonly rendering: Rendering;
  readonly deviations: readonly Deviation[];
}

/** The seed of report `index` of a layout: layouts do not share reports. */
export function seedOf(seed: number, layout: TortureLayout, index: number): number {
  const name = [...layout.name].reduce(
    (hash, char) => Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193),
    0,
  );
  return new Random(seed ^ name).fork(index).integer(0, 2 ** 31);
}

async function readHere(bytes: Uint8Array): Promise<Report> {
  return parseReport(await ingestFile(bytes));
}

/** Draws and renders one report. */
export async function renderTrial(
  layout: TortureLayout,
  seed: number,
): Promise<{ truth: TortureReport; rendering: Rendering }> {
  const truth = drawReport(seed, layout.demands);
  return { truth, rendering: await layout.render(truth) };
}

/** Tortures one layout with `count` reports; `onTrial` sees each of them, `read` reads them. */
export async function torture(
  layout: TortureLayout,
  count: number,
  seed: number,
  onTrial: (trial: Trial) => void = () => undefined,
  read: (bytes: Uint8Array) => Promise<Report> = readHere,
): Promise<Score> {
  const score = emptyScore();
  for (let index = 0; index < count; index += 1) {
    const own = seedOf(seed, layout, index);
    const { truth, rendering } = await renderTrial(layout, own);
    const report = await read(rendering.bytes);
    onTrial({ layout, seed: own, rendering, deviations: scoreReport(score, truth, rendering, report) });
  }
  return score;
}
