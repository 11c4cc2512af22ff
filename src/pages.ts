/** The pages for people: a landing page and a sandbox, both of files of this program alone. */
import type { FastifyInstance } from 'fastify';
import type { ServedStores } from './served-stores.js';
import { readExamples, readVendorFiles, readWebFile } from './web-assets.js';

/** Nothing from anywhere else, nothing inline. GraphiQL brings fonts and images as data. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
};

/** Adds the pages. All files are read once, now. */
export function addPages(app: FastifyInstance, stores: ServedStores): void {
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
  app.get('/', async (_request, reply) => {
    const { store, madeUp } = await stores.current();
    const { reports, years } = await store.status();
    const page = landing.replace('{{status}}', () => statusHtml(reports, years, madeUp));
    return reply.headers(pageHeaders('html')).send(page);
  });
}

function pageHeaders(extension: string): Record<string, string> {
  return {
    'content-type': MEDIA_TYPES[extension] ?? 'application/octet-stream',
    'content-security-policy': CONTENT_SECURITY_POLICY,
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
