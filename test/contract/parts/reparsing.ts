/** Contract: the same bytes parsed again. Ids once given stay good. */
import { describe, expect, it } from 'vitest';
import { UNKNOWN_REGION } from '../../../src/domain/region.js';
import type { Report } from '../../../src/domain/report.js';
import type { WriteOutcome } from '../../../src/store/writes.js';
import { buildReport, buildSearch, buildWrite, phrase, region } from '../../support/build-report.js';
import type { ContractContext } from '../report-store.js';

export function describeReparsing({ store }: ContractContext): void {
  const write = async (bytes: string, report: Report, parserVersion = '1'): Promise<WriteOutcome> => {
    const [outcome] = await store().write([buildWrite(report, { bytes, parserVersion })]);
    if (outcome === undefined) throw new Error('no outcome');
    return outcome;
  };
  const reparse = (bytes: string, report: Report) => write(bytes, report, '2');
  const ids = async (): Promise<string[]> =>
    (await store().search(buildSearch())).hits.map(({ id }) => id).sort();
  const shaOf = async (id: string) => (await store().getMany([id]))[0]?.source.sha256;

  describe('reparsing', () => {
    it('replaces what was read, and keeps the id', async () => {
      const read = (text: string, total: number) =>
        buildReport({ sections: [['OTHER', text]], cells: { 'applications.received.total': total } });
      const count = async (text: string, eq: number): Promise<number | null> => {
        const filter = { type: 'cell', key: 'applications.received.total', eq } as const;
        return (await store().search(buildSearch({ text: phrase(text), filter }))).total;
      };
      const { id, sha256 } = await write('a', read('旧读法', 1));
      // What a store keeps of earlier answers must not outlive them.
      expect([await count('旧读法', 1), await count('新读法', 2)]).toEqual([1, 0]);
      expect(await reparse('a', read('新读法', 2))).toEqual({
        id,
        status: 'reparsed',
        sha256,
        current: true,
      });
      expect([await count('旧读法', 1), await count('旧读法', 2), await count('新读法', 2)]).toEqual([
        0, 0, 1,
      ]);
      expect(await store().knownSources([sha256, 'f'.repeat(64)])).toEqual(
        new Map([[sha256, { id, parserVersion: '2', url: null, retrievedAt: null }]]),
      );
    });

    it('keeps the id where a new dictionary moves the organ, and where the year was corrected', async () => {
      const { id } = await write('a', buildReport());
      expect((await reparse('a', buildReport({ year: 2020, region: region('海陵省', '青禾县') }))).id).toBe(
        id,
      );
      expect(await ids()).toEqual([id]);
      // Its place is free: the report that belongs there gets an id of its own.
      const rightful = await write('b', buildReport());
      expect(rightful).toMatchObject({ status: 'new' });
      expect(rightful.id).not.toBe(id);
      // And the new identity meets the report that moved there.
      expect(await write('c', buildReport({ year: 2020, region: region('海陵省', '青禾县') }))).toMatchObject(
        { id, status: 'revised' },
      );
    });

    it('keeps the id of an uncertain report that becomes certain, and the other way round', async () => {
      const { id } = await write('a', buildReport({ region: UNKNOWN_REGION }));
      expect((await reparse('a', buildReport())).id).toBe(id);
      expect(await write('b', buildReport())).toMatchObject({ id, status: 'revised' });
      const alone = await write('c', buildReport({ year: 2020 }));
      expect((await reparse('c', buildReport({ year: 2020, region: UNKNOWN_REGION }))).id).toBe(alone.id);
      const [stored] = await store().getMany([alone.id]);
      expect(stored?.report.findings.map(({ code }) => code)).toEqual(['identity-uncertain']);
    });

    it('moves a revision to the report it belongs to; the old id leads there', async () => {
      const wrong = await write(
        'a',
        buildReport({ year: 2020, cells: { 'applications.received.total': 1 } }),
      );
      const right = await write('b', buildReport({ year: 2021 }));
      expect(await ids()).toEqual([right.id, wrong.id].sort());
      const moved = await reparse(
        'a',
        buildReport({ year: 2021, cells: { 'applications.received.total': 1 } }),
      );
      expect(moved).toMatchObject({ id: right.id, status: 'reparsed', current: true });
      expect(await ids()).toEqual([right.id]);
      expect(await store().getMany([wrong.id, 'x-2020-none'])).toMatchObject([{ id: right.id }, null]);
      expect((await store().revisions([wrong.id])).flat()).toHaveLength(2);
      expect(await store().status()).toMatchObject({ reports: 1, revisions: 2 });
      // The id goes back to the report whose own it is.
      expect((await write('c', buildReport({ year: 2020 }))).id).toBe(wrong.id);
      expect(await shaOf(wrong.id)).not.toBe(wrong.sha256);
      // And leads on again once that one has moved too.
      await reparse('c', buildReport({ year: 2021 }));
      expect(await store().getMany([wrong.id])).toMatchObject([{ id: right.id }]);
    });

    it('splits a report whose revisions turn out to be two', async () => {
      const { id } = await write('a', buildReport({ cells: { 'applications.received.total': 1 } }));
      await write('b', buildReport());
      const split = await reparse('a', buildReport({ year: 2020 }));
      expect(split.id).not.toBe(id);
      expect(await ids()).toEqual([id, split.id].sort());
      const [left] = await store().getMany([id]);
      expect(left?.report.findings).toEqual([]);
      expect((await store().revisions([id])).flat()).toHaveLength(1);
    });

    it('keeps the id of a report all of whose revisions move', async () => {
      const { id } = await write('a', buildReport());
      await write('b', buildReport());
      await write('c', buildReport());
      const moved = () => buildReport({ organ: '青禾县人民政府办公室' });
      const first = await reparse('a', moved());
      await reparse('b', moved());
      expect((await reparse('c', moved())).id).toBe(id);
      expect(await ids()).toEqual([id]);
      expect(await store().getMany([first.id])).toMatchObject([{ id }]);
      expect((await store().revisions([id])).flat()).toHaveLength(3);
    });

    it('of the same version changes nothing', async () => {
      const { id } = await write('a', buildReport({ sections: [['OTHER', '原读法']] }));
      expect(await write('a', buildReport({ year: 1999 }))).toMatchObject({
        id,
        status: 'unchanged',
        current: true,
      });
      expect((await store().search(buildSearch({ text: phrase('原读法') }))).total).toBe(1);
    });

    it('is not disturbed by the same file twice in a batch', async () => {
      const file = (text: string, version: string) =>
        buildWrite(buildReport({ sections: [['OTHER', text]] }), { bytes: 'a', parserVersion: version });
      const outcomes = await store().write([file('甲文', '1'), file('乙文', '1'), file('丙文', '2')]);
      expect(outcomes.map(({ status }) => status)).toEqual(['new', 'unchanged', 'reparsed']);
      const [stored] = await store().getMany([outcomes[0]?.id ?? '']);
      expect(stored?.report.sections[0]?.text).toBe('丙文');
      expect((await store().search(buildSearch({ text: phrase('丙文') }))).total).toBe(1);
    });
  });
}
