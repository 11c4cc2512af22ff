/** What the index holds of a report: its facts, its cells as columns, and its text. Made from the current revision alone. */
import type { Database, Statement } from 'better-sqlite3';
import type { Finding, FindingCode, Outcome } from '../../domain/finding.js';
import type { AdministrativeLevel, OrganKind } from '../../domain/organ.js';
import { regionKey, REGION_LEVELS } from '../../domain/region.js';
import type { RegionLevel } from '../../domain/region.js';
import { SECTION_KINDS } from '../../domain/report.js';
import type { Form, Report, ScopeKind, SectionKind } from '../../domain/report.js';
import { OgiError } from '../../errors.js';
import { encodeColumn } from './index-text.js';
import { cellRow } from './report-codec.js';
import { BODY_COLUMNS, HEADING_COLUMNS } from './schema.js';

/** A value with the words for people. */
export interface Labelled {
  value: string;
  label: string;
}

/** What filters, facets and orders need of a report beside its cells. */
export interface ReportFacts {
  year: number;
  regions: Record<RegionLevel, Labelled | null>;
  organ: Labelled;
  organKind: OrganKind;
  level: AdministrativeLevel;
  form: Form;
  scope: ScopeKind;
  /** How many sections of each kind there are; kinds without one are left out. */
  sections: Partial<Record<SectionKind, number>>;
  /** Distinct pairs. */
  findings: [FindingCode, Outcome | null][];
}

/** The facts of a report; `added` are the findings of the store. */
export function reportFacts(report: Report, added: readonly Finding[]): ReportFacts {
  const { organ, year } = requireIdentity(report);
  const sections: Partial<Record<SectionKind, number>> = {};
  for (const { kind } of report.sections) sections[kind] = (sections[kind] ?? 0) + 1;
  const pairs = new Map<string, [FindingCode, Outcome | null]>();
  for (const { code, outcome } of [...report.findings, ...added])
    pairs.set(`${code} ${outcome ?? ''}`, [code, outcome]);
  return {
    year,
    regions: Object.fromEntries(
      REGION_LEVELS.map((level) => [level, regionFact(report, level)]),
    ) as ReportFacts['regions'],
    organ: { value: organ.normalizedName, label: organ.name },
    organKind: organ.kind,
    level: organ.level,
    form: report.form,
    scope: report.scope.kind,
    sections,
    findings: [...pairs.values()],
  };
}

function regionFact(report: Report, level: RegionLevel): Labelled | null {
  const value = regionKey(report.region, level);
  return value === null ? null : { value, label: report.region[level]?.name ?? value };
}

/**
 * Organ and year of a report that is to be stored.
 *
 * @throws OgiError `BAD_ARGUMENT` where one is missing: such a file is to be set aside.
 */
export function requireIdentity(report: Report): { organ: NonNullable<Report['organ']>; year: number } {
  const { organ, year } = report;
  if (organ !== null && year !== null) return { organ, year };
  throw new OgiError('BAD_ARGUMENT', 'A report without organ or year cannot be stored.', {
    argument: 'report',
    remedy: 'Set the file aside.',
  });
}

/** Writes and deletes the rows of the projection. Call inside a write transaction. */
export class Projection {
  readonly #setFacts: Statement;
  readonly #setCells: Statement;
  readonly #inserts: readonly Statement[];
  readonly #deletes: readonly Statement[];

  constructor(db: Database) {
    const insert = (table: string, columns: readonly string[]) =>
      db.prepare(
        `INSERT INTO ${table} (rowid, ${columns.join(', ')}) VALUES (?${', ?'.repeat(columns.length)})`,
      );
    this.#setFacts = db.prepare('UPDATE reports SET facts = ? WHERE seq = ?');
    this.#setCells = db.prepare('INSERT OR REPLACE INTO cell_columns VALUES (?, ?, ?)');
    this.#inserts = [insert('body', BODY_COLUMNS), insert('headings', HEADING_COLUMNS)];
    this.#deletes = ['body', 'headings'].map((table) => db.prepare(`DELETE FROM ${table} WHERE rowid = ?`));
  }

  /** Sets the facts, which change with the findings of the store even where the current revision does not. */
  setFacts(seq: number, report: Report, added: readonly Finding[]): void {
    this.#setFacts.run(JSON.stringify(reportFacts(report, added)), seq);
  }

  /** Sets cells and text to those of the current revision. */
  setContent(seq: number, report: Report): void {
    const { values, states } = cellRow(report);
    this.#setCells.run(seq, Buffer.from(values.buffer), states);
    this.remove(seq);
    const ofKind = (pick: (section: Report['sections'][number]) => string) =>
      SECTION_KINDS.map((kind) => encodeColumn(report.sections.filter((one) => one.kind === kind).map(pick)));
    const texts = [encodeColumn([report.title ?? '']), ...ofKind((section) => section.text)];
    const headings = ofKind((section) => section.heading ?? '');
    [texts, headings].forEach((columns, index) => this.#inserts[index]?.run(seq, ...columns));
  }

  /** Deletes the text of a report; its other rows go with the report. */
  remove(seq: number): void {
    for (const statement of this.#deletes) statement.run(seq);
  }
}
