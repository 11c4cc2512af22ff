/** The public JSON shape of a parsed file, as `ogi parse --json` prints it. */
import type { CellBasis } from '../domain/cell-basis.js';
import { cellBases } from '../domain/cell-basis.js';
import type { Cell, Report } from '../domain/report.js';

/** One line of `ogi parse --json`. Keys are public API; new ones may be added. */
export interface PublicReport extends Omit<Report, 'organ' | 'scope'> {
  file: string;
  /** The organ's name as printed. */
  organ: string | null;
  organInfo: { normalizedName: string; kind: string; level: string } | null;
  scope: Report['scope']['kind'];
  scopeEvidence: { words: string | null; place: Report['scope']['place'] } | null;
}

/** A report in its public shape, keys in their fixed order. */
export function toPublicReport(file: string, report: Report): PublicReport {
  const { organ, scope } = report;
  return {
    file,
    title: report.title,
    organ: organ?.name ?? null,
    organInfo: organ && { normalizedName: organ.normalizedName, kind: organ.kind, level: organ.level },
    year: report.year,
    publishedOn: report.publishedOn,
    dateKind: report.dateKind,
    region: report.region,
    scope: scope.kind,
    scopeEvidence: scope.words === null ? null : { words: scope.words, place: scope.place },
    form: report.form,
    sections: report.sections.map(({ kind, heading, text, place }) => ({ kind, heading, text, place })),
    cells: report.cells,
    extraRows: report.extraRows,
    extraTables: report.extraTables,
    claims: report.claims,
    findings: report.findings,
  };
}

/** A report whose cells tell what decided where their numbers belong: derived from the findings, so kept nowhere else. */
export function withBases<R extends PublicReport>(
  report: R,
): Omit<R, 'cells'> & { cells: Record<string, Cell & { basis: CellBasis | null }> } {
  const bases = cellBases(report.cells, report.findings);
  const cells = Object.fromEntries(
    Object.entries(report.cells).map(([key, cell]) => [key, { ...cell, basis: bases.get(key) ?? null }]),
  );
  return { ...report, cells };
}
