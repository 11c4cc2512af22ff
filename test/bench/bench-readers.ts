/**
 * How fast each format is read: part of `npm run bench`, also alone, `node --import tsx test/bench/bench-readers.ts`. Reads as an
 * import does, with what `npm run build` has made; in turns with the library beneath it on the same bytes, so that the ratio
 * holds on a machine that is busy otherwise. Figures are of processor time.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { processFamily } from '../fuzz/process-family.js';
import { cjkFont } from '../torture/cjk-font.js';
import { TORTURE_LAYOUTS } from '../torture/layouts/index.js';
import { renderTrial, seedOf } from '../torture/torture.js';
import { peers } from './peers.js';
import type { PeerFormat } from './peers.js';

const SEED = 20_190_515;
const REAL_REPORTS = fileURLToPath(new URL('../../../shared/reports/', import.meta.url));
/** Files read, the same ones again and again; and the part of them after which the engine has compiled what matters. */
const READS: Readonly<Record<PeerFormat, number>> = { html: 1200, docx: 1200, pdf: 240 };
const WARM_UP = 0.3;
/** Readings between two looks at the clock: it goes in steps of 10 ms. */
const TURN = 10;

const { parseFile } = (await import(
  new URL('../../dist/services/parse-file.js', import.meta.url).href
)) as typeof import('../../src/services/parse-file.js');

type Read = (bytes: Uint8Array) => unknown;

/** Milliseconds of the processor that each way takes for a file, on average, in turns. */
async function timeInTurns(
  files: readonly Uint8Array[],
  reads: number,
  ways: readonly Read[],
): Promise<number[]> {
  const used = ways.map(() => 0);
  let counted = 0;
  for (let turn = 0; turn * TURN < reads; turn += 1) {
    const warm = turn * TURN >= reads * WARM_UP;
    if (warm) counted += TURN;
    for (const [index, read] of ways.entries()) {
      const before = processFamily(process.pid).processorTime;
      for (let step = 0; step < TURN; step += 1) {
        await read(files[(turn * TURN + step) % files.length] ?? new Uint8Array());
      }
      if (warm) used[index] = (used[index] ?? 0) + processFamily(process.pid).processorTime - before;
    }
  }
  return used.map((milliseconds) => milliseconds / counted);
}

async function bench(format: PeerFormat, what: string, files: readonly Uint8Array[]): Promise<void> {
  const peer = peers[format];
  const [ours = Number.NaN, theirs = Number.NaN] = await timeInTurns(files, READS[format], [
    parseFile,
    peer.read,
  ]);
  console.log(
    `read     ${format}: ${Math.round(1000 / ours)} reports/s on one core (${ours.toFixed(1)} ms), ${what}; ${peer.name} ${theirs.toFixed(1)} ms; ratio ${(ours / theirs).toFixed(1)}`,
  );
}

/** A file of each layout of the torture. */
async function madeUp(format: PeerFormat): Promise<Uint8Array[]> {
  const files: Uint8Array[] = [];
  for (const layout of TORTURE_LAYOUTS) {
    if (layout.format !== format || (layout.needsFont === true && cjkFont() === null)) continue;
    files.push((await renderTrial(layout, seedOf(SEED, layout, 0))).rendering.bytes);
  }
  return files;
}

function real(format: PeerFormat): Uint8Array[] {
  const names = existsSync(REAL_REPORTS) ? readdirSync(REAL_REPORTS) : [];
  return names
    .filter((name) => name.endsWith(`.${format}`))
    .map((name) => readFileSync(`${REAL_REPORTS}${name}`));
}

if (!processFamily(process.pid).known) {
  console.log('read     not measured: processor time is read from /proc, which this system lacks');
} else {
  for (const format of ['html', 'docx', 'pdf'] as const) {
    const files = await madeUp(format);
    if (files.length > 0) await bench(format, `${files.length} layouts`, files);
    for (const file of real(format)) {
      await bench(format, `a real report of ${Math.round(file.byteLength / 1024)} KB`, [file]);
    }
  }
}
process.exit();
