/** What a newcomer reads when the server is up. */
import { readExamples } from '../web/web-assets.js';

/** Where everything is, what is served, and a query to paste. `reports` is null where nobody knows how many there are. */
export function welcome(address: string, reports: number | null, madeUp: boolean): string {
  const query = readExamples()[0]?.query ?? '';
  return `
ogi-reports is up. ${served(reports, madeUp)}

  Pages (检索)      ${address}/
  GraphQL endpoint  ${address}/graphql
  Sandbox           ${address}/sandbox
  Export            ${address}/export?format=xlsx
  Documentation     ${address}/openapi.json, README.md and docs/

A first query, to paste into the sandbox:

${query}

The same from a shell:

${curlCommand(`${address}/graphql`, query)}

Stop with Ctrl-C.
`;
}

function served(reports: number | null, madeUp: boolean): string {
  if (reports === null) return 'How many reports are served is not known yet.';
  return madeUp
    ? `${reports} made-up reports (虚构样例) are served, for you have none yet. Add yours: npx ogi ingest FILE…`
    : `${reports} reports are served.`;
}

/** The query as one line for a shell; none of the examples holds a single quote or a # outside comments. */
function curlCommand(url: string, query: string): string {
  const line = query.replace(/#.*/g, '').replace(/\s+/g, ' ').trim();
  return `curl -s ${url} -H 'content-type: application/json' -d '${JSON.stringify({ query: line })}'`;
}
