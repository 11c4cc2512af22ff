/** Comparisons of dates as a caller writes them, turned into numbers. */
import { daySpan } from '../domain/day-span.js';
import type { DaySpan } from '../domain/day-span.js';
import type { NumberComparison, ReportFilter } from '../domain/query.js';
import { badArgument, noComparison } from './check-input.js';
import { isDayOrInstant } from './source-origin.js';

/** A comparison of dates as written; null counts as not given. */
export type DateInput = { [K in keyof NumberComparison]?: string | null | undefined };

const OPERATORS = ['eq', 'lt', 'lte', 'gt', 'gte'] as const;
const DAY_MS = 24 * 60 * 60 * 1000;

type Span = DaySpan;
type Between = Omit<Extract<ReportFilter, { type: 'publishedOn' }>, 'type'>;

/** The spans that a comparison names, each with its operator. */
function spans(input: DateInput, path: string, read: (text: string, at: string) => Span): [string, Span][] {
  const given = OPERATORS.flatMap((operator): [string, Span][] => {
    const text = input[operator];
    return text === null || text === undefined ? [] : [[operator, read(text, `${path}.${operator}`)]];
  });
  if (given.length === 0) throw noComparison(path, OPERATORS.join(', '));
  return given;
}

/** What lies between the two passes; both count. */
function bounds(input: DateInput, path: string, read: (text: string, at: string) => Span): Between {
  const between: Between = {};
  const notBefore = (value: number) => (between.from = Math.max(between.from ?? value, value));
  const notAfter = (value: number) => (between.to = Math.min(between.to ?? value, value));
  for (const [operator, { first, last }] of spans(input, path, read)) {
    if (operator === 'gte' || operator === 'eq') notBefore(first);
    if (operator === 'gt') notBefore(last + 1);
    if (operator === 'lte' || operator === 'eq') notAfter(last);
    if (operator === 'lt') notAfter(first - 1);
  }
  return between;
}

/**
 * The days between which a report's date must lie, whole: a partial date passes only where each of its days would.
 *
 * @throws OgiError `BAD_ARGUMENT`
 */
export function checkDays(input: DateInput, path: string): Between {
  return bounds(input, path, readDay);
}

/**
 * A comparison of instants, in milliseconds since 1970.
 *
 * @throws OgiError `BAD_ARGUMENT`
 */
export function checkInstants(input: DateInput, path: string): NumberComparison {
  const { from, to } = bounds(input, path, readInstant);
  return { ...(from !== undefined && { gte: from }), ...(to !== undefined && { lte: to }) };
}

function readDay(text: string, path: string): Span {
  const span = daySpan(text);
  if (span !== null) return span;
  throw badArgument(
    path,
    `${path} is no date: ${text.slice(0, 100)}.`,
    'Give a day, a month or a year, e.g. 2024-01-31, 2024-01 or 2024.',
  );
}

function readInstant(text: string, path: string): Span {
  if (!isDayOrInstant(text)) {
    throw badArgument(
      path,
      `${path} is no instant: ${text.slice(0, 100)}.`,
      'Give a day or an instant with its zone, e.g. 2024-01-31 or 2024-01-31T08:00:00Z.',
    );
  }
  const first = Date.parse(text);
  return { first, last: text.includes('T') ? first : first + DAY_MS - 1 };
}
