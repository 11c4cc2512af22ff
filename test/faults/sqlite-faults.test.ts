/** The embedded store under faults, briefly; `npm run faults` does it at length. */
import { describe, expect, it } from 'vitest';
import { canMount, fillDisk, killIngests } from './sqlite-faults.js';

const mayMount = await canMount();

describe('the embedded store', () => {
  it('holds exactly what was acknowledged after kills, and the next run brings the rest', async () => {
    const figures = await killIngests({ kills: 5, seed: 71, count: 60 });
    expect(figures.failures).toEqual([]);
    expect(figures.kills).toBe(5);
    expect(figures.within + figures.between, 'or no kill fell where something is written').toBeGreaterThan(1);
    expect(figures.completed).toBeGreaterThan(0);
  }, 300_000);

  it.skipIf(!mayMount)(
    `holds exactly what was acknowledged on a full disk, and goes on once there is space${mayMount ? '' : ' (needs a user namespace with mounts)'}`,
    async () => {
      const { refusal, acknowledged, open, opened, complete, expected } = await fillDisk({
        seed: 72,
        count: 120,
        space: 3_000_000,
      });
      expect(refusal).toEqual({
        code: 'STORE_UNAVAILABLE',
        remedy: expect.stringContaining('space') as string,
      });
      expect(acknowledged.length).toBeGreaterThan(0);
      expect(open).toEqual(acknowledged.toSorted());
      expect(opened).toEqual(open);
      expect(complete).toEqual(expected);
    },
    300_000,
  );
});
