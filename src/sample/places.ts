/**
 * The two made-up provinces: their cities, counties and townships, and the organs there. No name of a province,
 * city, county or township is that of a real place (a test asks the dictionary).
 */
import type { Random } from './random.js';

/** Names of the levels that an organ's name prints; null where the level does not apply or is not printed. */
export interface SampleRegion {
  readonly province: string | null;
  readonly city: string | null;
  readonly county: string | null;
  readonly township: string | null;
}

/** What an organ is, which decides how much it has to report. */
export type SampleRank = 'province' | 'city' | 'county' | 'department' | 'township';

/** An organ that does not exist. */
export interface SampleOrgan {
  /** Full name, e.g. 云泽省澜渊市霁禾县教育局. */
  readonly name: string;
  /** How it calls itself in running text, e.g. 县教育局, 榆峪镇. */
  readonly shortName: string;
  /** The place it serves, e.g. 霁禾县. */
  readonly home: string;
  readonly region: SampleRegion;
  readonly rank: SampleRank;
}

const PROVINCES = ['云泽省', '岚溪省'] as const;
const FIRST = [...'澜霁岚翎笙砚榆桓穗璟黛芷蔚筠缃翊霖汀鹭鸢蘅葭藜槿楹淙漪煦熠'];
const SECOND = [...'渊岑禾浔屿翠川陂崖峪圩塬泽濯埠澍亭畈澳湄麓涧垸峦篁'];
const CITIES = 14;
const COUNTIES = 14;
const TOWNSHIPS = 26;
const COUNTY_ENDINGS = ['县', '区', '县', '市', '区'];
const TOWNSHIP_ENDINGS = ['镇', '乡', '街道', '镇'];

const DEPARTMENTS = [
  ...[
    '教育局',
    '财政局',
    '民政局',
    '水利局',
    '司法局',
    '审计局',
    '统计局',
    '农业农村局',
    '自然资源局',
    '交通运输局',
  ],
  ...['卫生健康局', '市场监督管理局', '住房和城乡建设局', '文化和旅游局', '应急管理局', '行政审批服务局'],
  ...['发展和改革局', '人力资源和社会保障局'],
];
const PROVINCE_DEPARTMENTS = [
  '教育厅',
  '财政厅',
  '民政厅',
  '水利厅',
  '司法厅',
  '自然资源厅',
  '生态环境厅',
  '商务厅',
];

/** Stem number `index`; the first 750 differ. */
function stem(index: number): string {
  const first = FIRST[index % FIRST.length] ?? '';
  // The step through the second pool makes neighbours differ in both characters.
  const second = SECOND[(Math.floor(index / FIRST.length) + index * 7) % SECOND.length] ?? '';
  return first + second;
}

function ending(endings: readonly string[], index: number): string {
  return endings[index % endings.length] ?? '';
}

function organ(
  region: SampleRegion,
  rank: SampleRank,
  body: string,
  shortName: string,
  home: string,
): SampleOrgan {
  const name = [region.province, region.city, region.county, region.township].join('') + body;
  return { name, shortName, home, region, rank };
}

/** All organs of a place above the township: its government, that government's office, its departments. */
function organsOf(region: SampleRegion, rank: 'province' | 'city' | 'county', home: string): SampleOrgan[] {
  const level = home.slice(-1);
  const bodies = rank === 'province' ? PROVINCE_DEPARTMENTS : DEPARTMENTS;
  return [
    organ(region, rank, '人民政府', `${level}政府`, home),
    organ(
      region,
      'department',
      rank === 'county' ? '人民政府办公室' : '人民政府办公厅',
      `${level}政府办`,
      home,
    ),
    ...bodies.map((body) => organ(region, 'department', body, `${level}${body}`, home)),
  ];
}

function townshipOrgan(region: SampleRegion, township: string): SampleOrgan {
  const body = township.endsWith('街道') ? '办事处' : '人民政府';
  return organ({ ...region, township }, 'township', body, township, township);
}

/** All organs: governments and their offices first within each place, places in a fixed order. */
export function allOrgans(): SampleOrgan[] {
  const organs: SampleOrgan[] = [];
  for (const [provinceIndex, province] of PROVINCES.entries()) {
    const ofProvince: SampleRegion = { province, city: null, county: null, township: null };
    organs.push(...organsOf(ofProvince, 'province', province));
    for (let cityIndex = 0; cityIndex < CITIES; cityIndex += 1) {
      const cityNumber = provinceIndex * CITIES + cityIndex;
      const ofCity: SampleRegion = { ...ofProvince, city: `${stem(cityNumber)}市` };
      organs.push(...organsOf(ofCity, 'city', ofCity.city ?? ''));
      for (let countyIndex = 0; countyIndex < COUNTIES; countyIndex += 1) {
        const countyNumber = 30 + cityNumber * COUNTIES + countyIndex;
        const county = stem(countyNumber) + ending(COUNTY_ENDINGS, countyNumber);
        const ofCounty: SampleRegion = { ...ofCity, county };
        organs.push(...organsOf(ofCounty, 'county', county));
        for (let index = 0; index < TOWNSHIPS; index += 1) {
          // As in life, townships of different counties share names; those of one county do not.
          const number = countyNumber * 11 + index * 3;
          organs.push(townshipOrgan(ofCounty, stem(number) + ending(TOWNSHIP_ENDINGS, number)));
        }
      }
    }
  }
  return organs;
}

/** The organs in an order in which governments, departments and townships take turns. */
export function organsInTurns(random: Random): SampleOrgan[] {
  const organs = random.shuffle(allOrgans());
  const queues = [
    organs.filter((one) => one.rank === 'department'),
    organs.filter((one) => one.rank === 'township'),
    organs.filter((one) => one.rank !== 'department' && one.rank !== 'township'),
  ];
  const longest = Math.max(...queues.map((queue) => queue.length));
  const turns: SampleOrgan[] = [];
  for (let index = 0; index < longest; index += 1) {
    for (const queue of queues) {
      const one = queue[index];
      if (one !== undefined) turns.push(one);
    }
  }
  return turns;
}
