/**
 * How long it takes to find similar reports and copied passages in the embedded store:
 *
 *   npx tsx test/bench/bench-copied.ts [REPORTS] [FOLDER]
 *
 * A part of `npm run bench`. A folder that is given is kept, and used as it is where it is full; else there is one for the run.
 * Reports are made up of 40 sentences out of 3,000 templates, the first far more frequent than the last, and 20 that no other has.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allSentences, distinctSentences, isPassage, sentenceKey } from '../../src/store/report-sentences.js';
import { openSqliteStore } from '../../src/store/sqlite/index.js';
import type { Report } from '../../src/domain/report.js';
import { buildReport, buildSearch, buildWrite, region } from '../support/build-report.js';

const count = Number(process.argv[2] ?? 20_000);
const kept = process.argv[3];
const folder = kept ?? mkdtempSync(join(tmpdir(), 'ogi-copied-'));
const path = join(folder, 'ogi.sqlite');
const TEMPLATES = 3000;
const YEARS = 5;
const BATCH = 250;

/** A small generator of numbers in [0, 1), the same each time. */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function sentence(seed: number): string {
  const next = numbers(seed * 7919 + 13);
  const length = 20 + Math.floor(next() * 30);
  return `${String.fromCharCode(...Array.from({ length }, () => 0x4e00 + Math.floor(next() * 3000)))}。`;
}

function report(index: number): Report {
  const next = numbers(index + 1);
  const common = Array.from({ length: 40 }, () => sentence(Math.floor(next() ** 3 * TEMPLATES)));
  const own = Array.from({ length: 20 }, (_, at) => sentence(TEMPLATES + index * 20 + at));
  const organ = Math.floor(index / YEARS);
  return buildReport({
    organ: `第${String(organ)}局`,
    year: 2018 + (index % YEARS),
    region: region('云泽省', `第${String(organ % 20)}市`),
    sections: [
      ['OVERVIEW', [...common.slice(0, 20), ...own.slice(0, 10)].join('')],
      ['PROBLEMS_AND_IMPROVEMENT', [...common.slice(20), ...own.slice(10)].join('')],
    ],
  });
}

/** p50 and p95 in milliseconds. */
async function time(name: string, runs: number, run: (at: number) => Promise<unknown>): Promise<void> {
  await run(0);
  const took: number[] = [];
  for (let at = 0; at < runs; at += 1) {
    const started = performance.now();
    await run(at);
    took.push(performance.now() - started);
  }
  took.sort((a, b) => a - b);
  const rank = (share: number): string => (took[Math.floor(share * (took.length - 1))] ?? 0).toFixed(1);
  console.log(`copied   ${name}: p50 ${rank(0.5)} ms, p95 ${rank(0.95)} ms`);
}

const isFull = existsSync(path);
const store = await openSqliteStore({ path, readers: 1 });
if (!isFull) {
  let writing = 0;
  for (let from = 0; from < count; from += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, count - from) }, (_, at) =>
      buildWrite(report(from + at)),
    );
    const started = performance.now();
    await store.write(batch);
    writing += performance.now() - started;
  }
  console.log(`copied   ${String(count)} reports, writing ${(writing / count).toFixed(2)} ms a report`);
}
const { hits } = await store.search(buildSearch({ limit: 100 }));
const ids = hits.map(({ id }) => id);
const asked = (await store.getMany(ids)).flatMap((stored) =>
  stored === null
    ? []
    : [
        {
          id: stored.id,
          sentences: distinctSentences(allSentences(stored.report)).map(sentenceKey).filter(isPassage),
        },
      ],
);
await time('kin, other organs', 40, (at) =>
  store.kin({ ...(asked[at % asked.length] ?? { id: '', sentences: [] }), ofOtherOrgans: true, limit: 96 }),
);
await time('copied sentences, all', 20, () =>
  store.copiedSentences({ ...buildSearch(), minOrgans: 2, limit: 20 }),
);
await time('copied sentences of a year', 20, (at) =>
  store.copiedSentences({
    ...buildSearch({ filter: { type: 'year', in: [2018 + (at % YEARS)] } }),
    minOrgans: 2,
    limit: 20,
  }),
);
await store.close();
if (kept === undefined) rmSync(folder, { recursive: true });
