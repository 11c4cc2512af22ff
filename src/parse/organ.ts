/** Reads what an organ is from its name. */
import type { AdministrativeLevel, Organ, OrganKind } from '../domain/organ.js';
import { REGION_LEVELS } from '../domain/region.js';
import { normalizeName } from '../text/normal-form.js';
import { isNationalOrgan, resolveRegion } from './region.js';

/** The endings that tell an organ's kind, in the order in which they are tried. */
const KIND_BY_ENDING: readonly (readonly [RegExp, OrganKind])[] = [
  [/(?:人民法院|人民检察院|管理委员会|管委会|行政委员会|行政公署)$/u, 'OTHER'],
  [/(?:办事处|街道办|街道)$/u, 'SUBDISTRICT'],
  [/(?:镇|乡|苏木)(?:人民)?(?:政府)?$/u, 'TOWNSHIP'],
  [/(?:人民政府|(?:省|市|县|区|旗|州|盟)政府)$/u, 'PEOPLES_GOVERNMENT'],
  [
    /办公[厅室]$|(?:政府|外事|政务|信访|金融|研究|台湾事务|侨务|人民防空|人防|机要|法制|政研|编|扶贫)办$/u,
    'OFFICE',
  ],
  [
    /(?:[学医]院|学校|[大中小]学|幼儿园|卫生院|公司|集团|中心|馆|站|所|协会|研究院|银行|支行|分行)$/u,
    'INSTITUTION',
  ],
  [/(?:局|厅|委|委员会|部|署|司|队|处|海关)$/u, 'DEPARTMENT'],
];

/**
 * The organ that a printed name stands for. White space is removed; the level is that of the region that the
 * name itself tells, `UNKNOWN` where it tells none.
 *
 * @param asOf the year reported on; null or absent for today
 */
export function parseOrgan(name: string, asOf: number | null = null): Organ {
  const printed = name.replace(/\s+/gu, '');
  const normalizedName = normalizeName(printed);
  return {
    name: printed,
    normalizedName,
    kind: KIND_BY_ENDING.find(([ending]) => ending.test(normalizedName))?.[1] ?? 'OTHER',
    level: levelOf(printed, asOf),
  };
}

function levelOf(name: string, asOf: number | null): AdministrativeLevel {
  if (isNationalOrgan(name)) return 'NATIONAL';
  const { region } = resolveRegion(name, { asOf });
  const deepest = [...REGION_LEVELS].reverse().find((level) => region[level] !== null);
  if (deepest === undefined) return 'UNKNOWN';
  // 星海市公安局浦湾分局 serves a district, even where the name of the district is not known.
  const isAbove =
    deepest === 'city' || (deepest === 'province' && region.province?.name.endsWith('市') === true);
  return isAbove && BRANCH.test(name) ? 'COUNTY' : LEVELS[deepest];
}

/** A branch of a city's bureau. */
const BRANCH = /^(?!国家|中国).*局\p{Script=Han}{2,10}分局$/u;

const LEVELS = { province: 'PROVINCE', city: 'CITY', county: 'COUNTY', township: 'TOWNSHIP' } as const;
