/** Reports of organs whose places changed: real places, made-up numbers. */
import { resolveRegion } from '../../src/parse/region.js';
import { buildReport } from '../support/build-report.js';

/** The cell that the reports fill. */
export const KEY = 'applications.received.total';

/** Organs with the years of which they report, each with a number of its own. */
const ORGANS: readonly (readonly [string, readonly number[]])[] = [
  // 2016 撤县设区
  ['洪泽县人民政府', [2013, 2014, 2015]],
  ['洪泽区人民政府', [2016, 2017, 2020]],
  // 2015 moved from 六安 to 淮南
  ['寿县教育局', [2014, 2015]],
  // 2010 merged
  ['崇文区人民政府', [2008, 2009]],
  ['北京市东城区人民政府', [2008, 2009, 2010, 2011]],
  // 2016 divided between 邯山区 and 丛台区
  ['邯郸县人民政府', [2014, 2015]],
  ['邯山区人民政府', [2015, 2016]],
  ['丛台区人民政府', [2016]],
  // 2010 the city was renamed
  ['襄樊市樊城区人民政府', [2009]],
  ['襄阳市樊城区人民政府', [2010, 2011]],
  ['淄博市张店区人民政府', [2014, 2020]],
];

/** All of them, each at the place of its year. */
export const REPORTS = ORGANS.flatMap(([organ, years]) =>
  years.map((year) =>
    buildReport({
      organ,
      year,
      region: resolveRegion(organ, { asOf: year }).region,
      cells: { [KEY]: year - 2000 },
    }),
  ),
);
