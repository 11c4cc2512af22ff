import { GraphQLError } from 'graphql';
import type { OgiError } from '../errors.js';

/** An error that ends a whole request, with an HTTP status and headers (in lower case) of its own. */
export function requestRefusal(
  originalError: OgiError,
  status: number,
  headers: Readonly<Record<string, string>> = {},
): GraphQLError {
  return new GraphQLError(originalError.message, {
    originalError,
    extensions: { http: { status, headers: new Map(Object.entries(headers)) } },
  });
}
