/** How the tools ask: by GraphQL, so that they are bound by its limits, costs, turns and deadline, and answer what it answers. */

/** An answer of the API. */
export interface ApiAnswer {
  data: Record<string, unknown> | null;
  errors: { message: string; extensions?: Record<string, unknown> }[];
}

/** Asks the API. */
export type Ask = (query: string, variables: Record<string, unknown>) => Promise<ApiAnswer>;

/** A refusal of the API, in words for the model: what is wrong and what to do. */
export class ToolRefusal extends Error {}

/**
 * The data of an answer.
 *
 * @throws ToolRefusal with code, message and remedy where the API refused.
 */
export async function dataOf(
  ask: Ask,
  query: string,
  variables: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const { data, errors } = await ask(query, variables);
  const [error] = errors;
  if (error === undefined && data !== null) return data;
  const { code = 'INTERNAL_SERVER_ERROR', remedy = '' } = error?.extensions ?? {};
  throw new ToolRefusal(`${String(code)}: ${error?.message ?? 'No answer.'} ${String(remedy)}`.trim());
}
