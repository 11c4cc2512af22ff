import fc from 'fast-check';
import { expect, it } from 'vitest';
import { splitBatch } from '../../../src/store/elasticsearch/commits/split-batch.js';
import { buildReport, buildWrite } from '../../support/build-report.js';
import type { ReportWrite } from '../../../src/store/writes.js';

const MEGABYTE = 2 ** 20;
const LIMIT = 32 * MEGABYTE;
const { report, source, parserVersion } = buildWrite(buildReport());
/** The bytes are never looked at, only counted. */
const ofSize = (byteLength: number): ReportWrite => ({
  report,
  parserVersion,
  source: { ...source, bytes: { byteLength } as Uint8Array },
});
const bytesOf = (part: readonly ReportWrite[]): number =>
  part.reduce((sum, write) => sum + write.source.bytes.byteLength, 0);

it('cuts a batch in its order into the fewest parts that a commit takes', () => {
  const size = fc.oneof(
    fc.constant(1000),
    fc.integer({ min: 0, max: 40 }).map((count) => count * MEGABYTE),
  );
  fc.assert(
    fc.property(fc.array(size, { maxLength: 40 }), fc.integer({ min: 0, max: 600 }), (sizes, small) => {
      const batch = [...sizes, ...Array<number>(small).fill(10)].map(ofSize);
      const parts = [...splitBatch(batch)];
      expect(parts.flat()).toEqual(batch);
      for (const [position, part] of parts.entries()) {
        expect(part.length).toBeGreaterThan(0);
        expect(part.length).toBeLessThanOrEqual(256);
        if (part.length > 1) expect(bytesOf(part)).toBeLessThanOrEqual(LIMIT);
        const next = parts[position + 1]?.[0];
        if (next !== undefined) expect(part.length === 256 || bytesOf([...part, next]) > LIMIT).toBe(true);
      }
    }),
    { seed: 5, numRuns: 200 },
  );
});
