/** Makes a GraphQL enum of a list of domain values, so that no value is written twice. */
import { registerEnumType } from 'type-graphql';
import { enumName } from '../../domain/enum-name.js';

export { enumName };

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
