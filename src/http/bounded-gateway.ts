/** Lets Apollo Server execute operations within their bounds: a gateway is its only way to bring an executor of one's own. */
import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import type { GraphQLSchema } from 'graphql';
import type { GraphContext } from '../graphql/context.js';
import { executeOperation } from '../graphql/execution/execute-operation.js';
import { IntrospectionAnswers } from '../graphql/execution/introspection-answers.js';

/** Makes the gateway of a schema. */
export function boundedGateway(
  schema: GraphQLSchema,
): ApolloServerOptionsWithGateway<GraphContext>['gateway'] {
  const introspection = new IntrospectionAnswers();
  return {
    onSchemaLoadOrUpdate: (listener) => {
      listener({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    load: () =>
      Promise.resolve({
        executor: ({ document, operation, request, context }) =>
          executeOperation({
            schema,
            document,
            operation: operation,
            operationName: request.operationName,
            variables: request.variables ?? {},
            // Apollo passes the value of its context function on.
            context: context as GraphContext,
            introspection,
          }),
      }),
    stop: () => Promise.resolve(),
  };
}
