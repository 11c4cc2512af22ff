/**
 * A server on this machine that speaks as Elasticsearch does, and answers bulk requests as a test says: a real one cannot be
 * made to reject one document of a request and take the next. It stands for the network peer; there is no store in it.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Client } from '@elastic/elasticsearch';

/** What becomes of a document: the status of its write. */
export type Verdict = number | { status: number; type: string };

/** A bulk request, by the ids of its documents; bytes of its body. */
export interface BulkRequest {
  ids: string[];
  bytes: number;
}

/** Answers a request: a verdict on each document, by the same order, or the status of the whole. */
export type Script = (request: BulkRequest, number: number) => Answer | Promise<Answer>;
type Answer = Verdict[] | number;

/** The server with what it was sent. */
export interface ScriptedServer {
  client: Client;
  url: string;
  requests: BulkRequest[];
  close: () => Promise<void>;
}

/** Starts it on a port of its own. */
export async function startScriptedServer(script: Script): Promise<ScriptedServer> {
  const requests: BulkRequest[] = [];
  const server = createServer((request, response) => {
    void text(request).then(async (body) => {
      const actions = readActions(body);
      const bulk = { ids: actions.map(({ id }) => id), bytes: Buffer.byteLength(body) };
      const answer = await script(bulk, requests.push(bulk) - 1);
      // The client talks to nothing that does not say what it is.
      response.setHeader('x-elastic-product', 'Elasticsearch');
      response.setHeader('content-type', 'application/vnd.elasticsearch+json;compatible-with=8');
      if (typeof answer === 'number') {
        response.statusCode = answer;
        response.end(JSON.stringify({ status: answer, error: { type: 'whole', reason: 'told to' } }));
        return;
      }
      const items = actions.map(({ kind, index, id }, position) => {
        const verdict = answer[position] ?? 201;
        const status = typeof verdict === 'number' ? verdict : verdict.status;
        const type = typeof verdict === 'number' ? 'es_rejected_execution_exception' : verdict.type;
        // To delete what is not there is no error.
        const isError = status >= 300 && !(kind === 'delete' && status === 404);
        return {
          [kind]: { _index: index, _id: id, status, ...(isError && { error: { type, reason: 'told to' } }) },
        };
      });
      response.end(JSON.stringify({ took: 1, errors: true, items }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const client = new Client({ node: url });
  return {
    client,
    url,
    requests,
    close: async () => {
      await client.close();
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}

interface Action {
  kind: 'index' | 'delete';
  index: string;
  id: string;
}

/** The actions of a bulk request; all but deletions are followed by their document. */
function readActions(body: string): Action[] {
  const lines = body.trimEnd().split('\n');
  const actions: Action[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = JSON.parse(lines[at] ?? '') as Partial<
      Record<Action['kind'], { _index: string; _id: string }>
    >;
    const kind = line.index === undefined ? 'delete' : 'index';
    actions.push({ kind, index: line[kind]?._index ?? '', id: line[kind]?._id ?? '' });
    if (kind === 'index') at += 1;
  }
  return actions;
}
