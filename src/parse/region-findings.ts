/** What is to be said of a place that could not be settled. */
import type { Finding, FindingCode } from '../domain/finding.js';
import type { PlaceMatch } from './match-places.js';
import { pathOf } from './region-dictionary.js';
import type { DictionaryPlace } from './region-dictionary.js';
import { isOfYear, regionHistory } from './region-history.js';
import type { Spell } from './region-history.js';
import type { UnknownPlace } from './unknown-places.js';

function finding(code: FindingCode, severity: Finding['severity'], zh: string, en: string): Finding {
  return { code, severity, outcome: null, cells: [], place: null, message: { zh, en } };
}

export function noRegion(name: string): Finding {
  return finding(
    'unknown-region',
    'NOTICE',
    `机关名称“${name}”中没有可识别的地区。`,
    `The organ's name "${name}" holds no place that could be recognised.`,
  );
}

export function outOfScope(name: string): Finding {
  return finding(
    'unknown-region',
    'NOTICE',
    `“${name}”：香港、澳门和台湾不在行政区划字典范围内，地区未识别。`,
    `"${name}": Hong Kong, Macao and Taiwan are outside the dictionary of places; no region is given.`,
  );
}

export function notInDictionary(unknown: readonly UnknownPlace[]): Finding {
  const names = unknown.map((place) => place.name).join('、');
  return finding(
    'unknown-region',
    'NOTICE',
    `行政区划字典中没有“${names}”，按名称保留，无代码。`,
    `The dictionary of places lacks "${names}": kept by name, without a code.`,
  );
}

/** Words of a place that could not be read: what stands before them is not the whole place. */
export function unreadPlace(name: string): Finding {
  return finding(
    'unknown-region',
    'WARNING',
    `机关名称中的“${name}”是未能识别的地区，其上级地区不等于该机关所在地区。`,
    `"${name}" in the organ's name is a place that could not be recognised; the place above it is not that of the organ.`,
  );
}

export function ambiguous(match: PlaceMatch): Finding {
  const listed = match.candidates.map((place) => describe(place)).join('、');
  const count = match.candidates.length;
  return finding(
    'ambiguous-region',
    'WARNING',
    `“${match.lastPrinted}”对应 ${count} 个地区（${listed}），无法确定。`,
    `"${match.lastPrinted}" fits ${count} places (${listed}); nothing decides which.`,
  );
}

/** `河北省邯郸市` and, for what has one, the code. */
function describe(place: DictionaryPlace): string {
  return pathOf(place)
    .map(({ name }) => name)
    .join('');
}

/** A name that the tables have, but of other years. */
export function notOfItsYear(printed: string, match: PlaceMatch, year: number): Finding {
  const zh: string[] = [];
  const en: string[] = [];
  for (const place of match.candidates) {
    const { code, spell } = strangerIn(place, match, year);
    if (spell === null) continue;
    const then = counterparts(spell, year);
    const [thenZh, thenEn] =
      then === '' ? ['', ''] : [`；${year} 年其地属 ${then}`, `; its land in ${year}: ${then}`];
    zh.push(`${describe(place)}（${code}，${yearsZh(spell)}${thenZh}）`);
    en.push(`${describe(place)} (${code}, ${yearsEn(spell)}${thenEn})`);
  }
  return finding(
    'place-not-of-its-year',
    'WARNING',
    `${year} 年没有“${printed}”：${zh.join('、')}。`,
    `There was no "${printed}" in ${year}: ${en.join(', ')}.`,
  );
}

/** The deepest printed place that is not of the year. */
function strangerIn(candidate: DictionaryPlace, match: PlaceMatch, year: number): DictionaryPlace {
  const printed = [...(match.printed.get(candidate) ?? [])];
  return printed.findLast(({ spell }) => spell !== null && !isOfYear(spell, year)) ?? candidate;
}

function yearsZh({ from, to }: Spell): string {
  if (from === 0) return `至 ${to} 年`;
  return to === Infinity ? `${from} 年起` : `${from}–${to} 年`;
}

function yearsEn({ from, to }: Spell): string {
  if (from === 0) return `until ${to}`;
  return to === Infinity ? `from ${from} on` : `${from}–${to}`;
}

/** What the place was or became in the year, or was a part of; empty where that is not known. */
function counterparts(spell: Spell, year: number): string {
  return regionHistory()
    .counterparts(spell, year)
    .map(({ name, code }) => `${name}${code}`)
    .join('、');
}

/** A name that no table has. */
export function ofNoYear(names: readonly UnknownPlace[], above: DictionaryPlace): Finding {
  const printed = names.map(({ name }) => name).join('、');
  const { firstYear, lastYear } = regionHistory();
  return finding(
    'place-not-of-its-year',
    'WARNING',
    `${describe(above)}在 ${firstYear}–${lastYear} 年间没有“${printed}”，按名称保留，无代码。`,
    `In no year from ${firstYear} to ${lastYear} was there a "${printed}" in ${describe(above)}: kept by name, without a code.`,
  );
}

/** The year itself is outside the tables. */
export function outsideTables(year: number): Finding {
  const { firstYear, lastYear } = regionHistory();
  const nearest = year < firstYear ? firstYear : lastYear;
  return finding(
    'place-not-of-its-year',
    'WARNING',
    `行政区划表只有 ${firstYear}–${lastYear} 年，${year} 年的地区按 ${nearest} 年识别，未确定。`,
    `The tables of places are of ${firstYear} to ${lastYear}: the place of ${year} is read by that of ${nearest} and is not certain.`,
  );
}

/** The area of a branch office that its name tells by a word alone. */
export function unknownBranch(name: string): Finding {
  return finding(
    'unknown-region',
    'NOTICE',
    `派出机构名称中的“${name}”不是所在城市可唯一识别的县区，其辖区未确定。`,
    `"${name}" in the name of the branch is no county of the city that could be recognised: the area it serves is not known.`,
  );
}
