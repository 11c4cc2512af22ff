/** Lists of organs that ought to report: what a user gives, checked and kept. */
import { createHash } from 'node:crypto';
import { parseOrgan } from '../../parse/organ.js';
import { resolveRegion } from '../../parse/region.js';
import { regionAsOf } from '../../domain/region.js';
import type { ReportStore } from '../../store/port.js';
import type { Roster, RosterEntry } from '../../store/rosters.js';
import { badArgument } from '../check-input.js';
import { badList, readCsvList } from '../csv-list.js';

/** The columns, each with its other names; all but the first may be left out. What else there is, is not read. */
const COLUMNS: Readonly<Record<'organ' | 'place', readonly string[]>> = {
  organ: ['organ', 'name', '机关', '机关名称', '单位', '单位名称'],
  place: ['place', 'region', '地区', '区划', '所在地'],
};
/** What the list is called in errors: the argument of the command. */
const LIST = 'FILE';
const LONGEST_NAME = 100;
const MOST_ORGANS = 100_000;

/** What came of importing a list. */
export interface RosterOutcome {
  /** `unchanged` the same file under the same name. */
  status: 'new' | 'replaced' | 'unchanged';
  organs: number;
  /** Names of the organs whose place the name does not tell with certainty. */
  uncertain: string[];
}

/**
 * Imports a list under a name; the same file again changes nothing, another one takes its place.
 *
 * @throws OgiError `BAD_ARGUMENT` naming line and column of what is wrong in it.
 */
export async function importRoster(
  store: ReportStore,
  { name, bytes, now }: { name: string; bytes: Uint8Array; now: Date },
): Promise<RosterOutcome> {
  if (name.trim() === '' || name.length > LONGEST_NAME) {
    throw badArgument(
      'name',
      'The name of the list is empty or too long.',
      'Give 1 to 100 characters: --name.',
    );
  }
  const entries = parseRoster(bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const uncertain = entries.filter(({ certain }) => !certain).map(({ organ }) => organ.name);
  const known = (await store.rosters()).find((one) => one.name === name);
  const outcome = { organs: entries.length, uncertain };
  // A newer dictionary may resolve the same file otherwise.
  if (known?.sha256 === sha256 && JSON.stringify(known.entries) === JSON.stringify(entries)) {
    return { status: 'unchanged', ...outcome };
  }
  const roster: Roster = { name, importedAt: now.toISOString(), sha256, organs: entries.length, entries };
  await store.putRoster(roster);
  return { status: known === undefined ? 'new' : 'replaced', ...outcome };
}

/**
 * The organs of a list: CSV with a header, a column `organ` (机关) and, where the names do not tell it, `place` (地区). An
 * organ that is listed twice is one.
 *
 * @throws OgiError `BAD_ARGUMENT`
 */
export function parseRoster(bytes: Uint8Array): RosterEntry[] {
  const entries = new Map<string, RosterEntry>();
  for (const { record, line } of readCsvList(bytes, namedHeader, LIST)) {
    const organ = compact(record['organ']);
    const place = compact(record['place']);
    if (organ === '') throw badList(LIST, `Line ${String(line)} names no organ.`, 'Fill the column organ.');
    // A name that begins with its place, or with a part of it, needs nothing before it.
    const full = place === '' || organ.startsWith(place) || isPlaced(organ) ? organ : place + organ;
    if (full.length > LONGEST_NAME || !/\p{Script=Han}/u.test(full)) {
      throw badList(
        LIST,
        `Line ${String(line)} has no name of an organ.`,
        'Give its full Chinese name, such as 云桥省青岚市统计局.',
      );
    }
    if (!entries.has(full)) entries.set(full, entryOf(full, line));
    if (entries.size > MOST_ORGANS)
      throw badList(LIST, `There are more than ${String(MOST_ORGANS)} organs.`, 'Divide the list.');
  }
  if (entries.size === 0)
    throw badList(LIST, 'The list names no organ.', 'Give one organ a line, below the header.');
  return [...entries.values()];
}

function entryOf(name: string, line: number): RosterEntry {
  const organ = parseOrgan(name);
  const { region } = resolveRegion(name);
  return { organ, region: regionAsOf(region, 'TODAY'), certain: region.certain, line };
}

function isPlaced(organ: string): boolean {
  return resolveRegion(organ).region.certain;
}

function compact(text: string | undefined): string {
  return (text ?? '').replace(/\s+/gu, '').normalize('NFKC');
}

/** The header in our names; columns that are not ours stay as they are. */
function namedHeader(header: string[]): string[] {
  const names = header.map(
    (given) =>
      Object.entries(COLUMNS).find(([, others]) => others.includes(given.toLowerCase()))?.[0] ?? given,
  );
  if (names.includes('organ')) return names;
  throw badList(
    LIST,
    'The list has no column organ (机关).',
    'Name the columns in its first line: organ,place.',
  );
}
