/** Contract: the audit log of writes. */
import { describe, expect, it } from 'vitest';
import type { WriteLogEntry } from '../../../src/store/writes.js';
import type { ContractContext } from '../report-store.js';

const entry = (minute: number, facts: Partial<WriteLogEntry> = {}): WriteLogEntry => ({
  at: `2024-03-01T08:${String(minute).padStart(2, '0')}:00.000Z`,
  action: 'IMPORT',
  reportId: 'x-2021-abcdefghij',
  sha256: 'a'.repeat(64),
  result: 'new',
  requestId: `request-${minute}`,
  ...facts,
});

export function describeLogging({ store, reopen }: ContractContext): void {
  describe('the log of writes', () => {
    it('is empty at first', async () => {
      expect(await store().listWrites(10, 0)).toEqual({ entries: [], total: 0 });
    });

    it('gives entries newest first, in pages, also after it was closed and opened', async () => {
      const entries = [
        entry(1),
        entry(3, { action: 'DELETE', sha256: null, result: 'deleted' }),
        entry(2, { action: 'REPARSE', reportId: null, sha256: null, result: 'reparsed 7' }),
        entry(4, { reportId: null, result: 'set-aside: no-year' }),
      ];
      await store().logWrites(entries.slice(0, 3));
      await store().logWrites(entries.slice(3));
      const newest = [entries[3], entries[1], entries[2], entries[0]];
      expect(await store().listWrites(10, 0)).toEqual({ entries: newest, total: 4 });
      expect(await store().listWrites(2, 1)).toEqual({ entries: newest.slice(1, 3), total: 4 });
      expect(await store().listWrites(2, 4)).toEqual({ entries: [], total: 4 });
      expect(await (await reopen()).listWrites(1, 0)).toEqual({ entries: newest.slice(0, 1), total: 4 });
    });

    it('keeps equal entries apart: the same was asked twice', async () => {
      await store().logWrites([entry(1), entry(1)]);
      await store().logWrites([]);
      expect((await store().listWrites(10, 0)).entries).toEqual([entry(1), entry(1)]);
    });
  });
}
