/** `npm run pictures`: the pages as docs/pages shows them, of made-up reports. */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openBrowser } from './browser.js';
import { serveCorpus } from './served-corpus.js';

const FOLDER = fileURLToPath(new URL('../../docs/pages', import.meta.url));
mkdirSync(FOLDER, { recursive: true });

const corpus = await serveCorpus({ madeUp: true });
const browser = await openBrowser({ width: 1280, height: 800 });
const page = await browser.context.newPage();

interface Found {
  id: string;
  organ: { id: string | null };
  source: { mediaType: string };
}

async function reports(): Promise<Found[]> {
  const query = '{ search(first: 100) { nodes { id organ { id } source { mediaType } } } }';
  const response = await fetch(`${corpus.address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return ((await response.json()) as { data: { search: { nodes: Found[] } } }).data.search.nodes;
}

const found = await reports();
const pdf = found.find(({ source }) => source.mediaType === 'application/pdf');
const html = found.find(({ source }) => source.mediaType === 'text/html');
const text = found.find(({ source, organ }) => source.mediaType === 'text/plain' && organ.id !== null);

/** Waits until nothing moves any more: the pages have no animation but while something is read. */
async function take(name: string, path: string): Promise<void> {
  await page.goto(corpus.address + path, { waitUntil: 'networkidle' });
  await page.waitForTimeout(1500);
  await page.screenshot({ path: `${FOLDER}/${name}.png` });
}

await take('search', `/?q=${encodeURIComponent('行政诉讼 -庭审')}&year=2022&year=2023`);
await take('report-pdf', `/report/${pdf?.id ?? ''}?cell=applications.received.total`);
await take('report-web-page', `/report/${html?.id ?? ''}?cell=applications.received.naturalPerson`);
await take('report-hit', `/report/${text?.id ?? ''}?q=${encodeURIComponent('申请')}`);
await take('organ', `/organ/${text?.organ.id ?? ''}`);
await take('explore', '/explore?by=YEAR&then=ORGAN_KIND&chart=stacked');
await take('quality', '/quality');
await page.setViewportSize({ width: 390, height: 800 });
await take('phone', `/?q=${encodeURIComponent('行政诉讼')}`);
await page.emulateMedia({ colorScheme: 'dark' });
await take('phone-dark', `/report/${pdf?.id ?? ''}?cell=applications.received.total&view=source`);
await browser.close();
await corpus.close();
