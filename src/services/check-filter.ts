/**
 * The filter as a caller writes it, checked and turned into the store's filter. Its members are joined by AND.
 * A condition holds or does not: `not` also finds the reports in which the value is missing.
 */
import type { FindingCode, Outcome } from '../domain/finding.js';
import { FINDING_CODES, OUTCOMES } from '../domain/finding.js';
import type { NumberComparison, ReportFilter } from '../domain/query.js';
import { REGION_LEVELS, REGION_VIEWS } from '../domain/region.js';
import type { RegionView } from '../domain/region.js';
import { REPORT_FIELD_NAMES, reportFieldChoices, reportFieldFilter } from '../domain/report-fields.js';
import type { ReportFieldName, ReportFieldValue } from '../domain/report-fields.js';
import type { CellState, SectionKind } from '../domain/report.js';
import { CELL_STATES, SECTION_KINDS } from '../domain/report.js';
import { checkDays, checkInstants } from './check-dates.js';
import type { DateInput } from './check-dates.js';
import {
  badArgument,
  checkCellKey,
  checkChoice,
  checkChoices,
  checkDerivedKey,
  checkList,
  checkNamePart,
  noComparison,
} from './check-input.js';

/** How deep `and`, `or` and `not` may nest. */
export const MAX_FILTER_DEPTH = 8;
/** How many conditions a filter may hold in all. */
export const MAX_CONDITIONS = 64;

type Optional<T> = T | null | undefined;

/** A comparison as written; null counts as not given. */
export type ComparisonInput = { [K in keyof NumberComparison]?: Optional<number> };

export interface YearInput extends ComparisonInput {
  in?: Optional<readonly number[]>;
}

export interface CellConditionInput extends ComparisonInput {
  key: string;
  states?: Optional<readonly CellState[]>;
  readByOcr?: Optional<boolean>;
}

export interface DerivedConditionInput extends ComparisonInput {
  key: string;
  hasValue?: Optional<boolean>;
}

export interface OrganNameInput {
  contains: string;
}

export interface FindingConditionInput {
  codes?: Optional<readonly FindingCode[]>;
  outcomes?: Optional<readonly Outcome[]>;
}

/** The conditions on facts that have a few fixed values: one of these. */
export type ReportFieldsInput = {
  [Name in ReportFieldName]?: Optional<readonly ReportFieldValue<Name>[]>;
};

/** A filter as written; null counts as not given. */
export interface FilterInput extends ReportFieldsInput {
  and?: Optional<readonly FilterInput[]>;
  or?: Optional<readonly FilterInput[]>;
  not?: Optional<FilterInput>;
  year?: Optional<YearInput>;
  province?: Optional<readonly string[]>;
  city?: Optional<readonly string[]>;
  county?: Optional<readonly string[]>;
  township?: Optional<readonly string[]>;
  /** Whether the places beside it are those of the report's year or of today; `REPORT` where not given. */
  asOf?: Optional<RegionView>;
  organ?: Optional<readonly string[]>;
  organName?: Optional<OrganNameInput>;
  organIds?: Optional<readonly string[]>;
  hasSection?: Optional<readonly SectionKind[]>;
  findings?: Optional<FindingConditionInput>;
  /** Whether the file, or a part of it, was read from pictures. */
  readByOcr?: Optional<boolean>;
  cells?: Optional<readonly CellConditionInput[]>;
  derived?: Optional<readonly DerivedConditionInput[]>;
  /** Days or months or years, e.g. `2024-01-31`, `2024-01`. */
  publishedOn?: Optional<DateInput>;
  /** Days (UTC) or instants. */
  importedAt?: Optional<DateInput>;
  ids?: Optional<readonly string[]>;
}

/**
 * Checks a filter. Null where it is empty, so that it lets every report through.
 *
 * @throws OgiError `BAD_ARGUMENT`, `UNKNOWN_CELL` or `UNKNOWN_DERIVED`, naming the member, e.g. `filter.or[1].cells[0].key`.
 */
export function checkFilter(input: FilterInput): ReportFilter | null {
  const conditions = new FilterReader().read(input, 'filter', 1);
  return conditions.length === 0 ? null : joined('and', conditions);
}

/** Reads one filter and counts its conditions. */
class FilterReader {
  #conditions = 0;

  /** The conditions of one object, to be joined by AND. Nested `and` members are part of the same list. */
  read(input: FilterInput, path: string, depth: number): ReportFilter[] {
    if (depth > MAX_FILTER_DEPTH) {
      throw badArgument(path, `The filter nests deeper than ${MAX_FILTER_DEPTH}.`, 'Flatten and, or, not.');
    }
    return [
      ...this.#readLogic(input, path, depth),
      ...this.#readFacts(input, path),
      ...this.#readFindings(input.findings, `${path}.findings`),
      ...this.#readOcr(input.readByOcr, `${path}.readByOcr`),
      ...this.#readCells(input.cells, `${path}.cells`),
      ...this.#readDerived(input.derived, `${path}.derived`),
    ];
  }

  #readLogic(input: FilterInput, path: string, depth: number): ReportFilter[] {
    const filters: ReportFilter[] = [];
    const readChildren = (children: readonly FilterInput[], name: string): ReportFilter[][] =>
      checkList(children, `${path}.${name}`).map((child, index) =>
        this.#readNested(child, `${path}.${name}[${index}]`, depth),
      );
    if (input.and) filters.push(...readChildren(input.and, 'and').flat());
    if (input.or) {
      const children = readChildren(input.or, 'or').map((child) => joined('and', child));
      filters.push(joined('or', children));
    }
    if (input.not) {
      filters.push({ type: 'not', child: joined('and', this.#readNested(input.not, `${path}.not`, depth)) });
    }
    return filters;
  }

  /** Below the top an empty object is more likely a mistake than a wish: `or: [{}]` would find everything. */
  #readNested(input: FilterInput, path: string, depth: number): ReportFilter[] {
    const conditions = this.read(input, path, depth + 1);
    if (conditions.length === 0) {
      throw badArgument(path, `${path} holds no condition.`, 'Give it a condition, or leave it out.');
    }
    return conditions;
  }

  #readFacts(input: FilterInput, path: string): ReportFilter[] {
    const filters: ReportFilter[] = [];
    const add = (filter: ReportFilter) => {
      this.#count(path);
      filters.push(filter);
    };
    if (input.year) {
      const years = input.year.in ? { in: checkList(input.year.in, `${path}.year.in`) } : {};
      const year = { ...years, ...checkComparison(input.year, `${path}.year`) };
      if (Object.keys(year).length === 0) throw noComparison(`${path}.year`, 'in, eq, lt, lte, gt or gte');
      add({ type: 'year', ...year });
    }
    const isToday = input.asOf && checkChoice(input.asOf, `${path}.asOf`, REGION_VIEWS) === 'TODAY';
    for (const level of REGION_LEVELS) {
      const places = input[level];
      if (!places) continue;
      add({
        type: 'region',
        level,
        in: checkList(places, `${path}.${level}`),
        ...(isToday && { asOf: 'TODAY' }),
      });
    }
    if (input.organ) add({ type: 'organ', in: checkList(input.organ, `${path}.organ`) });
    if (input.organName) {
      add({
        type: 'organName',
        contains: checkNamePart(input.organName.contains, `${path}.organName.contains`),
      });
    }
    if (input.organIds) add({ type: 'organId', in: checkList(input.organIds, `${path}.organIds`) });
    for (const name of REPORT_FIELD_NAMES) {
      const values = input[name];
      if (values)
        add(reportFieldFilter(name, checkChoices(values, `${path}.${name}`, reportFieldChoices(name))));
    }
    if (input.hasSection) {
      add({ type: 'hasSection', in: checkChoices(input.hasSection, `${path}.hasSection`, SECTION_KINDS) });
    }
    if (input.publishedOn)
      add({ type: 'publishedOn', ...checkDays(input.publishedOn, `${path}.publishedOn`) });
    if (input.importedAt)
      add({ type: 'importedAt', ...checkInstants(input.importedAt, `${path}.importedAt`) });
    if (input.ids) add({ type: 'id', in: checkList(input.ids, `${path}.ids`) });
    return filters;
  }

  #readFindings(input: Optional<FindingConditionInput>, path: string): ReportFilter[] {
    if (!input) return [];
    const codes = input.codes ? { codes: checkChoices(input.codes, `${path}.codes`, FINDING_CODES) } : {};
    const outcomes = input.outcomes
      ? { outcomes: checkChoices(input.outcomes, `${path}.outcomes`, OUTCOMES) }
      : {};
    const condition = { ...codes, ...outcomes };
    if (Object.keys(condition).length === 0) throw noComparison(path, 'codes or outcomes');
    this.#count(path);
    return [{ type: 'finding', ...condition }];
  }

  /** Whoever reads a file from pictures says so with a finding. */
  #readOcr(input: Optional<boolean>, path: string): ReportFilter[] {
    if (typeof input !== 'boolean') return [];
    this.#count(path);
    const isRead: ReportFilter = { type: 'finding', codes: ['recognised'] };
    return [input ? isRead : { type: 'not', child: isRead }];
  }

  #readCells(input: Optional<readonly CellConditionInput[]>, path: string): ReportFilter[] {
    if (!input) return [];
    return checkList(input, path, MAX_CONDITIONS).map((cell, index) => {
      const at = `${path}[${index}]`;
      const key = checkCellKey(cell.key, `${at}.key`);
      const states = cell.states ? { states: checkChoices(cell.states, `${at}.states`, CELL_STATES) } : {};
      const ocr = typeof cell.readByOcr === 'boolean' ? { readByOcr: cell.readByOcr } : {};
      const condition = { ...states, ...ocr, ...checkComparison(cell, at) };
      if (Object.keys(condition).length === 0)
        throw noComparison(at, 'eq, lt, lte, gt, gte, states or readByOcr');
      this.#count(at);
      return { type: 'cell', key, ...condition };
    });
  }

  #readDerived(input: Optional<readonly DerivedConditionInput[]>, path: string): ReportFilter[] {
    if (!input) return [];
    return checkList(input, path, MAX_CONDITIONS).map((derived, index) => {
      const at = `${path}[${index}]`;
      const key = checkDerivedKey(derived.key, `${at}.key`);
      const has = typeof derived.hasValue === 'boolean' ? { hasValue: derived.hasValue } : {};
      const condition = { ...has, ...checkComparison(derived, at) };
      if (Object.keys(condition).length === 0) throw noComparison(at, 'eq, lt, lte, gt, gte or hasValue');
      this.#count(at);
      return { type: 'derived', key, ...condition };
    });
  }

  #count(path: string): void {
    this.#conditions += 1;
    if (this.#conditions > MAX_CONDITIONS) {
      throw badArgument(
        path,
        `The filter holds more than ${MAX_CONDITIONS} conditions.`,
        'Use fewer conditions.',
      );
    }
  }
}

function joined(type: 'and' | 'or', children: ReportFilter[]): ReportFilter {
  const [first] = children;
  return children.length === 1 && first !== undefined ? first : { type, children };
}

/** Checks a comparison; what is not given is left out. */
export function checkComparison(input: ComparisonInput, path: string): NumberComparison {
  const comparison: NumberComparison = {};
  for (const operator of ['eq', 'lt', 'lte', 'gt', 'gte'] as const) {
    const value = input[operator];
    if (value === null || value === undefined) continue;
    if (!Number.isFinite(value))
      throw badArgument(`${path}.${operator}`, `${value} is no number.`, 'Give a number.');
    comparison[operator] = value;
  }
  return comparison;
}
