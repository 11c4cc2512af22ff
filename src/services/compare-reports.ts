/** Several reports, or the years of one organ, key by key, with differences and the findings that name the cell. */
import { CELLS } from '../domain/cells.js';
import type { Finding } from '../domain/finding.js';
import { OgiError } from '../errors.js';
import { roundFigure } from '../store/figure-rules.js';
import type { StoredReport } from '../store/writes.js';
import { badArgument, checkKeys, checkList } from './check-input.js';
import type { Figure } from './report-figures.js';
import { figuresOf } from './report-figures.js';
import { labelsOf } from './labels.js';
import type { KeyLabels } from './labels.js';
import type { ReportReader } from './report-reader.js';

/** How many reports may be compared at once. */
export const MAX_COMPARED = 20;

/** A comparison as asked for: reports by their ids, or an organ with all or some of its years. */
export interface CompareInput {
  ids?: readonly string[] | null;
  organId?: string | null;
  years?: readonly number[] | null;
  /** Keys of cells and derived values; default is all cells. */
  keys?: readonly string[] | null;
}

/** A value of one report beside the first report's. */
export interface ComparedFigure extends Figure {
  report: StoredReport;
  /** This value minus the first report's; null where one is missing or has no known unit. */
  difference: number | null;
}

/** A finding of one of the reports. */
export interface ReportFinding {
  report: StoredReport;
  finding: Finding;
}

/** One key in all reports. */
export interface ComparisonRow extends KeyLabels {
  key: string;
  /** In the order of the reports. */
  figures: ComparedFigure[];
  /** Findings of any of the reports that name this cell. */
  findings: ReportFinding[];
}

export interface Comparison {
  reports: StoredReport[];
  rows: ComparisonRow[];
}

/**
 * Checks a comparison, and gives the keys that it compares.
 *
 * @throws OgiError `BAD_ARGUMENT`, `UNKNOWN_CELL` or `UNKNOWN_DERIVED`.
 */
export function comparedKeys({ ids, organId, years, keys }: CompareInput): string[] {
  if (ids ? typeof organId === 'string' : typeof organId !== 'string') {
    throw badArgument(
      ids ? 'organId' : 'ids',
      ids ? 'ids and organId are both given.' : 'Neither ids nor organId is given.',
      'Give the ids of reports, or the id of an organ.',
    );
  }
  if (ids && years)
    throw badArgument('years', 'years goes with organId only.', 'Leave years out, or give organId.');
  if (ids) checkList(ids, 'ids', MAX_COMPARED);
  if (years) checkList([...new Set(years)], 'years', MAX_COMPARED);
  return keys ? checkKeys(keys, 'keys') : CELLS.map(({ key }) => key);
}

/**
 * Compares reports with the first of them; an organ's by year, ascending.
 *
 * @throws OgiError `BAD_ARGUMENT`, `UNKNOWN_CELL`, `UNKNOWN_DERIVED`, or `NOT_FOUND` for an id or year that there is not.
 */
export async function compareReports(reader: ReportReader, input: CompareInput): Promise<Comparison> {
  const keys = comparedKeys(input);
  const reports = await readCompared(reader, input);
  const figures = reports.map((report) => figuresOf(report, keys));
  const findings = reports.map(findingsByCell);
  const rows = keys.map((key, at): ComparisonRow => {
    const first = figures[0]?.[at];
    return {
      key,
      ...labelsOf(key),
      figures: reports.flatMap((report, index): ComparedFigure[] => {
        const figure = figures[index]?.[at];
        if (figure === undefined || first === undefined) return [];
        return [{ ...figure, report, difference: differenceOf(figure, first) }];
      }),
      findings: reports.flatMap((report, index) =>
        (findings[index]?.get(key) ?? []).map((finding) => ({ report, finding })),
      ),
    };
  });
  return { reports, rows };
}

async function readCompared(reader: ReportReader, input: CompareInput): Promise<StoredReport[]> {
  const { ids, organId } = input;
  if (ids) {
    const wanted = [...new Set(ids)];
    const reports = await Promise.all(wanted.map((id) => reader.report(id)));
    return reports.map((report, index) => report ?? notFound(`ids[${index}]`, 'report', wanted[index] ?? ''));
  }
  const years = await reader.organYears(organId ?? '');
  if (years.length === 0) notFound('organId', 'organ', organId ?? '');
  const found = input.years
    ? [...new Set(input.years)].map(
        (year, index) =>
          years.find((one) => one.year === year) ??
          notFound(`years[${index}]`, 'report of this organ for', String(year)),
      )
    : checkList(years, 'years', MAX_COMPARED);
  return Promise.all(found.sort((a, b) => a.year - b.year).map(({ id }) => reader.foundReport(id)));
}

function notFound(argument: string, what: string, given: string): never {
  throw new OgiError('NOT_FOUND', `There is no ${what} ${given.slice(0, 100)}.`, {
    argument,
    remedy: 'Find the ids with `search { nodes { id organ { id } } }` or `organs`.',
  });
}

function differenceOf(figure: Figure, first: Figure): number | null {
  if (figure.value === null || first.value === null) return null;
  if (figure.unit === 'UNKNOWN' || first.unit === 'UNKNOWN') return null;
  return roundFigure(figure.value - first.value);
}

function findingsByCell({ report }: StoredReport): Map<string, Finding[]> {
  const byCell = new Map<string, Finding[]>();
  for (const finding of report.findings) {
    for (const key of new Set(finding.cells)) byCell.set(key, [...(byCell.get(key) ?? []), finding]);
  }
  return byCell;
}
