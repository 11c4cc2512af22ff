/** Small shapes: what is null is left out of answers, but where it says something. */

/** Plain data. */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** Without members that are null or empty lists. A `value` that is null stays: it says that there is none. */
export function compact(value: Record<string, Json>): Record<string, Json>;
export function compact(value: Json): Json;
export function compact(value: Json): Json {
  if (Array.isArray(value)) return value.map((one) => compact(one));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, one]): [string, Json][] => {
      const isNothing = one === null || (Array.isArray(one) && one.length === 0);
      return isNothing && name !== 'value' ? [] : [[name, compact(one)]];
    }),
  );
}

/** The filter of the API that the simple arguments of a tool stand for; null for none. */
export function reportFilter(args: Record<string, unknown>): Record<string, unknown> | null {
  const { year, years, province, city, county, organ, organKind } = args;
  const filter = {
    ...(year !== undefined && { year: { eq: year } }),
    ...(year === undefined && years !== undefined && { year: { in: years } }),
    ...(province !== undefined && { province: [province] }),
    ...(city !== undefined && { city: [city] }),
    ...(county !== undefined && { county: [county] }),
    ...(organ !== undefined && { organName: { contains: organ } }),
    ...(organKind !== undefined && { organKind: [organKind] }),
  };
  return Object.keys(filter).length === 0 ? null : filter;
}
