/** `POST /mcp`: the Model Context Protocol over streamable HTTP, without sessions: each request is answered by itself. */
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { createMcpServer } from '../mcp/server.js';
import type { Ask } from '../mcp/ask.js';

/** What the route needs. */
export interface McpRouteOptions {
  version: string;
  /** Origins whose pages may use the API; `*` for all. */
  corsOrigins: readonly string[];
  /** Whether there are proxies in front, so that the Host is theirs. */
  isBehindProxy: boolean;
}

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];
const LOOPBACK_ADDRESSES = ['127.0.0.1', '::1', '::ffff:127.0.0.1'];

/** Adds the route. */
export function addMcpRoute(app: FastifyInstance, options: McpRouteOptions): void {
  app.post('/mcp', async (request, reply) => {
    const refused = refusal(request, options);
    if (refused !== null) return reply.code(403).send(rpcError(-32000, refused));
    const base = `${request.protocol}://${request.host}`;
    const server = createMcpServer({ ask: askFor(app, request), base, version: options.version });
    // No session: any server behind a balancer answers any request. Without streams, so that the answer is one JSON document.
    const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true });
    reply.raw.once('close', () => {
      void transport.close();
      void server.close();
    });
    await server.connect(transport);
    // The SDK writes the answer; the headers that the server sends with all are set here.
    for (const [name, value] of Object.entries(reply.getHeaders())) {
      if (value !== undefined) reply.raw.setHeader(name, value);
    }
    reply.hijack();
    await transport.handleRequest(request.raw, reply.raw, request.body);
    return reply;
  });
  for (const method of ['GET', 'DELETE'] as const) {
    app.route({
      method,
      url: '/mcp',
      handler: (_request, reply) =>
        reply
          .code(405)
          .header('allow', 'POST')
          .send(rpcError(-32000, 'There are no sessions and no streams here: send POST.')),
    });
  }
}

/** Asks the API as the client would, so that its limits are those of the client. */
function askFor(app: FastifyInstance, request: FastifyRequest): Ask {
  return async (query, variables) => {
    const response = await app.inject({
      method: 'POST',
      url: '/graphql',
      remoteAddress: request.ip,
      headers: { 'x-request-id': request.id },
      payload: { query, variables },
    });
    return apiAnswer(response.body);
  };
}

/** An answer of the API from its JSON. */
export function apiAnswer(body: string): Awaited<ReturnType<Ask>> {
  const { data = null, errors = [] } = JSON.parse(body) as Partial<Awaited<ReturnType<Ask>>>;
  return { data, errors };
}

/**
 * Why a request is refused, or null. A page of another site must not reach a server of this machine through the browser (DNS
 * rebinding): a browser sends the page's origin, and the name under which it reached us as Host.
 */
function refusal(request: FastifyRequest, { corsOrigins, isBehindProxy }: McpRouteOptions): string | null {
  const { origin } = request.headers;
  const isLocal = LOOPBACK_ADDRESSES.includes(request.socket.localAddress ?? '');
  if (isLocal && !isBehindProxy && !LOOPBACK_NAMES.includes(request.hostname)) {
    return 'The Host is not this machine.';
  }
  if (origin === undefined || corsOrigins.includes('*') || corsOrigins.includes(origin)) return null;
  const isOwn = isLocal && !isBehindProxy && LOOPBACK_NAMES.includes(hostOf(origin));
  return isOwn ? null : 'Pages of this origin may not use the server: OGI_CORS_ORIGINS names those that may.';
}

function hostOf(origin: string): string {
  try {
    return new URL(origin).hostname;
  } catch {
    return '';
  }
}

function rpcError(code: number, message: string): object {
  return { jsonrpc: '2.0', error: { code, message }, id: null };
}
