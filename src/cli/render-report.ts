/** A parsed report as a page to read in a terminal. */
import { REGION_LEVELS } from '../domain/region.js';
import type { Claim, ExtraRow, ExtraTable, Place, Report, Section } from '../domain/report.js';
import type { Finding } from '../domain/finding.js';
import { displayWidth } from '../text/display-width.js';
import { countOf, formatCount, printable } from './output.js';
import { renderTables } from './render-tables.js';

/** The whole page: facts, sections, the three tables, findings, claims. Ends with a line end. */
export function renderReport(file: string, report: Report): string {
  const parts = [
    `${printable(report.title ?? file)}\n${'═'.repeat(Math.min(78, displayWidth(report.title ?? file)))}\n${renderFacts(file, report)}`,
    renderSections(report.sections),
    renderTables(report),
    renderExtraRows(report.extraRows),
    renderExtraTables(report.extraTables),
    renderFindings(report.findings),
    renderClaims(report.claims),
  ];
  return `${parts.filter((part) => part !== '').join('\n')}\n`;
}

function renderFacts(file: string, report: Report): string {
  const region = REGION_LEVELS.flatMap((level) => {
    const name = report.region[level];
    return name === null ? [] : [`${name.name}${name.inferred ? '*' : ''}`];
  });
  const { organ, scope } = report;
  const facts: [string, string | null][] = [
    ['File', file],
    ['Organ', organ && `${organ.name} (${words(organ.kind)}, level: ${words(organ.level)})`],
    [
      'Region',
      region.length === 0
        ? null
        : `${region.join(' › ')}${region.join('').includes('*') ? '  (* inferred)' : ''}`,
    ],
    ['Year', report.year === null ? null : String(report.year)],
    ['Date', report.publishedOn && `${report.publishedOn} (${words(report.dateKind ?? '')})`],
    ['Form', words(report.form)],
    ['Scope', `${words(scope.kind)}${scope.words === null ? '' : `, by "${scope.words}"`}`],
  ];
  return facts.map(([name, value]) => `${name.padEnd(7)} ${printable(value ?? 'not found')}\n`).join('');
}

/** A constant as words: `FORM_2019` → "form 2019". */
function words(constant: string): string {
  return constant.toLowerCase().replaceAll('_', ' ');
}

function renderSections(sections: readonly Section[]): string {
  if (sections.length === 0) return '';
  const lines = sections.map(
    ({ heading, kind, text, place }) =>
      `  ${printable(heading ?? '(before the first heading)')}  [${words(kind)}]  ${formatCount(text.length)} characters${at(place)}\n`,
  );
  return `Sections\n${lines.join('')}`;
}

function renderExtraRows(rows: readonly ExtraRow[]): string {
  if (rows.length === 0) return '';
  const lines = rows.map(
    ({ label, values, place }) =>
      `  ${printable([label, ...values.map(({ raw }) => raw)].join('  '))}${at(place)}\n`,
  );
  return `Rows outside the form\n${lines.join('')}`;
}

/** Tables of no form that is known, row by row. */
function renderExtraTables(tables: readonly ExtraTable[]): string {
  return tables
    .map(({ title, rows }) => {
      const lines = rows.map(
        ({ label, unit, values, place }) =>
          `  ${printable([label, ...(unit === null ? [] : [unit]), ...values.map(({ raw }) => raw)].join('  '))}${at(place)}\n`,
      );
      return `A table of no known form${title === null ? '' : `: ${printable(title)}`}\n${lines.join('')}`;
    })
    .join('\n');
}

/** All but the checks that hold, which are only counted. */
function renderFindings(findings: readonly Finding[]): string {
  const holding = findings.filter(({ outcome }) => outcome === 'HOLDS').length;
  const lines = findings
    .filter(({ outcome }) => outcome !== 'HOLDS')
    .map(({ code, severity, outcome, message, place }) => {
      const verdict = outcome === null ? '' : `, ${words(outcome)}`;
      return `  ${severity.padEnd(7)} ${code}${verdict}${at(place)}\n          ${printable(message.zh)}\n          ${printable(message.en)}\n`;
    });
  return `Findings\n${lines.join('')}  ${countOf(holding, 'check')} hold${holding === 1 ? 's' : ''}.\n`;
}

function renderClaims(claims: readonly Claim[]): string {
  if (claims.length === 0) return '';
  const lines = claims.map(({ cell, value, text, place, outcome }) => {
    const verdict = outcome === null ? '' : `, ${words(outcome)}`;
    return `  ${String(value)}  ${cell ?? 'no cell'}${verdict}${at(place)}\n          ${printable(text)}\n`;
  });
  return `Numbers that the narrative states\n${lines.join('')}`;
}

/** Where in the source, in words: "  (line 12)"; empty where unknown. */
function at(place: Place | null): string {
  if (place === null) return '';
  const names = [
    ['page', place.page],
    ['table', place.table],
    ['row', place.row],
    ['line', place.line],
  ] as const;
  const known = names.flatMap(([name, number]) => (number === undefined ? [] : [`${name} ${number}`]));
  return known.length === 0 ? '' : `  (${known.join(', ')})`;
}
