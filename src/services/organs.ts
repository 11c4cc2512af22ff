/** Organs over the years: found by name, and their reports as one series. */
import type { RegionChangeKind } from '../domain/region-history.js';
import type { ReportFilter } from '../domain/query.js';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../store/search-request.js';
import type { AggregateRequest } from '../store/aggregate-request.js';
import type { StoredReport } from '../store/writes.js';
import { checkInteger, checkKeys, checkNamePart, checkOffset } from './check-input.js';
import type { Figure } from './report-figures.js';
import { figuresOf } from './report-figures.js';
import { groupRequest } from './group-request.js';
import type { OrganRecord } from './organ-record.js';
import { OrganLineage } from './organ-lineage.js';
import type { OrganStage } from './organ-lineage.js';
import type { PlaceChange } from './place-history.js';
import type { FilterInput } from './check-filter.js';
import { checkMatch } from './check-match.js';
import type { OrganYear, ReportReader } from './report-reader.js';
import { yearsBetween } from './year-histogram.js';

/** The organ of a report; null where the report names none. */
export function organOf({ id, organId, report }: StoredReport): OrganRecord | null {
  const { organ, year, region } = report;
  // A stored report has both.
  if (organ === null || year === null) return null;
  return { ...organ, id: organId, region, shownIn: { year, id } };
}

/** The reports of an organ by year; the one that shows it where it has no id. */
export function yearsOf(reader: ReportReader, organ: OrganRecord): Promise<OrganYear[]> {
  return organ.id === null ? Promise.resolve([organ.shownIn]) : reader.organYears(organ.id);
}

/** One organ as its latest report shows it; null for an unknown id. */
export async function findOrgan(reader: ReportReader, id: string): Promise<OrganRecord | null> {
  const latest = (await reader.organYears(id)).at(-1);
  return latest === undefined ? null : organOf(await reader.foundReport(latest.id));
}

/** A list of organs as asked for; null counts as not given. */
export interface OrgansInput {
  /** Part of the name, whatever its spelling. */
  nameContains?: string | null;
  filter?: FilterInput | null;
  first?: number | null;
  offset?: number | null;
}

/** A page of organs. */
export interface OrganPage {
  organs: OrganRecord[];
  totalCount: number;
}

/**
 * Checks which organs are meant, and which page of them.
 *
 * @throws OgiError `BAD_ARGUMENT`, `UNKNOWN_CELL` or `UNKNOWN_DERIVED`, naming the argument.
 */
export function organsRequest(input: OrgansInput): AggregateRequest {
  const match = checkMatch({ filter: input.filter ?? null });
  if (typeof input.nameContains === 'string') {
    const named: ReportFilter = {
      type: 'organName',
      contains: checkNamePart(input.nameContains, 'nameContains'),
    };
    match.filter = match.filter === null ? named : { type: 'and', children: [match.filter, named] };
  }
  return groupRequest(match, {
    groupBy: ['organ'],
    order: [{ by: 'reports', direction: 'DESC' }],
    limit: checkInteger(input.first, 'first', { from: 1, to: MAX_PAGE_SIZE, fallback: DEFAULT_PAGE_SIZE }),
    offset: checkOffset(input.offset),
    withLatest: true,
  });
}

/**
 * Organs with matching reports, those with the most of them first.
 *
 * @throws OgiError as {@link organsRequest} does.
 */
export async function listOrgans(reader: ReportReader, input: OrgansInput): Promise<OrganPage> {
  const { groups, totalGroups } = await reader.aggregate(organsRequest(input));
  const latest = groups.map((group) => group.latest).filter((id) => id !== null);
  const reports = await Promise.all(latest.map((id) => reader.foundReport(id)));
  return { organs: reports.map(organOf).filter((organ) => organ !== null), totalCount: totalGroups };
}

/** An organ before or after another whose place changed. */
export interface OrganChange {
  /** The first year of the later of both. */
  year: number;
  kind: RegionChangeKind;
  organ: OrganRecord;
}

/**
 * The organs that were there before one, or that took up after it: those of its place under the names of the time. A place of which no
 * report is there is passed over, and what was before it is told.
 */
export async function organsBeside(
  reader: ReportReader,
  organ: OrganRecord,
  side: 'before' | 'after',
): Promise<OrganChange[]> {
  const lineage = OrganLineage.of(organ);
  if (lineage === null) return [];
  const found = new Map<string, OrganChange>();
  const look = async (stage: OrganStage): Promise<void> => {
    for (const link of lineage[side](stage)) {
      const { organId: id } = link.stage;
      if (id === organ.id || found.has(id)) continue;
      const beside = await findOrgan(reader, id);
      if (beside === null) await look(link.stage);
      else found.set(id, { year: link.year, kind: link.kind, organ: beside });
    }
  };
  await look(lineage.own);
  return [...found.values()].sort((a, b) => a.year - b.year || (a.organ.name < b.organ.name ? -1 : 1));
}

/** One year of a series. */
export interface SeriesYear {
  year: number;
  /** What became of the organ's place in this year. */
  changes: PlaceChange[];
  /** Null for a gap: there is no report of this year. */
  report: StoredReport | null;
  /** In the order of the keys; empty for a gap. */
  figures: Figure[];
}

/** How many keys one series may follow. */
export const MAX_SERIES_KEYS = 50;

/**
 * Checks the keys of a series.
 *
 * @throws OgiError `BAD_ARGUMENT`, `UNKNOWN_CELL` or `UNKNOWN_DERIVED`, naming the key.
 */
export function seriesKeys(keys: readonly string[]): string[] {
  return checkKeys(keys, 'keys', MAX_SERIES_KEYS);
}

/**
 * The values of an organ in every year from its first report to its last; `across` also those of the organs that it was, and has become,
 * where its place changed its name, status, code or city and nothing else. A merger or a division ends the series: figures of
 * several places are never added up.
 *
 * @throws OgiError as {@link seriesKeys} does.
 */
export async function readSeries(
  reader: ReportReader,
  organ: OrganRecord,
  keys: readonly string[],
  across = false,
): Promise<SeriesYear[]> {
  const checked = seriesKeys(keys);
  const lineage = OrganLineage.of(organ);
  const stages = lineage === null ? [] : across ? lineage.sameLand() : [lineage.own];
  const changes = lineage?.changes(stages) ?? [];
  const years = across && lineage !== null ? await yearsAcross(reader, stages) : await yearsOf(reader, organ);
  const reports = await Promise.all(years.map(({ id }) => reader.foundReport(id)));
  const byYear = new Map(years.map(({ year }, index) => [year, reports[index]]));
  return yearsBetween(years.map(({ year }) => year)).map((year): SeriesYear => {
    const report = byYear.get(year) ?? null;
    const ofYear = changes.filter((change) => change.year === year);
    return { year, changes: ofYear, report, figures: report === null ? [] : figuresOf(report, checked) };
  });
}

/** The reports of several organs by year, of each its own years first. */
async function yearsAcross(reader: ReportReader, stages: readonly OrganStage[]): Promise<OrganYear[]> {
  const byYear = new Map<number, OrganYear>();
  const ids = [...new Set(stages.map((stage) => stage.organId))];
  for (const years of await Promise.all(ids.map((id) => reader.organYears(id)))) {
    for (const one of years) if (!byYear.has(one.year)) byYear.set(one.year, one);
  }
  return [...byYear.values()].sort((a, b) => a.year - b.year);
}
