/** Reports that a newer parser reads from another place than before. */
import { deepestRegionKey } from '../domain/identity.js';
import { REGION_LEVELS } from '../domain/region.js';
import type { Region } from '../domain/region.js';
import type { ReportStore } from '../store/port.js';
import type { ReportWrite } from '../store/writes.js';

/** How many reports went from one place to another. */
export interface PlaceMove {
  /** Names from the province down with the code of the last, e.g. `河北省邯郸市 1304`. */
  from: string;
  to: string;
  reports: number;
}

/** The places, before and after, of reports that are read again and are then of another place. */
export async function placeMoves(
  again: readonly { id: string; write: ReportWrite }[],
  store: ReportStore,
): Promise<Pick<PlaceMove, 'from' | 'to'>[]> {
  if (again.length === 0) return [];
  const stored = await store.getMany([...new Set(again.map(({ id }) => id))]);
  const before = new Map(
    stored.flatMap((one) => (one === null ? [] : [[one.source.sha256, one.report.region]])),
  );
  return again.flatMap(({ write: { source, report } }) => {
    const region = before.get(source.sha256);
    // An older revision is not what the report showed.
    if (region === undefined || deepestRegionKey(region) === deepestRegionKey(report.region)) return [];
    return [{ from: placeLabel(region), to: placeLabel(report.region) }];
  });
}

function placeLabel(region: Region): string {
  const names = REGION_LEVELS.flatMap((level) => region[level]?.name ?? []);
  const code = REGION_LEVELS.map((level) => region[level]).findLast((level) => level !== null)?.code;
  return names.length === 0 ? '-' : `${names.join('')}${typeof code === 'string' ? ` ${code}` : ''}`;
}

/** Adds moves to those counted already, the most frequent first. */
export function addMoves(counted: PlaceMove[], moves: readonly Pick<PlaceMove, 'from' | 'to'>[]): void {
  for (const { from, to } of moves) {
    const known = counted.find((move) => move.from === from && move.to === to);
    if (known === undefined) counted.push({ from, to, reports: 1 });
    else known.reports += 1;
  }
  if (moves.length > 0) counted.sort((a, b) => b.reports - a.reports || (a.from < b.from ? -1 : 1));
}
