/** Errors: classes with a stable code. Findings are data about a report; errors are failures of a request. */

/** What a client may be told. Anything else is an internal error and is masked at the edge. */
export const ERROR_CODES = [
  'BAD_QUERY',
  'BAD_ARGUMENT',
  'UNKNOWN_CELL',
  'UNKNOWN_DERIVED',
  'BAD_CURSOR',
  'DATA_CHANGED',
  'CHANGES_EXPIRED',
  'NOT_FOUND',
  'QUERY_TOO_EXPENSIVE',
  'TOO_MANY_REQUESTS',
  'DEADLINE_EXCEEDED',
  'OVERLOADED',
  'STORE_UNAVAILABLE',
  'STORE_DAMAGED',
  'UNAUTHORIZED',
  'WRITES_DISABLED',
  'BAD_CONFIGURATION',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** An error that may be shown to the client: what is wrong and what to do. */
export class OgiError extends Error {
  readonly code: ErrorCode;
  /** The argument at fault, e.g. `query` or `filter.cells[0].key`; null where none is. */
  readonly argument: string | null;
  /** What to do about it. */
  readonly remedy: string;
  /** Further JSON-safe facts, e.g. the position in a query. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    code: ErrorCode,
    message: string,
    options: { argument?: string; remedy: string; details?: Record<string, unknown>; cause?: unknown },
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'OgiError';
    this.code = code;
    this.argument = options.argument ?? null;
    this.remedy = options.remedy;
    this.details = options.details ?? {};
  }
}

/** An error of ours as plain data: a copy that passes between processes or threads would lose its class. */
export type ErrorFacts = Pick<OgiError, 'code' | 'message' | 'argument' | 'remedy' | 'details'>;

/** The facts of an error of ours; null for any other. */
export function errorFacts(error: unknown): ErrorFacts | null {
  if (!(error instanceof OgiError)) return null;
  const { code, message, argument, remedy, details } = error;
  return { code, message, argument, remedy, details };
}

/** The error that the facts tell of. */
export function errorOf({ code, message, argument, remedy, details }: ErrorFacts): OgiError {
  return new OgiError(code, message, {
    ...(argument === null ? {} : { argument }),
    remedy,
    details: { ...details },
  });
}

export const SET_ASIDE_REASONS = [
  'empty-file',
  'binary-file',
  'unknown-format',
  'unreadable-encoding',
  'needs-ocr',
  'encrypted',
  'damaged-file',
  'not-a-report',
  'explanation',
  'letter-or-notice',
  'title-only',
  'no-year',
  'no-organ',
  'too-large',
  'no-permission',
  'not-found',
  'io-error',
  'parser-failure',
] as const;
export type SetAsideReason = (typeof SET_ASIDE_REASONS)[number];

/** A file that cannot become a report. The message says what is wrong and what to do; it stops nothing else. */
export class SetAsideError extends Error {
  readonly reason: SetAsideReason;
  constructor(reason: SetAsideReason, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'SetAsideError';
    this.reason = reason;
  }
}
