/**
 * Parsing beside the last release: part of `npm run bench`, also alone, `node --import tsx test/bench/bench-parse.ts`. Both builds
 * read the same files, each with its own reader of the format; only parsing is measured, in turns, in processor time, so that
 * the ratio holds on a machine that is busy otherwise.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateCorpus } from '../../src/sample/index.js';
import { TORTURE_LAYOUTS } from '../torture/layouts/index.js';
import { renderTrial, seedOf } from '../torture/torture.js';
import { LAST_RELEASE, lastReleaseFile } from './last-release.js';

const SEED = 20_190_515;
const MADE_UP = 200;
const REAL_REPORTS = fileURLToPath(new URL('../../../shared/reports/', import.meta.url));
/** Rounds over all files; and the first of them, in which the engine compiles what matters. */
const ROUNDS = 12;
const WARM_UP = 4;
/** Reports between two changes of turn. */
const TURN = 10;

interface Build {
  parse: (document: never) => unknown;
  ingest: (bytes: Uint8Array) => Promise<unknown>;
}

async function buildAt(fileOf: (name: string) => string): Promise<Build> {
  const { parseReport } = (await import(fileOf('parse/index.js'))) as { parseReport: Build['parse'] };
  const { ingestFile } = (await import(fileOf('ingest/ingest-file.js'))) as { ingestFile: Build['ingest'] };
  return { parse: parseReport, ingest: ingestFile };
}

/** The documents that both builds read; a file that one refuses is left out. */
async function documentsOf(builds: readonly Build[], files: readonly Uint8Array[]): Promise<unknown[][]> {
  const documents: unknown[][] = [];
  for (const bytes of files) {
    const read = await Promise.all(builds.map(({ ingest }) => ingest(bytes).catch(() => null)));
    if (!read.includes(null)) documents.push(read);
  }
  return documents;
}

/** Milliseconds of the processor for a report, by build. */
function timeInTurns(builds: readonly Build[], documents: readonly (readonly unknown[])[]): number[] {
  const used = builds.map(() => 0);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let from = 0; from < documents.length; from += TURN) {
      for (const [index, { parse }] of builds.entries()) {
        const before = process.cpuUsage();
        for (const document of documents.slice(from, from + TURN)) parse(document[index] as never);
        const { user, system } = process.cpuUsage(before);
        if (round >= WARM_UP) used[index] = (used[index] ?? 0) + (user + system) / 1000;
      }
    }
  }
  return used.map((milliseconds) => milliseconds / (ROUNDS - WARM_UP) / documents.length);
}

async function bench(builds: readonly Build[], what: string, files: readonly Uint8Array[]): Promise<void> {
  if (files.length === 0) return;
  const documents = await documentsOf(builds, files);
  const [ours = Number.NaN, theirs = Number.NaN] = timeInTurns(builds, documents);
  console.log(
    `parse    ${what} (${String(documents.length)}): ${ours.toFixed(2)} ms a report, ${LAST_RELEASE.version} ${theirs.toFixed(2)} ms; ${(theirs / ours).toFixed(2)} × as fast`,
  );
}

async function layouts(): Promise<Uint8Array[]> {
  const files: Uint8Array[] = [];
  for (const layout of TORTURE_LAYOUTS) {
    if (layout.format === 'pdf') continue;
    files.push((await renderTrial(layout, seedOf(SEED, layout, 0))).rendering.bytes);
  }
  return files;
}

function real(): Uint8Array[] {
  const names = existsSync(REAL_REPORTS) ? readdirSync(REAL_REPORTS) : [];
  return names
    .filter((name) => /\.(?:txt|html)$/u.test(name))
    .map((name) => readFileSync(join(REAL_REPORTS, name)));
}

const lastRelease = lastReleaseFile('parse/index.js');
if (lastRelease === null) {
  console.log(`parse    not compared: the history of this checkout does not hold ${LAST_RELEASE.commit}`);
} else {
  const builds = await Promise.all([
    buildAt((name) => new URL(`../../dist/${name}`, import.meta.url).href),
    buildAt((name) => new URL(`../${name}`, lastRelease).href),
  ]);
  const madeUp = [...generateCorpus({ seed: SEED, count: MADE_UP })].map(({ text }) => Buffer.from(text));
  await bench(builds, 'made-up reports', madeUp);
  await bench(builds, 'one of each layout', await layouts());
  await bench(builds, 'real reports', real());
}
process.exit();
