/**
 * Measures an operation before it is executed: its cost in fields of the answer, from the list sizes that the schema
 * declares and the arguments as given, in the query or as variables, through aliases and fragments.
 */
import {
  Kind,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  valueFromASTUntyped,
} from 'graphql';
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLField,
  GraphQLOutputType,
  GraphQLSchema,
  InlineFragmentNode,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
} from 'graphql';
import { declaredListSize, declaredWeight } from './list-size.js';
import type { GivenArguments, ListSize } from './list-size.js';
import { introspectionSizes } from './introspection-size.js';
import type { IntrospectionSizes } from './introspection-size.js';

/** What an operation asks for. */
export interface OperationMeasure {
  /** Fields of the answer, and the weights of those that make the store work. */
  cost: number;
  /** How deep fields nest; introspection is not counted. */
  depth: number;
  /** Fields at the root, aliases and fragments counted. */
  rootFields: number;
  /** Aliases in the document. */
  aliases: number;
  /** Directives in the document. */
  directives: number;
}

/** Sizes of lists by path below the current field. */
type SizesBelow = Readonly<Record<string, number>>;
const NO_SIZES: SizesBelow = {};

/** Lists that the schema does not size hold no objects of their own; a test sees to it. */
const UNSIZED = 1;

interface Measure {
  cost: number;
  depth: number;
}

const sizesOf = new WeakMap<GraphQLSchema, IntrospectionSizes>();

/** Measures an operation. The document must be valid for the schema. */
export function measureOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): OperationMeasure {
  let introspection = sizesOf.get(schema);
  if (introspection === undefined) {
    introspection = introspectionSizes(schema);
    sizesOf.set(schema, introspection);
  }
  const measurer = new Measurer(schema, document, withDefaults(operation, variables), introspection);
  const root = schema.getRootType(operation.operation);
  const fields = fieldsOf(root ?? null);
  return {
    ...measurer.measure(operation.selectionSet, fields, NO_SIZES),
    rootFields: measurer.countFields(operation.selectionSet),
    ...countNodes(document),
  };
}

function withDefaults(
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const defaults = (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
    defaultValue === undefined ? [] : [[variable.name.value, valueFromASTUntyped(defaultValue)] as const],
  );
  const given = Object.entries(variables).filter(([, value]) => value !== undefined);
  return Object.fromEntries([...defaults, ...given]);
}

type Fields = Readonly<Record<string, GraphQLField<unknown, unknown>>>;

function fieldsOf(type: unknown): Fields | null {
  return isObjectType(type) || isInterfaceType(type) ? type.getFields() : null;
}

/** Measures selections; each fragment once for the same sizes, so that fragments within fragments cost no exponential time. */
class Measurer {
  readonly #schema: GraphQLSchema;
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  readonly #measured = new Map<SelectionSetNode, Map<string, Measure>>();
  readonly #counted = new Map<SelectionSetNode, number>();
  readonly #variables: Record<string, unknown>;
  readonly #introspection: IntrospectionSizes;

  constructor(
    schema: GraphQLSchema,
    document: DocumentNode,
    variables: Record<string, unknown>,
    introspection: IntrospectionSizes,
  ) {
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) {
        this.#fragments.set(definition.name.value, definition);
      }
    }
    this.#schema = schema;
    this.#variables = variables;
    this.#introspection = introspection;
  }

  /** Fields of a selection, those of its fragments included. */
  countFields(selections: SelectionSetNode): number {
    const known = this.#counted.get(selections);
    if (known !== undefined) return known;
    let count = 0;
    for (const selection of selections.selections) {
      count += selection.kind === Kind.FIELD ? 1 : this.countFields(this.#fragment(selection).selectionSet);
    }
    this.#counted.set(selections, count);
    return count;
  }

  /** `fields` null: introspection. `sizes` are those that fields above told for paths below. */
  measure(selections: SelectionSetNode, fields: Fields | null, sizes: SizesBelow): Measure {
    const sizesKey = sizes === NO_SIZES ? '' : JSON.stringify(sizes);
    const known = this.#measured.get(selections)?.get(sizesKey);
    if (known !== undefined) return known;
    const total: Measure = { cost: 0, depth: 0 };
    for (const selection of selections.selections) {
      const measured =
        selection.kind === Kind.FIELD
          ? this.#field(selection, fields, sizes)
          : this.#spread(selection, fields, sizes);
      total.depth = Math.max(total.depth, measured.depth);
      total.cost += measured.cost;
    }
    const bySizes = this.#measured.get(selections) ?? new Map<string, Measure>();
    this.#measured.set(selections, bySizes.set(sizesKey, total));
    return total;
  }

  #spread(spread: Exclude<SelectionNode, FieldNode>, fields: Fields | null, sizes: SizesBelow): Measure {
    const fragment = this.#fragment(spread);
    const condition = fragment.typeCondition?.name.value;
    const narrowed = condition === undefined ? fields : fieldsOf(this.#schema.getType(condition));
    return this.measure(fragment.selectionSet, fields === null ? null : narrowed, sizes);
  }

  #field(node: FieldNode, fields: Fields | null, sizes: SizesBelow): Measure {
    const name = node.name.value;
    const field = fields?.[name];
    if (field === undefined) return this.#introspect(node);
    const below = this.#sizesBelow(field, node, sizes);
    const length = below[''] ?? UNSIZED;
    const weight = declaredWeight(field, () => this.#arguments(node));
    const type = getNamedType(field.type);
    if (node.selectionSet === undefined || !isCompositeType(type)) return { depth: 1, cost: weight };
    const inner = this.measure(node.selectionSet, fieldsOf(type), below);
    return { depth: inner.depth + 1, cost: weight + length * inner.cost };
  }

  /** The sizes for the paths below a field; its own length is under the empty path. */
  #sizesBelow(field: GraphQLField<unknown, unknown>, node: FieldNode, sizes: SizesBelow): SizesBelow {
    const told = Object.entries(sizes).flatMap(([path, size]): [string, number][] => {
      if (path === field.name) return [['', size]];
      return path.startsWith(`${field.name}.`) ? [[path.slice(field.name.length + 1), size]] : [];
    });
    const declared = declaredListSize(field);
    const own: ListSize | null = typeof declared === 'function' ? declared(this.#arguments(node)) : declared;
    if (own === null) return told.length === 0 ? NO_SIZES : Object.fromEntries(told);
    // What the field above knows from its arguments is better than what is declared for the average.
    const ownSizes = typeof own === 'number' ? { '': own } : own;
    return { ...ownSizes, ...Object.fromEntries(told) };
  }

  #introspect(node: FieldNode): Measure {
    if (node.selectionSet === undefined) return { depth: 0, cost: 1 };
    const { cost } = this.measure(node.selectionSet, null, NO_SIZES);
    return { depth: 0, cost: 1 + (this.#introspection.get(node.name.value) ?? 1) * cost };
  }

  #arguments(node: FieldNode): GivenArguments {
    return Object.fromEntries(
      (node.arguments ?? []).map(({ name, value }) => [
        name.value,
        valueFromASTUntyped(value, this.#variables),
      ]),
    );
  }

  #fragment(spread: Exclude<SelectionNode, FieldNode>): InlineFragmentNode | FragmentDefinitionNode {
    if (spread.kind === Kind.INLINE_FRAGMENT) return spread;
    const fragment = this.#fragments.get(spread.name.value);
    if (fragment !== undefined) return fragment;
    throw new Error(`The fragment ${spread.name.value} is not there: the document was not validated.`);
  }
}

/** Counts without regard to how often a fragment is used: the document is what a parser and a validator walk. */
function countNodes(document: DocumentNode): { aliases: number; directives: number } {
  let aliases = 0;
  let directives = 0;
  const walk = (selections: SelectionSetNode): void => {
    for (const selection of selections.selections) {
      directives += selection.directives?.length ?? 0;
      if (selection.kind === Kind.FIELD && selection.alias !== undefined) aliases += 1;
      if (selection.kind !== Kind.FRAGMENT_SPREAD && selection.selectionSet !== undefined)
        walk(selection.selectionSet);
    }
  };
  for (const definition of document.definitions) {
    if (!('selectionSet' in definition)) continue;
    directives += definition.directives?.length ?? 0;
    walk(definition.selectionSet);
  }
  return { aliases, directives };
}

/** Whether a field's type is a list of objects, whose size the schema must tell. */
export function isObjectList(type: GraphQLOutputType): boolean {
  return isListType(getNullableType(type)) && isCompositeType(getNamedType(type));
}
