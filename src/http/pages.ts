/** The pages for people: those built from `web/`, and the sandbox; all of files of this program alone. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fastifyStatic } from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { LIGHT_READ } from '../services/request-weight.js';
import { answerRefusal } from './answer-refusal.js';
import type { PassedReads } from './passed-reads.js';
import type { ServedStores } from './served-stores.js';
import { readExamples, readVendorFiles, readWebFile } from '../web/web-assets.js';

/** Nothing from anywhere else, nothing inline. GraphiQL brings fonts and images as data; the PDF viewer has a worker. */
const contentSecurityPolicy = (frameAncestors: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${frameAncestors}`,
  ].join('; ');

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
};

/** The addresses of the pages: each is the same file, which looks at its address. */
const PAGES = ['/', '/report/:id', '/organ/:id', '/explore', '/quality'];
/** Those that other sites may show in a frame. */
const EMBEDS = ['/embed/organ/:id', '/embed/explore'];

/** Where `npm run build` puts the pages, whether this runs built or from source. */
const BUILT = ['../web/app/', '../../dist/web/app/'].map((path) => new URL(path, import.meta.url));

/** Adds the pages. Those of the sandbox are read once, now. */
export async function addPages(
  app: FastifyInstance,
  stores: ServedStores,
  reads: PassedReads,
): Promise<void> {
  const addFile = (path: string, content: string | Buffer, extension: string): void => {
    app.get(path, (_request, reply) =>
      reply.headers(pageHeaders(extension)).header('cache-control', 'public, max-age=3600').send(content),
    );
  };
  const examples = readExamples();
  addFile('/examples.json', JSON.stringify(examples), 'json');
  addFile('/landing.css', readWebFile('landing.css'), 'css');
  addFile('/sandbox', readWebFile('sandbox.html'), 'html');
  addFile('/sandbox.css', readWebFile('sandbox.css'), 'css');
  addFile('/sandbox.js', readWebFile('sandbox.js'), 'js');
  for (const [name, content] of readVendorFiles())
    addFile(`/vendor/${name}`, content, name.split('.').at(-1) ?? '');

  const landing = readWebFile('landing.html').replace('{{query}}', () =>
    escapeHtml(examples[0]?.query ?? ''),
  );
  app.get('/developers', { errorHandler: answerRefusal }, async (request, reply) => {
    const { store, madeUp } = await stores.current();
    const { reports, years } = await reads.read(request, { cost: 1, weight: LIGHT_READ }, () =>
      store.status(),
    );
    const page = landing.replace('{{status}}', () => statusHtml(reports, years, madeUp));
    return reply.headers(pageHeaders('html')).send(page);
  });
  await addBuiltPages(app);
}

async function addBuiltPages(app: FastifyInstance): Promise<void> {
  const folder = BUILT.find((url) => existsSync(new URL('index.html', url)));
  if (folder === undefined) {
    const answer =
      'The pages are not built: run npm run build. The sandbox is at /sandbox, the API at /graphql.\n';
    for (const path of [...PAGES, ...EMBEDS])
      app.get(path, (_request, reply) => reply.code(503).send(answer));
    return;
  }
  const page = readFileSync(new URL('index.html', folder));
  const icon = readFileSync(new URL('icon.svg', folder));
  const send = (reply: FastifyReply, frameAncestors: string): FastifyReply => {
    // The address tells what is shown; a new version of the program brings a new page.
    void reply.headers(pageHeaders('html', frameAncestors)).header('cache-control', 'no-cache');
    return reply.send(page);
  };
  for (const path of PAGES) app.get(path, (_request, reply) => send(reply, "'none'"));
  for (const path of EMBEDS) {
    app.get(path, (_request, reply) => send(reply.removeHeader('x-frame-options'), '*'));
  }
  app.get('/icon.svg', (_request, reply) =>
    reply.headers(pageHeaders('svg')).header('cache-control', 'public, max-age=3600').send(icon),
  );
  // Their names change with their content.
  await app.register(fastifyStatic, {
    root: fileURLToPath(new URL('assets', folder)),
    prefix: '/assets/',
    decorateReply: false,
    preCompressed: true,
    immutable: true,
    maxAge: '365d',
  });
}

function pageHeaders(extension: string, frameAncestors = "'none'"): Record<string, string> {
  return {
    'content-type': MEDIA_TYPES[extension] ?? 'application/octet-stream',
    'content-security-policy': contentSecurityPolicy(frameAncestors),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  };
}

function statusHtml(reports: number, years: { from: number; to: number } | null, madeUp: boolean): string {
  const span =
    years === null ? '' : years.from === years.to ? ` of ${years.from}` : ` of ${years.from}–${years.to}`;
  if (!madeUp) return `<p>It serves ${reports} reports${span}.</p>`;
  return `<p class="made-up"><strong>Made-up data (虚构样例，非真实数据).</strong> You have no reports yet, so ${reports} made-up
        reports${span} by fictional organs are served. Add your own with <code>npx ogi ingest FILE…</code>; from then on
        only they are served.</p>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
