/**
 * The law of places: an organ named after a place of a year's table is of that place, or it is told that the name fits several.
 * Wrong is what is certain and is another place, or the right one under another code.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { REGION_LEVELS } from '../../src/domain/region.js';
import { isOfYear, regionHistory } from '../../src/parse/region-history.js';
import { resolveRegion } from '../../src/parse/region.js';

/** The official lists of the Ministry of Civil Affairs, YYYYMM.tsv each. */
const TABLES = new URL('../../../shared/data/regions/', import.meta.url);

/** The names of a year by their codes. */
export interface YearTable {
  label: string;
  year: number;
  /** Six digits each. */
  names: ReadonlyMap<string, string>;
}

/** An organ and the place it is of. */
export interface RegionCase {
  name: string;
  year: number;
  /** Two, four or six digits. */
  code: string;
}

export interface RegionScore {
  right: number;
  /** Told to be ambiguous, or not certain for another reason that a finding gives. */
  unsure: RegionCase[];
  wrong: (RegionCase & { got: string })[];
}

/** The official tables; none where they are not at hand. */
export function officialTables(): YearTable[] {
  if (!existsSync(TABLES)) return [];
  const files = readdirSync(TABLES).filter((file) => /^\d{6}\.tsv$/.test(file));
  return files.sort().map((file) => {
    const rows = readFileSync(new URL(file, TABLES), 'utf8').trim().split('\n').slice(1);
    const names = rows
      .map((row) => row.split('\t'))
      .map(([, , code = '', name = '']): [string, string] => [code, name]);
    return { label: file.slice(0, 6), year: Number(file.slice(0, 4)), names: new Map(names) };
  });
}

/** What the dictionary itself holds of a year, as a table. */
export function ownTable(year: number): YearTable {
  const spells = regionHistory().spells.filter((spell) => isOfYear(spell, year));
  return {
    label: String(year),
    year,
    names: new Map(spells.map(({ code, name }) => [code.padEnd(6, '0'), name])),
  };
}

/** Every place of a table as an organ with each of the endings, bare, behind its city and behind province and city. */
export function* casesOf({ names, year }: YearTable, endings = ['人民政府']): Generator<RegionCase> {
  for (const [sixDigits, name] of names) {
    if (/^(?:71|81|82)/.test(sixDigits)) continue;
    const code = sixDigits.replace(/(?:00){1,2}$/, '');
    const province = code.length > 2 ? (names.get(`${code.slice(0, 2)}0000`) ?? '') : '';
    const city = code.length > 4 ? (names.get(`${code.slice(0, 4)}00`) ?? '') : '';
    const heads = new Set([name, `${city === '' ? province : city}${name}`, `${province}${city}${name}`]);
    for (const head of heads) for (const ending of endings) yield { name: head + ending, year, code };
  }
}

/** Resolves each case as of its year. */
export function scoreRegions(cases: Iterable<RegionCase>): RegionScore {
  const score: RegionScore = { right: 0, unsure: [], wrong: [] };
  for (const item of cases) {
    const { region, findings } = resolveRegion(item.name, { asOf: item.year });
    const place = REGION_LEVELS.map((level) => region[level]).findLast((level) => level !== null);
    if (!region.certain && findings.length > 0) score.unsure.push(item);
    else if (place?.code === item.code) score.right += 1;
    else score.wrong.push({ ...item, got: `${place?.name ?? '-'} ${place?.code ?? '-'}` });
  }
  return score;
}
