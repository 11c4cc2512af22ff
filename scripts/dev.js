/**
 * `npm run dev`: the server, started again where a source of it changes, and the pages from Vite's own server, which brings changes
 * into the open page. All else than pages is passed on to the server.
 */
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';
import { writeWebDocuments } from './write-web-documents.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const port = process.env.PORT ?? '4000';
const api = `http://127.0.0.1:${port}`;

/** What the server answers itself; every other address is one of the pages. */
const PASSED_ON =
  '^/(graphql|export|feed|source|health|metrics|import|mcp|sandbox|vendor|developers|schema\\.graphql|openapi\\.json|examples\\.json)';

const server = spawn(join(root, 'node_modules', '.bin', 'tsx'), ['watch', join(root, 'src', 'main.ts')], {
  stdio: 'inherit',
  env: { ...process.env, PORT: port },
});

await writeWebDocuments();
const pages = await createServer({
  configFile: join(root, 'web', 'vite.config.ts'),
  server: { proxy: { [PASSED_ON]: api } },
});
await pages.listen();
console.log(`\nPages, reloaded as they change: ${pages.resolvedUrls?.local[0] ?? ''}\n`);

let isEnding = false;
async function end(status) {
  if (isEnding) return;
  isEnding = true;
  server.kill();
  await pages.close();
  process.exit(status);
}
server.on('exit', (code) => void end(code ?? 0));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void end(0));
