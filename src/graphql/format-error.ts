/** What a client is told of an error. Internal details, stack traces and store messages never leave the server. */
import { GraphQLError } from 'graphql';
import type { GraphQLFormattedError } from 'graphql';
import { OgiError } from '../errors.js';
import { inChinese } from '../messages/chinese.js';
import { told, toldOfFailure } from '../messages/told.js';

/** Codes that GraphQL servers share for requests that are at fault themselves, and what to do about each. */
const REQUEST_CODES: Readonly<Record<string, string>> = {
  GRAPHQL_PARSE_FAILED: 'Correct the syntax of the query at the given location.',
  GRAPHQL_VALIDATION_FAILED:
    'Compare the query with the schema; the sandbox at /sandbox shows and checks it.',
  BAD_USER_INPUT: 'Compare the variables with the schema; the sandbox at /sandbox shows it.',
  BAD_REQUEST:
    'Send POST /graphql with content-type application/json and a JSON object with the member "query".',
  OPERATION_RESOLUTION_FAILURE: 'Name one operation of the query in "operationName".',
  PERSISTED_QUERY_NOT_FOUND: 'Send the query itself.',
  PERSISTED_QUERY_NOT_SUPPORTED: 'Send the query itself.',
};

/** Logs an error that a client is not told and returns the id under which the log has it. */
export type LogInternalError = (error: unknown) => string;

/**
 * Makes Apollo's `formatError`: an `OgiError` goes out with code, argument, remedy and details; errors of the
 * GraphQL request keep their standard codes; all else is logged and masked.
 */
export function createFormatError(
  logInternalError: LogInternalError,
): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  return (formatted, error) => {
    const where = {
      ...(formatted.locations && { locations: formatted.locations }),
      ...(formatted.path && { path: formatted.path }),
    };
    const cause = causeOf(error);
    if (cause instanceof OgiError) {
      const { code, argument, details } = cause;
      const { message, extensions } = told(cause.message, cause.remedy);
      return { message, ...where, extensions: { ...details, code, argument, ...extensions } };
    }
    const code = formatted.extensions?.['code'];
    const remedy = typeof code === 'string' ? REQUEST_CODES[code] : undefined;
    if (remedy !== undefined) {
      // The library tells it in English alone: what is wrong is named by the code, the words are passed on.
      const messageZh = `${inChinese(String(code)) ?? ''}${formatted.message}`;
      return {
        message: formatted.message,
        ...where,
        extensions: { code, ...told(formatted.message, remedy).extensions, messageZh },
      };
    }
    const requestId = logInternalError(cause);
    const { message, extensions } = toldOfFailure(requestId);
    return { message, ...where, extensions: { code: 'INTERNAL_SERVER_ERROR', requestId, ...extensions } };
  };
}

/** The error that was thrown, out of the GraphQL errors that carry it. */
function causeOf(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}
