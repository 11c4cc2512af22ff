/** `ogi serve`: the GraphQL API, until it is stopped. */
import { loadConfig } from '../config.js';
import { serve } from './serve.js';
import { EXIT } from './exit-status.js';

/**
 * Serves until SIGINT or SIGTERM.
 *
 * @returns the exit status
 */
export async function runServe(options: { data?: string }): Promise<number> {
  await serve(loadConfig(undefined, { dataDir: options.data, terminal: process.stderr.isTTY }));
  return EXIT.ok;
}
