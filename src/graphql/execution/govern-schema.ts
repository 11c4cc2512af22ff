/**
 * Puts each field of a schema under the watch of its operation: it counts in the size of the answer, makes way for others when
 * its turn at the event loop is over, comes to nothing once the operation is over, and is resolved once for the same arguments.
 * The first field that fails ends the operation: a thousand fields with the same error would be as much work as an answer.
 */
import {
  defaultFieldResolver,
  getNamedType,
  isIntrospectionType,
  isLeafType,
  isObjectType,
  locatedError,
  responsePathAsArray,
} from 'graphql';
import type {
  FieldNode,
  GraphQLField,
  GraphQLFieldResolver,
  GraphQLResolveInfo,
  GraphQLSchema,
} from 'graphql';
import { isObjectList } from '../cost/measure-operation.js';
import type { GraphContext } from '../context.js';
import { forever } from './operation-work.js';
import type { OperationWork } from './operation-work.js';

type Resolver = GraphQLFieldResolver<unknown, GraphContext>;
type Field = GraphQLField<unknown, GraphContext>;

/** Lists of fewer objects are completed in one turn. */
const LONG_LIST = 16;

/** Fields of introspection that are under the watch: their types are the library's own, the same for all schemas of a process. */
const introspection = new WeakSet<object>();

/** Sets the resolvers of a schema, those of introspection among them. */
export function governSchema(schema: GraphQLSchema): GraphQLSchema {
  const mutation = schema.getMutationType();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields()) as Field[]) {
      if (!isIntrospectionType(type)) field.resolve = governed(field, { once: type !== mutation });
      else if (!introspection.has(field)) {
        introspection.add(field);
        field.resolve = governedIntrospection(field);
      }
    }
  }
  return schema;
}

/** Counted and in turns as other fields; who executes without a work, e.g. a tool that prints the schema, is left alone. */
function governedIntrospection(field: Field): Resolver {
  const own = field.resolve ?? defaultFieldResolver;
  const finish = finisher(field);
  return (source, args, context: Partial<GraphContext> | null | undefined, info) => {
    const work = context?.work;
    const value: unknown = own(source, args, context as GraphContext, info);
    if (work === undefined) return value;
    return work.isOver ? forever() : finish(work, info, value);
  };
}

function governed(field: Field, { once }: { once: boolean }): Resolver {
  const own = field.resolve;
  const finish = finisher(field);
  if (own === undefined) {
    return (source, args, context, info) => {
      const { work } = context;
      if (work.isOver) return forever();
      return finish(work, info, defaultFieldResolver(source, args, context, info));
    };
  }
  return (source, args: Record<string, unknown>, context, info) => {
    const { work } = context;
    const resolve = (): unknown => {
      if (work.isOver) return forever();
      const compute = (): unknown => own(source, args, context, info);
      const shared = once && typeof source === 'object' && source !== null;
      try {
        const value = shared ? work.once(source, fieldKey(work, field, args, info), compute) : compute();
        if (!isPromise(value)) return finish(work, info, value);
        return value.then(
          (resolved) => finish(work, info, resolved),
          (error: unknown) => failed(work, info, error),
        );
      } catch (error) {
        return failed(work, info, error);
      }
    };
    if (work.isOver) return forever();
    return work.isTurnOver() ? work.turn().then(resolve) : resolve();
  };
}

function failed(
  work: OperationWork,
  { fieldNodes, path }: GraphQLResolveInfo,
  error: unknown,
): Promise<never> {
  work.end(locatedError(error, fieldNodes, responsePathAsArray(path)));
  return forever();
}

/** What is done with a value before it becomes part of the answer. */
function finisher(field: Field): (work: OperationWork, info: GraphQLResolveInfo, value: unknown) => unknown {
  const isLeaf = isLeafType(getNamedType(field.type));
  const isList = isObjectList(field.type);
  return (work, info, value) => {
    work.countField(info.path.key, isLeaf ? value : null);
    if (work.isOver) return forever();
    return isList && Array.isArray(value) && value.length >= LONG_LIST && !value.some(isPromise)
      ? inTurns(work, value)
      : value;
  };
}

/** Gives the items of a list as the executor completes them; once the turn is over, each as soon as it is its turn. */
function* inTurns(work: OperationWork, items: readonly unknown[]): Generator<unknown, void> {
  for (const item of items) yield work.isTurnOver() ? work.turn().then(() => item) : item;
}

/** Names a field with its arguments: they are the same wherever its node of the document is used in one operation. */
function fieldKey(
  work: OperationWork,
  field: Field,
  args: Record<string, unknown>,
  { fieldNodes }: GraphQLResolveInfo,
): string {
  const node: FieldNode | undefined = fieldNodes[0];
  if (field.args.length === 0 || node === undefined) return field.name;
  return work.once(node, '', () => `${field.name} ${JSON.stringify(args)}`) as string;
}

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
