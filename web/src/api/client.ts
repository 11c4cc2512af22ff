/** Asks the server's public GraphQL API; every failure becomes one kind of error that a page can explain. */
import type { TypedDocumentString } from './generated';

/** Milliseconds after which an answer counts as lost: the server's own deadline is 10 s. */
const PATIENCE_MS = 20_000;

/** `offline` the server cannot be reached · `slow` it did not answer in time · `refused` it said why not · `failed` its own fault. */
export type FailureKind = 'offline' | 'slow' | 'refused' | 'failed';

/** An answer that did not come. */
export class ApiError extends Error {
  constructor(
    readonly kind: FailureKind,
    message: string,
    /** Code of the server, e.g. `BAD_QUERY`. */
    readonly code: string | null = null,
    readonly remedy: string | null = null,
    readonly argument: string | null = null,
    /** What the server says in Chinese, remedy included; null where it said nothing in it. */
    readonly chinese: string | null = null,
  ) {
    super(message);
  }
}

interface ServerError {
  message: string;
  extensions?: { code?: string; remedy?: string; argument?: string; messageZh?: string; remedyZh?: string };
}

/** Sends an operation. */
export async function ask<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Result> {
  const timeout = AbortSignal.timeout(PATIENCE_MS);
  let response: Response;
  let body: { data?: Result | null; errors?: ServerError[] };
  try {
    response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: document.toString(), variables }),
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    });
    body = (await response.json()) as typeof body;
  } catch (error) {
    if (signal?.aborted === true) throw error;
    if (timeout.aborted) throw new ApiError('slow', 'No answer in time.');
    throw new ApiError('offline', error instanceof Error ? error.message : String(error));
  }
  const [first] = body.errors ?? [];
  if (first === undefined && body.data !== undefined && body.data !== null) return body.data;
  const { code = null, remedy = null, argument = null, messageZh, remedyZh } = first?.extensions ?? {};
  const chinese = messageZh ? `${messageZh}${remedyZh ?? ''}` : null;
  const message = first?.message ?? `HTTP ${String(response.status)}`;
  throw new ApiError(kindOf(response.status, code), message, code, remedy, argument, chinese);
}

function kindOf(status: number, code: string | null): FailureKind {
  if (code === 'DEADLINE_EXCEEDED') return 'slow';
  if (code === 'STORE_UNAVAILABLE' || status === 503) return 'offline';
  return code === 'INTERNAL_SERVER_ERROR' || status >= 500 ? 'failed' : 'refused';
}
