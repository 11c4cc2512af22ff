/** Which revision of a report is current: a written rule on content, never on the order of arrival. */
import { CELLS } from './cells.js';
import type { Report } from './report.js';

/** A revision, as far as the rule needs it. */
export interface RevisionCandidate {
  sha256: string;
  report: Report;
}

/** Facts of a revision by which the rule decides, most important first; larger is better. */
function merits(report: Report): [number, number, string, number] {
  let reported = 0;
  let unreadable = 0;
  for (const cell of Object.values(report.cells)) {
    if (cell.state === 'REPORTED') reported += 1;
    else if (cell.state === 'UNREADABLE') unreadable += 1;
  }
  const text = report.sections.reduce((sum, section) => sum + section.text.length, 0);
  return [reported, -unreadable, report.publishedOn ?? '', text];
}

/**
 * Orders two revisions of one report; negative where `a` comes first. More reported cells win, then fewer
 * unreadable ones, then the later publication date, then the longer narrative, then the smaller SHA-256.
 */
export function compareRevisions(a: RevisionCandidate, b: RevisionCandidate): number {
  const left = merits(a.report);
  const right = merits(b.report);
  for (const index of [0, 1, 2, 3] as const) {
    if (left[index] > right[index]) return -1;
    if (left[index] < right[index]) return 1;
  }
  return a.sha256 < b.sha256 ? -1 : a.sha256 > b.sha256 ? 1 : 0;
}

/** Keys of the cells in which two revisions differ, by state or value. */
export function differingCells(a: Report, b: Report): string[] {
  return CELLS.map((cell) => cell.key).filter((key) => {
    const left = a.cells[key];
    const right = b.cells[key];
    return left?.state !== right?.state || left?.value !== right?.value;
  });
}
