/** Full and partial dates as spans of days, so that they can be compared and put in order. */

/** The days that a date may mean, as numbers: 2024-01-31 is 20240131. The last of a month is 31, whichever month it is. */
export interface DaySpan {
  first: number;
  last: number;
}

const PARTIAL_DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/u;

/** The span of `2024`, `2024-01` or `2024-01-31`; null for all else. */
export function daySpan(text: string): DaySpan | null {
  const [, year, month, day] = PARTIAL_DATE.exec(text) ?? [];
  if (year === undefined) return null;
  if (month !== undefined && !(Number(month) >= 1 && Number(month) <= 12)) return null;
  if (day !== undefined && !(Number(day) >= 1 && Number(day) <= 31)) return null;
  return {
    first: Number(`${year}${month ?? '01'}${day ?? '01'}`),
    last: Number(`${year}${month ?? '12'}${day ?? '31'}`),
  };
}
