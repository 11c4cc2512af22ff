/**
 * A typed client in 40 lines: every answer has the type of its query, and every page is read to the end.
 * `OGI_URL=http://127.0.0.1:4000 npx tsx docs/examples/typed-client/client.ts 行政诉讼`
 */
import { print } from 'graphql';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { ReportsWithPhraseDocument } from './generated.js';
import type { ReportsWithPhraseQuery } from './generated.js';

const url = process.env['OGI_URL'] ?? 'http://127.0.0.1:4000';

/** Sends a query; an error of the API says what to do about it in `extensions.remedy`. */
async function request<Result, Variables>(
  document: TypedDocumentNode<Result, Variables>,
  variables: Variables,
): Promise<Result> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query: print(document), variables }),
  });
  const { data, errors } = (await response.json()) as {
    data: Result | null;
    errors?: { message: string; extensions: { code: string; remedy: string | null } }[];
  };
  const [error] = errors ?? [];
  if (error !== undefined) {
    throw new Error(`${error.extensions.code}: ${error.message} ${error.extensions.remedy ?? ''}`);
  }
  if (data === null) throw new Error(`The server answered with status ${response.status} and no data.`);
  return data;
}

const phrase = process.argv[2] ?? '行政诉讼';
let after: string | null = null;
let received = 0;
let reports = 0;
let withNumber = 0;
do {
  const { search }: ReportsWithPhraseQuery = await request(ReportsWithPhraseDocument, { phrase, after });
  for (const { applications } of search.nodes) {
    reports += 1;
    const { total } = applications.received;
    // Null is not zero: such a report prints no number.
    if (total === null) continue;
    withNumber += 1;
    received += total;
  }
  after = search.pageInfo.hasNextPage ? search.pageInfo.endCursor : null;
} while (after !== null);
console.log(`${phrase}: ${reports} reports; ${withNumber} print how many applications came: ${received}`);
