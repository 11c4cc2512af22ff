/** Makes a GraphQL enum of a list of domain values, so that no value is written twice. */
import { registerEnumType } from 'type-graphql';

/** `row-total`, `organKind` → `ROW_TOTAL`, `ORGAN_KIND`: the name of a domain value in GraphQL. */
export function enumName(value: string): string {
  return value
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toUpperCase();
}

/** An enum as type-graphql takes it: GraphQL name → domain value. */
export type DomainEnum<Value extends string> = Readonly<Record<string, Value>>;

/** Registers an enum. `values` describes each domain value; the compiler demands one for each. */
export function domainEnum<Value extends string>(
  name: string,
  description: string,
  values: Readonly<Record<Value, string>>,
): DomainEnum<Value> {
  const entries = (Object.entries(values) as [Value, string][]).map(([value, text]) => ({
    name: enumName(value),
    value,
    text,
  }));
  const enumObject = Object.fromEntries(
    entries.map((entry) => [entry.name, entry.value]),
  ) as DomainEnum<Value>;
  registerEnumType(enumObject as Record<string, string>, {
    name,
    description,
    valuesConfig: Object.fromEntries(entries.map((entry) => [entry.name, { description: entry.text }])),
  });
  return enumObject;
}
