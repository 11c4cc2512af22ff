import { describe, expect, it } from 'vitest';
import { buildReport, buildWrite, region } from '../support/build-report.js';
import { idsOf, keysOfYearAfter, mergedIds, placeRevision } from '../../src/store/place-revision.js';
import type { KnownPlace, RevisionPlace } from '../../src/store/place-revision.js';
import { UNKNOWN_REGION } from '../../src/domain/region.js';

type Case = [string, KnownPlace<string>, RevisionPlace<string>];
const CASES: Case[] = [
  ['new bytes, no report of that key', { previous: null, holder: null }, { status: 'new', entry: null }],
  ['new bytes, a report of that key', { previous: null, holder: 'a' }, { status: 'revised', entry: 'a' }],
  [
    'parsed again, the only revision: it takes its report along',
    { previous: { entry: 'a', revisions: 1 }, holder: null },
    { status: 'reparsed', entry: 'a' },
  ],
  [
    'parsed again, one of several: a report of its own',
    { previous: { entry: 'a', revisions: 2 }, holder: null },
    { status: 'reparsed', entry: null },
  ],
  [
    'parsed again, another report has its key: it goes there, alone or not',
    { previous: { entry: 'a', revisions: 1 }, holder: 'b' },
    { status: 'reparsed', entry: 'b' },
  ],
];

describe('which report a revision belongs to', () => {
  it.each(CASES)('%s', (_, known, place) => {
    expect(placeRevision(known)).toEqual(place);
  });

  it('keeps the id of the report that was there first where two become one', () => {
    expect(mergedIds({ id: 'a' }, { id: 'b', splitFrom: null })).toEqual({ id: 'b', alias: 'a' });
    expect(mergedIds({ id: 'a' }, { id: 'b', splitFrom: 'c' })).toEqual({ id: 'b', alias: 'a' });
    expect(mergedIds({ id: 'a' }, { id: 'b', splitFrom: 'a' })).toEqual({ id: 'a', alias: 'b' });
  });

  it('offers the wanted id first', () => {
    const report = buildReport({ region: region('云泽省') });
    const [first, second] = idsOf(buildWrite(report));
    expect(first).toMatch(/^x-2021-[a-z2-7]{10}$/);
    expect(second).toHaveLength((first ?? '').length + 1);
    expect([...idsOf({ ...buildWrite(report), id: 'x-2021-wanted' })].slice(0, 2)).toEqual([
      'x-2021-wanted',
      first,
    ]);
    expect([...idsOf(buildWrite(buildReport({ region: UNKNOWN_REGION })))][0]).toMatch(/^u-2021-/);
  });

  it('tells the report of the year after that its neighbour has changed', () => {
    expect(keysOfYearAfter(['云泽省//|教育局|2020'])).toEqual(['云泽省//|教育局|2021']);
  });
});
