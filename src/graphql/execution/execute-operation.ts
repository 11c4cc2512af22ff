/** Executes an operation within its bounds. */
import { GraphQLError, execute, getVariableValues } from 'graphql';
import type { DocumentNode, ExecutionResult, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { OgiError } from '../../errors.js';
import type { GraphContext } from '../context.js';
import { requestRefusal } from '../request-refusal.js';
import { wrongArgument } from './check-arguments.js';
import type { IntrospectionAnswers } from './introspection-answers.js';

/** A valid operation to execute. */
export interface OperationRequest {
  schema: GraphQLSchema;
  document: DocumentNode;
  /** Undefined where the document has none of the name: the executor tells it. */
  operation: OperationDefinitionNode | undefined;
  operationName: string | null | undefined;
  /** As the client gave them. */
  variables: Readonly<Record<string, unknown>>;
  context: GraphContext;
  /** Answers about the schema that are kept. Default is none. */
  introspection?: IntrospectionAnswers;
}

/**
 * Checks the arguments of an operation, then executes it until it is done or its work is ended. What an ended operation had
 * found is not told: an answer that lacks a part could be taken for the whole.
 */
export async function executeOperation(request: OperationRequest): Promise<ExecutionResult> {
  const { schema, document, operation, variables, context, introspection } = request;
  const { work } = context;
  if (operation === undefined)
    return execute({ schema, document, operationName: request.operationName ?? null });
  const kept = introspection?.get(document);
  if (kept) {
    work.countBytes(kept.bytes);
    work.finish();
    // Whoever sends it adds to it.
    return { ...kept.result };
  }
  const { coerced } = getVariableValues(
    schema,
    operation.variableDefinitions ?? [],
    { ...variables },
    {
      maxErrors: 1,
    },
  );
  // Wrong variables are reported by the executor.
  const wrong = coerced === undefined ? null : wrongArgument(schema, document, operation, coerced);
  if (wrong !== null) {
    work.finish();
    return { data: null, errors: [wrong] };
  }
  try {
    const result = await Promise.race([
      execute({
        schema,
        document,
        operationName: request.operationName ?? null,
        variableValues: variables,
        contextValue: context,
      }),
      work.failed,
    ]);
    introspection?.keep(document, operation, { result, bytes: work.bytes });
    return { ...result };
  } catch (error) {
    if (error instanceof GraphQLError) return { data: null, errors: [withStatus(error)] };
    if (!(error instanceof OgiError)) throw error;
    return { data: null, errors: [withStatus(new GraphQLError(error.message, { originalError: error }))] };
  } finally {
    work.finish();
  }
}

/** An error that is the whole request's brings its HTTP status along. */
function withStatus(error: GraphQLError): GraphQLError {
  const cause = error.originalError;
  if (!(cause instanceof OgiError)) return error;
  if (cause.code === 'QUERY_TOO_EXPENSIVE') return requestRefusal(cause, 400);
  if (cause.code !== 'OVERLOADED' && cause.code !== 'TOO_MANY_REQUESTS') return error;
  const seconds = cause.details['retryAfterSeconds'];
  return requestRefusal(cause, cause.code === 'OVERLOADED' ? 503 : 429, {
    'retry-after': typeof seconds === 'number' ? String(seconds) : '1',
  });
}
