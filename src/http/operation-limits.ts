/** Bounds each GraphQL operation before it is executed, and tells its cost and what the client has left. */
import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyRequest } from 'fastify';
import { OgiError } from '../errors.js';
import { BYTES_OF_COST, MAX_COST, checkOperation } from '../graphql/check-operation.js';
import type { GraphContext } from '../graphql/context.js';
import type { OperationMeasure } from '../graphql/cost/measure-operation.js';
import { queriesOf } from '../graphql/queries-of.js';
import { requestRefusal } from '../graphql/request-refusal.js';
import { cutQueries } from '../services/cut-queries.js';
import type { ClientBudgets } from './client-budget.js';

/** What an operation was, for logs and metrics. */
export interface OperationRecord {
  /** As the client named it; null where it did not. */
  name: string | null;
  kind: string;
  /** Fields at its root, without aliases. */
  fields: string[];
  cost: number;
  query: string;
  errorCodes: string[];
}

/**
 * Makes the plugin. `requestOf` gives the HTTP request in progress; `onOperation` is told of each operation that was
 * executed or refused.
 */
export function operationLimits(
  budgets: ClientBudgets,
  requestOf: () => FastifyRequest | undefined,
  onOperation: (request: FastifyRequest | undefined, record: OperationRecord) => void,
): ApolloServerPlugin<GraphContext> {
  return {
    requestDidStart: () => {
      let measure: OperationMeasure | null = null;
      return Promise.resolve({
        didResolveOperation: async ({ schema, document, operation, request, contextValue }) => {
          if (operation === undefined) return;
          await cutQueries(queriesOf(document, request.variables ?? {})).catch(refuse);
          measure = checkOperation(schema, document, operation, request.variables ?? {});
          const { client } = contextValue.work;
          if (!budgets.spend(client, measure.cost)) throw budgetSpent(budgets.balance(client).resetSeconds);
        },
        willSendResponse: ({ operation, request, response, errors, contextValue }) => {
          const httpRequest = requestOf();
          const { client, bytes } = contextValue.work;
          if (measure !== null && response.body.kind === 'single') {
            // What the answer is longer than was thought is known only now.
            budgets.charge(client, Math.max(0, Math.ceil(bytes / BYTES_OF_COST) - measure.cost));
            const { remaining, resetSeconds } = budgets.balance(client);
            response.body.singleResult.extensions = {
              ...response.body.singleResult.extensions,
              cost: { requested: Math.ceil(measure.cost), limit: MAX_COST, remaining, resetSeconds },
            };
          }
          onOperation(httpRequest, {
            name: operation?.name?.value ?? null,
            kind: operation?.operation ?? 'unknown',
            fields: (operation?.selectionSet.selections ?? []).flatMap((selection) =>
              'name' in selection && 'arguments' in selection ? [selection.name.value] : [],
            ),
            cost: measure?.cost ?? 0,
            query: request.query ?? '',
            errorCodes: (errors ?? []).map(codeOf),
          });
          return Promise.resolve();
        },
      });
    },
  };
}

/** Where queries cannot be cut now, the request ends, and others go on. */
function refuse(error: unknown): never {
  throw error instanceof OgiError ? requestRefusal(error, 503) : error;
}

function codeOf(error: { extensions?: Record<string, unknown>; originalError?: unknown }): string {
  if (error.originalError instanceof OgiError) return error.originalError.code;
  const code = error.extensions?.['code'];
  return typeof code === 'string' ? code : 'INTERNAL_SERVER_ERROR';
}

function budgetSpent(resetSeconds: number): Error {
  return requestRefusal(
    new OgiError(
      'TOO_MANY_REQUESTS',
      'The queries from this address in the last minute cost too much together.',
      {
        remedy: `Wait ${resetSeconds} seconds, or ask for less at once; see extensions.cost.`,
      },
    ),
    429,
    { 'retry-after': String(resetSeconds) },
  );
}
