/** `ogi mcp`: the Model Context Protocol on standard input and output, for an assistant of this machine. */
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { createApp } from '../app.js';
import { loadConfig } from '../config.js';
import { ServedStores } from '../http/served-stores.js';
import { apiAnswer } from '../http/mcp-route.js';
import { baseAddress } from '../mcp/links.js';
import { createMcpServer } from '../mcp/server.js';
import { endCutter } from '../text/cut-ahead.js';
import { checkSegmenter } from '../text/segmenter.js';
import { withStore } from './open-store.js';
import { openSample } from './sample.js';
import { EXIT } from './exit-status.js';

export interface McpCommandOptions {
  url?: string;
  data?: string;
  version: string;
}

/**
 * Serves until standard input ends. Standard output belongs to the protocol; all else goes to standard error.
 *
 * @returns the exit status
 */
export async function runMcp({ url, data, version }: McpCommandOptions): Promise<number> {
  const loaded = loadConfig(undefined, { dataDir: data });
  // The one client is this process: a limit for each address would say nothing.
  const config = { ...loaded, requestsPerMinute: 0, logLevel: 'error' as const };
  const base = baseAddress(url ?? `http://${loaded.host}:${String(loaded.port)}`);
  checkSegmenter();
  await withStore(config, async (user) => {
    const sample = (await user.status()).reports === 0 ? await openSample(config) : null;
    const app = await createApp(new ServedStores(user, sample), config);
    const server = createMcpServer({
      base,
      version,
      ask: async (query, variables) => {
        const response = await app.inject({
          method: 'POST',
          url: '/graphql',
          payload: { query, variables },
        });
        return apiAnswer(response.body);
      },
    });
    try {
      const ended = new Promise<void>((resolve) => {
        process.stdin.once('end', resolve).once('close', resolve);
        process.once('SIGTERM', resolve).once('SIGINT', resolve);
      });
      await server.connect(new StdioServerTransport());
      await ended;
    } finally {
      await server.close();
      await app.close();
      await sample?.close();
      endCutter();
    }
  });
  return EXIT.ok;
}
