/** Who has which sentence, in the file and in memory. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Database } from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openReader, openWriter } from '../../src/store/sqlite/connection.js';
import type { Writer } from '../../src/store/sqlite/connection.js';
import { ReadPool } from '../../src/store/sqlite/read-pool.js';
import { BLOCK_SIZE } from '../../src/store/sqlite/sentence-blocks.js';
import { SentenceColumns } from '../../src/store/sqlite/sentence-columns.js';
import { readMeta } from '../../src/store/sqlite/tables.js';
import { buildReport, buildSearch, buildWrite } from '../support/build-report.js';
import { checkLedger } from '../support/check-ledger.js';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ogi-sentences-'));
  path = join(folder, 'ogi.sqlite');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** A report whose sentences are named by number; equal numbers are equal sentences. */
const writeOf = (organ: number, sentences: readonly number[], parserVersion: string) =>
  buildWrite(
    buildReport({
      organ: `第${String(organ)}局`,
      sections: [
        [
          'OVERVIEW',
          sentences
            .map((one) => `${String.fromCharCode(0x5000 + one).repeat(one % 2 === 0 ? 8 : 14)}。`)
            .join(''),
        ],
      ],
    }),
    { bytes: String(organ), parserVersion },
  );

/** All that columns say, whatever the order within. */
function describeColumns(columns: SentenceColumns) {
  const { lists, starts, shared, ends, organs, ranks, sketches, size } = columns;
  const reports = [...starts].flatMap((start, seq) => {
    const [middle, end] = [shared[seq] ?? 0, ends[seq] ?? 0];
    const part = (from: number, to: number): number[] => [...lists.subarray(from, to)].sort((a, b) => a - b);
    return start === end ? [] : [[seq, organs[seq], part(start, middle), part(middle, end)]];
  });
  return {
    reports,
    ranks: [...ranks.subarray(0, size)],
    sketches: [...sketches.subarray(0, size * 3)],
    size,
  };
}

/** What a reader holds that has followed is what one holds that begins. */
function checkFollowed(follower: SentenceColumns, db: Database): void {
  const refreshed = (columns: SentenceColumns): SentenceColumns => {
    columns.refresh(Number(readMeta(db, 'change')));
    return columns;
  };
  expect(describeColumns(refreshed(follower))).toEqual(describeColumns(refreshed(new SentenceColumns(db))));
  expect(checkLedger(db)).toEqual([]);
}

describe('sentences of a store', () => {
  let writer: Writer;
  let db: Database;

  beforeEach(() => {
    writer = openWriter(path, false);
    db = openReader(path);
  });

  afterEach(() => {
    db.close();
    writer.db.close();
  });

  it('are what its reports say, and a reader that follows holds what one holds that begins', () => {
    const follower = new SentenceColumns(db);
    const lists = fc.array(
      fc.tuple(fc.nat({ max: 9 }), fc.uniqueArray(fc.nat({ max: 40 }), { maxLength: 30 })),
      {
        minLength: 1,
        maxLength: 6,
      },
    );
    let round = 0;
    fc.assert(
      fc.property(lists, fc.nat({ max: 9 }), (reports, gone) => {
        round += 1;
        const batch = new Map(reports.map((one) => [one[0], one[1]]));
        const outcomes = writer.batches.write(
          [...batch].map(([organ, sentences]) => writeOf(organ, sentences, String(round))),
        );
        checkFollowed(follower, db);
        const { id } = outcomes[gone] ?? {};
        if (id === undefined) return;
        writer.batches.delete(id);
        checkFollowed(follower, db);
      }),
      { seed: 5, numRuns: 60, endOnFailure: true },
    );
  });

  it('fill more than one block, also report by report', () => {
    const follower = new SentenceColumns(db);
    for (let organ = 0; organ < 5; organ += 1) {
      const own = Array.from({ length: 500 }, (_, at) => organ * 500 + at);
      writer.batches.write([writeOf(organ, [...own, 4000], '1')]);
      checkFollowed(follower, db);
    }
    expect(follower.size).toBeGreaterThanOrEqual(3 * BLOCK_SIZE);
  });

  it('are made again from the sources', () => {
    writer.batches.write([writeOf(1, [1, 2, 3], '1'), writeOf(2, [2, 3, 4], '1')]);
    writer.db.exec("DELETE FROM sentence_blocks; UPDATE meta SET value = 'old' WHERE key = 'indexVersion'");
    expect(checkLedger(db)).not.toEqual([]);
    openWriter(path, false).db.close();
    expect(checkLedger(db)).toEqual([]);
  });
});

it('are held by one reader of a pool, which other reads leave free', async () => {
  const slow = `const { parentPort, threadId } = require('node:worker_threads');
    parentPort.on('message', () => setTimeout(() => parentPort.postMessage({ value: threadId }), 20))`;
  const pool = new ReadPool(path, 3, { start: () => new Worker(slow, { eval: true }) });
  const kin = () => pool.read('kin', [{ id: 'x', ofOtherOrgans: true, sentences: [], limit: 1 }], 60_000);
  const copied = () => pool.read('copiedSentences', [{ ...buildSearch(), minOrgans: 2, limit: 1 }], 60_000);
  const other = () => pool.read('status', [], 60_000);
  const asked = [kin(), copied(), other(), kin(), other(), other(), copied()] as Promise<unknown>[];
  const threads = await Promise.all(asked);
  const [holder] = threads;
  expect(threads.filter((_, at) => [0, 1, 3, 6].includes(at))).toEqual([holder, holder, holder, holder]);
  // With others free, nothing else is given to the one that holds them.
  expect(await other()).not.toBe(holder);
  expect(await kin()).toBe(holder);
  await pool.close();
});
