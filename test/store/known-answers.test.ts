/** Answers are given again as long as nothing was written, and never once something was. */
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ReportStore } from '../../src/store/port.js';
import { openSqliteStore } from '../../src/store/sqlite/index.js';
import { KnownAnswers } from '../../src/store/sqlite/known-answers.js';
import { checkSearch } from '../../src/services/check-search.js';
import { buildReport, buildWrite } from '../support/build-report.js';
import { tempFolder } from '../support/temp-folder.js';

async function openStore(path: string): Promise<ReportStore> {
  const store = await openSqliteStore({ path });
  onTestFinished(() => store.close());
  return store;
}

const write = (store: ReportStore, organ: string, received = 1): Promise<unknown> =>
  store.write([
    buildWrite(buildReport({ organ, year: 2023, cells: { 'applications.received.total': received } })),
  ]);

describe('known answers', () => {
  it('are read once, and again after each write, whoever writes', async () => {
    const path = join(tempFolder(), 'ogi.sqlite');
    const [one, other] = [await openStore(path), await openStore(path)];
    const answers = new KnownAnswers(path);
    onTestFinished(() => {
      answers.close();
    });
    let reads = 0;
    const ask = (question: string): Promise<number> =>
      answers.get([question], () => Promise.resolve((reads += 1)));
    await write(one, '甲局');
    expect([await ask('a'), await ask('a'), await ask('b'), await ask('a')]).toEqual([1, 1, 2, 1]);
    await write(other, '乙局');
    expect([await ask('a'), await ask('a')]).toEqual([3, 3]);
  });

  it('are not kept where something is written while they are read, or where they are large', async () => {
    const path = join(tempFolder(), 'ogi.sqlite');
    const store = await openStore(path);
    const answers = new KnownAnswers(path);
    onTestFinished(() => {
      answers.close();
    });
    let reads = 0;
    const during = async (): Promise<number> => {
      await write(store, `第${reads}局`);
      return (reads += 1);
    };
    expect([await answers.get(['a'], during), await answers.get(['a'], during)]).toEqual([1, 2]);
    const large = (): Promise<string> => Promise.resolve('公'.repeat(300_000) + String((reads += 1)));
    expect(await answers.get(['b'], large)).not.toBe(await answers.get(['b'], large));
  });

  it('cannot be changed by whoever is given them', async () => {
    const path = join(tempFolder(), 'ogi.sqlite');
    await openStore(path);
    const answers = new KnownAnswers(path);
    onTestFinished(() => {
      answers.close();
    });
    const read = () => Promise.resolve({ groups: [{ value: 21 }], bits: new Uint8Array(2) });
    const [first, again] = [await answers.get(['a'], read), await answers.get(['a'], read)];
    expect(again).toBe(first);
    for (const { groups } of [first, again]) {
      expect(() => groups.pop()).toThrow(TypeError);
      expect(() => Object.assign(groups[0] ?? {}, { value: 22 })).toThrow(TypeError);
    }
  });

  it('are none once they are closed, and none of a file that is not there', async () => {
    let reads = 0;
    const read = (): Promise<number> => Promise.resolve((reads += 1));
    const answers = new KnownAnswers(join(tempFolder(), 'ogi.sqlite'));
    expect([await answers.get(['a'], read), await answers.get(['a'], read)]).toEqual([1, 2]);
    answers.close();
    expect(await answers.get(['a'], read)).toBe(3);
  });
});

describe('a store that knows its answers', () => {
  it('answers what is there, after any write of two stores on one file', async () => {
    const path = join(tempFolder(), 'ogi.sqlite');
    const [one, other] = [await openStore(path), await openStore(path)];
    const request = checkSearch({ first: 10 });
    const there = new Set<string>();
    for (const [at, organ] of ['甲局', '乙局', '甲局', '丙局', '乙局'].entries()) {
      await write(at % 2 === 0 ? one : other, organ, at);
      there.add(organ);
      for (const store of [one, other, one, other]) {
        const { total, hits } = await store.search({ ...request, reports: true, countTotal: true });
        expect(total).toBe(there.size);
        // Which is read each time.
        const read = await store.getMany(hits.map(({ id }) => id));
        expect(hits.map(({ report }) => report?.source.sha256)).toEqual(
          read.map((one) => one?.source.sha256),
        );
      }
    }
    const [first] = (await one.search(request)).hits;
    expect(await other.delete(first?.id ?? '')).toBe(true);
    expect(await one.search(request)).toMatchObject({ total: there.size - 1 });
  }, 60_000);
});
