/** Random valid operations against a schema, for the laws that hold of every query. */
import {
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  getNamedType,
} from 'graphql';
import type { GraphQLArgument, GraphQLInputType, GraphQLObjectType, GraphQLSchema } from 'graphql';
import type { Random } from '../../src/sample/random.js';

/** Values that arguments are drawn from, so that a fair share of the queries finds something. */
export interface ValuePool {
  strings: readonly string[];
  /** By the argument's or input field's name, before `strings`. */
  named: Readonly<Record<string, readonly string[]>>;
}

const MOST_FIELDS = 4;
const DEEPEST = 7;

/** Draws a valid query; it may ask for what the services refuse. */
export function randomOperation(schema: GraphQLSchema, random: Random, pool: ValuePool): string {
  const query = schema.getQueryType();
  if (!query) throw new Error('The schema has no queries.');
  const fragments: string[] = [];
  const body = new OperationWriter(random, pool, fragments).selection(query, 1, random.integer(1, 2));
  return [`query ${body}`, ...fragments].join('\n');
}

class OperationWriter {
  readonly #random: Random;
  readonly #pool: ValuePool;
  readonly #fragments: string[];
  #aliases = 0;

  constructor(random: Random, pool: ValuePool, fragments: string[]) {
    this.#random = random;
    this.#pool = pool;
    this.#fragments = fragments;
  }

  selection(type: GraphQLObjectType, depth: number, most = MOST_FIELDS): string {
    const all = Object.values(type.getFields());
    const leaves = all.filter((field) => !isCompositeType(getNamedType(field.type)));
    const fields = depth >= DEEPEST ? leaves : all;
    const chosen =
      fields.length === 0 ? [] : this.#random.shuffle(fields).slice(0, this.#random.integer(1, most));
    const parts = chosen.map((field) => {
      // Two fields of one name with other arguments would be a conflict.
      const alias = field.args.length > 0 ? `a${(this.#aliases += 1)}: ` : '';
      const directive = this.#random.chance(0.05) ? ' @include(if: true)' : '';
      const inner = getNamedType(field.type);
      const below = isObjectType(inner) ? ` ${this.selection(inner, depth + 1)}` : '';
      return `${alias}${field.name}${this.#arguments(field.args)}${directive}${below}`;
    });
    const body = `{ ${['__typename', ...parts].join(' ')} }`;
    if (!this.#random.chance(0.1)) return body;
    const name = `F${this.#fragments.length}`;
    this.#fragments.push(`fragment ${name} on ${type.name} ${body}`);
    return `{ ...${name} }`;
  }

  #arguments(args: readonly GraphQLArgument[]): string {
    const given = args.filter((arg) => isNonNullType(arg.type) || this.#random.chance(0.4));
    if (given.length === 0) return '';
    return `(${given.map((arg) => `${arg.name}: ${this.#value(arg.name, arg.type, 1)}`).join(', ')})`;
  }

  #value(name: string, type: GraphQLInputType, depth: number): string {
    if (isNonNullType(type)) return this.#value(name, type.ofType, depth);
    if (isListType(type)) {
      const items = Array.from({ length: this.#random.integer(0, 2) }, () =>
        this.#value(name, type.ofType, depth),
      );
      return `[${items.join(', ')}]`;
    }
    if (isEnumType(type)) return this.#random.pick(type.getValues()).name;
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter(
        (field) => isNonNullType(field.type) || (depth < 4 && this.#random.chance(0.15)),
      );
      return `{ ${fields.map((field) => `${field.name}: ${this.#value(field.name, field.type, depth + 1)}`).join(', ')} }`;
    }
    switch (type.name) {
      case 'Int':
        return String(this.#random.pick([0, 1, 2, 3, 20, 100, 2019, 2021, -1]));
      case 'Float':
        return String(this.#random.pick([0, 0.5, 1, 3, 25, 1e6, -1]));
      case 'Boolean':
        return String(this.#random.chance(0.5));
      default:
        return JSON.stringify(this.#random.pick(this.#pool.named[name] ?? this.#pool.strings));
    }
  }
}
