/** What is shown in the source: a cell, a hit, a claim or a finding, as the address names it. */
import type { HitsQuery } from '../api/generated';
import type { Report } from '../api/report';

export type Place = NonNullable<Report['cells'][number]['place']>;
export type HitPassage = HitsQuery['search']['edges'][number]['highlights'][number];

/** One match of a search in the report. */
export interface ReportHit {
  section: number;
  /** Of the match in the text of the section. */
  start: number;
  end: number;
  place: Place | null;
}

/** Something to show in the source. */
export interface Target {
  place: Place | null;
  /** Text that is marked at the place. */
  words: string | null;
}

/** All matches of a search in the sections of a report, in order; the place is that of the first match of a passage. */
export function hitsOf(passages: readonly HitPassage[]): ReportHit[] {
  return (
    passages
      .flatMap(({ field, section, offset, ranges, place }) =>
        field === 'SECTION' && section !== null
          ? ranges.map(({ start, end }, index) => ({
              section,
              start: offset + start,
              end: offset + end,
              place: index === 0 ? place : place && { ...place, column: null, box: null },
            }))
          : [],
      )
      // A search gives what says most first.
      .sort((a, b) => a.section - b.section || a.start - b.start)
  );
}

/** Which hit an address names by `SECTION:OFFSET`, the first where it names none; -1 where it shows something else. */
export function hitAt(hits: readonly ReportHit[], params: URLSearchParams): number {
  const at = params.get('at');
  if (at === null)
    return ['cell', 'claim', 'extra'].some((name) => params.has(name)) ? -1 : Math.min(0, hits.length - 1);
  const [section, start] = at.split(':').map(Number);
  return hits.findIndex((hit) => hit.section === section && hit.start === start);
}

/** What the address points at. */
export function targetOf(report: Report, hits: readonly ReportHit[], params: URLSearchParams): Target | null {
  const key = params.get('cell');
  if (key !== null) {
    const cell = report.cells.find((one) => one.key === key);
    return cell === undefined ? null : { place: cell.place, words: cell.raw };
  }
  const extra = params.get('extra');
  if (extra !== null) {
    const [table = -1, row = -1, value = -1] = extra.split(':').map(Number);
    const found = report.extraTables[table]?.rows[row]?.values[value];
    return found === undefined ? null : { place: found.place, words: found.raw };
  }
  const claim = params.get('claim');
  if (claim !== null) {
    const found = report.claims[Number(claim)];
    return found === undefined ? null : { place: found.place, words: found.text };
  }
  const hit = hits[hitAt(hits, params)];
  if (hit === undefined) return null;
  const section = report.sections.find(({ ordinal }) => ordinal === hit.section);
  return { place: hit.place, words: section?.text.slice(hit.start, hit.end) ?? null };
}
