import { expect, it } from 'vitest';
import { UNKNOWN_REGION } from '../../src/domain/region.js';
import { candidateIds } from '../../src/store/report-id.js';

const sha256 = '00'.repeat(31) + '1f';

it('gives ids that grow, each new to the last', () => {
  const ids = [...candidateIds({ region: UNKNOWN_REGION, year: 2020, key: '云泽省//|教育局|2020', sha256 })];
  expect(ids[0]).toMatch(/^x-2020-[a-z2-7]{10}$/);
  expect(ids).toHaveLength(42);
  ids.slice(1).forEach((id, index) => {
    expect(id.slice(0, -1)).toBe(ids[index]);
  });
});

it('names an uncertain report by its bytes', () => {
  const [first] = candidateIds({ region: UNKNOWN_REGION, year: 2020, key: null, sha256 });
  expect(first).toBe('u-2020-aaaaaaaaaa');
  const ids = [...candidateIds({ region: UNKNOWN_REGION, year: 2020, key: null, sha256 })];
  // RFC 4648 base 32 of the digest, without its last, incomplete group.
  expect(ids.at(-1)).toBe(`u-2020-${'a'.repeat(50)}p`);
});
