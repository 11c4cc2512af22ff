/** How long the lists of the schema are, told where a field is declared: the cost of an operation comes from it. */
import type { GraphQLField } from 'graphql';
import { Extensions } from 'type-graphql';

/** The arguments of a field as given, variables and their defaults filled in; not checked. */
export type GivenArguments = Readonly<Record<string, unknown>>;

/**
 * The length of a list; or, for a field whose type holds lists, their lengths by path below the field, e.g.
 * `{ edges: 20, 'facets.buckets': 50 }`.
 */
export type ListSize = number | Readonly<Record<string, number>>;

/** What a field costs beside its place in the answer. */
interface FieldCost {
  listSize?: ListSize | ((args: GivenArguments) => ListSize);
  weight?: number | ((args: GivenArguments) => number);
}

/** Declares how long the list of a field may be, or the lists below it. */
export function HasListSize(
  listSize: ListSize | ((args: GivenArguments) => ListSize),
): MethodDecorator & PropertyDecorator {
  return Extensions({ listSize });
}

/** Declares what resolving a field costs, in fields of an answer: for those that make the store work. */
export function HasWeight(weight: NonNullable<FieldCost['weight']>): MethodDecorator & PropertyDecorator {
  return Extensions({ weight });
}

/** What was declared for a field; null where no list size was. */
export function declaredListSize(
  field: GraphQLField<unknown, unknown>,
): NonNullable<FieldCost['listSize']> | null {
  return (field.extensions as FieldCost).listSize ?? null;
}

/** The weight of a field with its arguments as given; 1 where none was declared. */
export function declaredWeight(field: GraphQLField<unknown, unknown>, args: () => GivenArguments): number {
  const { weight = 1 } = field.extensions as FieldCost;
  return typeof weight === 'function' ? weight(args()) : weight;
}

/**
 * A page size as given: the number, within what the services allow; `fallback` where none is given. What is no number is
 * refused later, so that its cost does not matter.
 */
export function pageSize(given: unknown, fallback: number, most: number): number {
  return typeof given === 'number' ? Math.min(Math.max(given, 1), most) : fallback;
}

/** The length of a list that was given; `fallback` where none was. */
export function lengthOf(given: unknown, fallback: number): number {
  if (Array.isArray(given)) return given.length;
  // GraphQL takes a single value for a list of one.
  return given === undefined || given === null ? fallback : 1;
}
