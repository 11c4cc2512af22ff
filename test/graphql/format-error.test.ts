import { GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { OgiError } from '../../src/errors.js';
import { createFormatError } from '../../src/graphql/format-error.js';

/** Formats as Apollo does: the error of a resolver comes wrapped, its own extensions beside it. */
function format(thrown: Error): {
  formatted: ReturnType<ReturnType<typeof createFormatError>>;
  logged: unknown[];
} {
  const logged: unknown[] = [];
  const formatError = createFormatError((error) => {
    logged.push(error);
    return 'req-7';
  });
  const error = new GraphQLError(thrown.message, { path: ['search'], originalError: thrown });
  const formatted = formatError(
    { ...error.toJSON(), extensions: { code: 'INTERNAL_SERVER_ERROR', ...error.extensions } },
    error,
  );
  return { formatted, logged };
}

describe('createFormatError', () => {
  it('tells code, argument, remedy and details of an OgiError, and logs nothing', () => {
    const thrown = new OgiError('BAD_QUERY', 'The query is empty.', {
      argument: 'query',
      remedy: 'A remedy that the catalogue lacks.',
      details: { position: 3, code: 'OTHER' },
      cause: new Error('secret'),
    });
    expect(format(thrown)).toEqual({
      formatted: {
        message: 'The query is empty.',
        path: ['search'],
        extensions: {
          code: 'BAD_QUERY',
          argument: 'query',
          messageZh: '检索式为空。',
          remedy: 'A remedy that the catalogue lacks.',
          remedyZh: null,
          position: 3,
        },
      },
      logged: [],
    });
  });

  it('masks every other error, names the request and logs what happened', () => {
    const thrown = Object.assign(new Error('SQLITE_CORRUPT at /srv/secret.sqlite'), {
      extensions: { code: 'X' },
    });
    const { formatted, logged } = format(thrown);
    expect(JSON.stringify(formatted)).not.toMatch(/SQLITE|secret|stack/);
    expect(formatted.extensions).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', requestId: 'req-7' });
    expect(logged).toEqual([thrown]);
  });

  it.each(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT'])('keeps %s', (code) => {
    const thrown = new GraphQLError('Unknown field.', { extensions: { code, stacktrace: ['secret'] } });
    const { formatted, logged } = format(thrown);
    expect(formatted.message).toBe('Unknown field.');
    expect(formatted.extensions).toEqual({
      code,
      messageZh: expect.stringMatching(/\p{Script=Han}.*Unknown field\.$/u) as unknown,
      remedy: expect.any(String) as unknown,
      remedyZh: expect.stringMatching(/\p{Script=Han}/u) as unknown,
    });
    expect(logged).toEqual([]);
  });
});
