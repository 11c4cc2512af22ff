/**
 * Filter and sort as JSON text, in the words of the GraphQL inputs `ReportFilter` and `Sort`: the same members, the same names of
 * enum values, and one value where a list of one is meant. Here the shape is checked; what it says is checked by the
 * readers of a search, which all ways in share.
 */
import { byReportField } from '../../domain/report-fields.js';
import { enumName } from '../../domain/enum-name.js';
import { FINDING_CODES } from '../../domain/finding.js';
import type { NumberComparison } from '../../domain/query.js';
import { badArgument } from '../check-input.js';
import type {
  CellConditionInput,
  DerivedConditionInput,
  FilterInput,
  FindingConditionInput,
  OrganNameInput,
  YearInput,
} from '../check-filter.js';
import type { DateInput } from '../check-dates.js';
import type { SortInput } from '../check-search.js';
import { suggest } from '../suggest.js';

/** How many UTF-16 code units a filter or a sort may have. */
export const MAX_JSON_LENGTH = 10_000;

/** Reads a value that is not null, or throws `BAD_ARGUMENT` naming the place. */
type Read = (value: unknown, path: string) => unknown;

const primitive =
  (words: string, fits: (value: unknown) => boolean): Read =>
  (value, path) => {
    if (fits(value)) return value;
    throw badArgument(path, `${path} is not ${words}.`, `Give ${words}.`);
  };

const text = primitive('a text', (value) => typeof value === 'string');
const number = primitive('a number', (value) => typeof value === 'number');
const integer = primitive('a whole number', Number.isSafeInteger);
const boolean = primitive('true or false', (value) => typeof value === 'boolean');

const listOf =
  (read: Read): Read =>
  (value, path) =>
    Array.isArray(value) ? value.map((one, index) => read(one, `${path}[${index}]`)) : [read(value, path)];

/** `members` is a function, for a filter holds filters. A member that is null counts as not given. */
const objectOf =
  (members: () => Readonly<Record<string, Read>>): Read =>
  (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw badArgument(path, `${path} is not an object.`, 'Give an object, e.g. {"year": {"eq": 2023}}.');
    }
    const known = members();
    const given = Object.entries(value as Record<string, unknown>).filter(([, member]) => member !== null);
    return Object.fromEntries(
      given.map(([name, member]) => {
        const read = Object.hasOwn(known, name) ? known[name] : undefined;
        if (read !== undefined) return [name, read(member, `${path}.${name}`)];
        const near = suggest(name, Object.keys(known));
        const help = near.length > 0 ? `Did you mean ${near.join(' or ')}? ` : '';
        throw badArgument(
          path,
          `${path} has no member "${name.slice(0, 100)}".`,
          `${help}There are ${Object.keys(known).join(', ')}.`,
        );
      }),
    );
  };

const CODES_BY_NAME: ReadonlyMap<unknown, string> = new Map(
  FINDING_CODES.map((code) => [enumName(code), code]),
);

const findingCode: Read = (value, path) => {
  const code = CODES_BY_NAME.get(value);
  if (code !== undefined) return code;
  const names = [...CODES_BY_NAME.keys()].join(', ');
  throw badArgument(path, `${path} is not the code of a finding.`, `Give one of ${names}.`);
};

const direction: Read = primitive('ASC or DESC', (value) => value === 'ASC' || value === 'DESC');

const comparison = (of: Read) =>
  ({ eq: of, lt: of, lte: of, gt: of, gte: of }) satisfies Record<keyof NumberComparison, Read>;

const YEAR = { in: listOf(integer), ...comparison(integer) } satisfies Record<keyof YearInput, Read>;
const ORGAN_NAME = { contains: text } satisfies Record<keyof OrganNameInput, Read>;
const FINDINGS = { codes: listOf(findingCode), outcomes: listOf(text) } satisfies Record<
  keyof FindingConditionInput,
  Read
>;
const CELL = { key: text, states: listOf(text), readByOcr: boolean, ...comparison(number) } satisfies Record<
  keyof CellConditionInput,
  Read
>;
const DERIVED = { key: text, hasValue: boolean, ...comparison(number) } satisfies Record<
  keyof DerivedConditionInput,
  Read
>;
const DATE = comparison(text) satisfies Record<keyof DateInput, Read>;
const SORT = { by: text, key: text, direction } satisfies Record<keyof SortInput, Read>;

/** An object that must have this member. */
const requiring =
  (name: string, members: Readonly<Record<string, Read>>): Read =>
  (value, path) => {
    const read = objectOf(() => members)(value, path) as Record<string, unknown>;
    if (read[name] !== undefined) return read;
    throw badArgument(`${path}.${name}`, `${path} has no ${name}.`, `Give ${path}.${name}.`);
  };

// A member that FilterInput gains must be added here before this compiles.
const FILTER = {
  and: listOf((value, path) => filter(value, path)),
  or: listOf((value, path) => filter(value, path)),
  not: (value, path) => filter(value, path),
  year: objectOf(() => YEAR),
  province: listOf(text),
  city: listOf(text),
  county: listOf(text),
  township: listOf(text),
  asOf: text,
  organ: listOf(text),
  organName: requiring('contains', ORGAN_NAME),
  organIds: listOf(text),
  ...byReportField(() => listOf(text)),
  hasSection: listOf(text),
  findings: objectOf(() => FINDINGS),
  readByOcr: boolean,
  cells: listOf(requiring('key', CELL)),
  derived: listOf(requiring('key', DERIVED)),
  publishedOn: objectOf(() => DATE),
  importedAt: objectOf(() => DATE),
  ids: listOf(text),
} satisfies Record<keyof FilterInput, Read>;

const filter: Read = objectOf(() => FILTER);

/**
 * Reads a filter.
 *
 * @throws OgiError `BAD_ARGUMENT` naming the member, e.g. `filter.or[1].year.eq`.
 */
export function parseFilterJson(json: string): FilterInput {
  return filter(parse(json, 'filter', '{"year": {"eq": 2023}}'), 'filter') as FilterInput;
}

/**
 * Reads an order.
 *
 * @throws OgiError `BAD_ARGUMENT` naming the member, e.g. `sort[0].by`.
 */
export function parseSortJson(json: string): SortInput[] {
  const example = '[{"by": "YEAR", "direction": "DESC"}]';
  return listOf(requiring('by', SORT))(parse(json, 'sort', example), 'sort') as SortInput[];
}

function parse(json: string, argument: string, example: string): unknown {
  if (json.length > MAX_JSON_LENGTH) {
    throw badArgument(
      argument,
      `${argument} has ${json.length} characters.`,
      `Give at most ${MAX_JSON_LENGTH}.`,
    );
  }
  try {
    return JSON.parse(json);
  } catch {
    throw badArgument(argument, `${argument} is not JSON.`, `Give JSON, e.g. ${example}.`);
  }
}
