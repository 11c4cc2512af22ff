/** The searches that an answer of the API sends to Elasticsearch, caught on their way, to be sent again without the API. */
import { createServer, request } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A search as it was sent. */
interface RawRequest {
  path: string;
  contentType: string;
  body: string;
}

/** The searches of one answer; those of one stage were under way at the same time. */
export type RawStages = RawRequest[][];

interface Caught {
  method: string;
  path: string;
  contentType: string;
  body: string;
  started: number;
  ended: number;
}

/** Stands between the API and Elasticsearch and takes down what is sent. */
export class Recorder {
  readonly #target: string;
  readonly #server: Server;
  #caught: Caught[] = [];

  private constructor(target: string) {
    this.#target = target;
    this.#server = createServer((incoming, outgoing) => void this.#pass(incoming, outgoing));
  }

  /** Starts one in front of a server. */
  static async start(target: string): Promise<Recorder> {
    const recorder = new Recorder(target);
    await new Promise<void>((resolve) => recorder.#server.listen(0, '127.0.0.1', resolve));
    return recorder;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The searches that `ask` causes; look-aheads for other pages, which give no hits, are left out. */
  async record(ask: () => Promise<unknown>): Promise<RawStages> {
    this.#caught = [];
    await ask();
    return stages(this.#caught);
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of incoming) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    const caught: Caught = {
      method: incoming.method ?? '',
      path: incoming.url ?? '',
      contentType: incoming.headers['content-type'] ?? '',
      body: body.toString(),
      started: performance.now(),
      ended: Number.POSITIVE_INFINITY,
    };
    this.#caught.push(caught);
    const forwarded = request(
      `${this.#target}${caught.path}`,
      { method: caught.method, headers: incoming.headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
        answer.on('end', () => (caught.ended = performance.now()));
      },
    );
    forwarded.on('error', () => outgoing.destroy());
    forwarded.end(body);
  }
}

/** A held state is gone by the time a search is sent again: the index itself is asked instead. */
function stages(caught: readonly Caught[]): RawStages {
  const held = caught
    .map(({ path }) => /^\/([^/]+)\/_pit\b/u.exec(path)?.[1])
    .find((index) => index !== undefined);
  const result: RawStages = [];
  let stageEnds = Number.NEGATIVE_INFINITY;
  for (const { path, contentType, body, started, ended } of caught) {
    if (!/\/_search(\?|$)/u.test(path)) continue;
    const { pit, ...rest } = JSON.parse(body) as { pit?: object; size?: number };
    if (rest.size === 1) continue;
    const one = {
      path: pit === undefined ? path : `/${held ?? '_all'}${path}`,
      contentType,
      body: JSON.stringify(rest),
    };
    if (started < stageEnds) result.at(-1)?.push(one);
    else result.push([one]);
    stageEnds = started < stageEnds ? Math.min(stageEnds, ended) : ended;
  }
  return result;
}

/** Sends searches again, and gives the milliseconds until the last answer was read and parsed. */
export async function sendRaw(target: string, requests: RawStages): Promise<number> {
  const started = performance.now();
  for (const stage of requests) {
    await Promise.all(
      stage.map(async ({ path, contentType, body }) => {
        // A whole answer out of a cache would say nothing about the search.
        const uncached = `${path}${path.includes('?') ? '&' : '?'}request_cache=false`;
        const response = await fetch(`${target}${uncached}`, {
          method: 'POST',
          headers: { 'content-type': contentType, accept: contentType },
          body,
        });
        const answer: unknown = await response.json();
        if (!response.ok) throw new Error(JSON.stringify(answer));
      }),
    );
  }
  return performance.now() - started;
}
