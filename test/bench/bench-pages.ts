/**
 * The pages in a real browser beside the bare API, in turns and in one run: from the key that sends a query to painted hits and
 * to painted facets, and what each page weighs.
 */
import type { Page } from 'playwright-core';
import { BROWSER_PATH, openBrowser } from '../pages/browser.js';
import { weighPage } from '../pages/page-weight.js';

/** Milliseconds until the hits, and until the facets. */
interface Times {
  hits: number;
  facets: number;
}

/** The two operations of the page, as it sends them for a query. */
type Operations = Record<keyof Times, { query: string; variables: Record<string, unknown> }>;

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/**
 * Prints the figures, or that there is no browser.
 *
 * @param phrases each is asked once; those at even places by the page, the others of the bare API
 */
export async function benchPages(
  address: string,
  phrases: readonly string[],
  say: (line: string) => void,
): Promise<void> {
  if (BROWSER_PATH === null) {
    say('pages    no Chromium on this machine');
    return;
  }
  const browser = await openBrowser();
  try {
    const page = await browser.context.newPage();
    const operations = await recordOperations(page, address);
    const painted: Times[] = [];
    const bare: Times[] = [];
    for (const [index, phrase] of phrases.entries()) {
      if (index % 2 === 0) painted.push(await timePage(page, phrase));
      else bare.push(await timeApi(address, operations, phrase));
    }
    for (const part of ['hits', 'facets'] as const) {
      const [ours, theirs] = [painted, bare].map((times) => median(times.map((one) => one[part])));
      say(
        `pages    typed query to painted ${part}: p50 ${ours?.toFixed(0) ?? ''} ms; the bare GraphQL answer ${theirs?.toFixed(0) ?? ''} ms; ratio ${((ours ?? NaN) / (theirs ?? NaN)).toFixed(1)} (${String(painted.length)} and ${String(bare.length)} queries)`,
      );
    }
    for (const [name, path] of await weighedPaths(address)) {
      const weight = await weighPage(browser.context, address + path);
      const kilobytes = Object.entries(weight)
        .filter(([, bytes]) => bytes > 0)
        .map(([kind, bytes]) => `${kind} ${(bytes / 1000).toFixed(0)} kB`);
      say(`weight   ${name}: ${kilobytes.join(', ')}`);
    }
  } finally {
    await browser.close();
  }
}

/** Lets the page send its operations once, and keeps them. */
async function recordOperations(page: Page, address: string): Promise<Operations> {
  const sent: Partial<Operations> = {};
  page.on('request', (request) => {
    if (!request.url().endsWith('/graphql')) return;
    const body = request.postDataJSON() as Operations['hits'];
    if (/query Search\(/u.test(body.query)) sent.hits = body;
    if (/query Facets\(/u.test(body.query)) sent.facets = body;
  });
  await page.goto(`${address}/?q=${encodeURIComponent('"预热"')}`, { waitUntil: 'networkidle' });
  if (sent.hits === undefined || sent.facets === undefined) throw new Error('The page sent no search.');
  return { hits: sent.hits, facets: sent.facets };
}

/** Sends the query that is typed and looks at each frame; what is there in one is painted by the next. In the page. */
const SUBMIT_AND_WATCH = `new Promise((resolve) => {
  const started = performance.now();
  const before = location.search;
  const times = {};
  const isDone = (part) => document.querySelector(part).getAttribute('aria-busy') === 'false';
  const look = () => {
    if (location.search !== before) {
      if (isDone('.results')) times.hits ??= performance.now() - started;
      if (isDone('.filters')) times.facets ??= performance.now() - started;
    }
    if (times.hits === undefined || times.facets === undefined) requestAnimationFrame(look);
    else requestAnimationFrame(() => resolve(times));
  };
  document.querySelector('form').requestSubmit();
  requestAnimationFrame(look);
})`;

/** Types a query into the page and waits, frame by frame, until its answers are painted. */
async function timePage(page: Page, phrase: string): Promise<Times> {
  const box = page.getByRole('combobox').first();
  await box.fill(`"${phrase}"`);
  // Suggestions answer what is typed; the query is sent when they have gone.
  await page.waitForLoadState('networkidle');
  return page.evaluate<Times>(SUBMIT_AND_WATCH);
}

/** Asks the same of the API, both at once as the page does. */
async function timeApi(address: string, operations: Operations, phrase: string): Promise<Times> {
  const started = performance.now();
  const time = async ({ query, variables }: Operations['hits']): Promise<number> => {
    const response = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables: { ...variables, query: `"${phrase}"` } }),
    });
    const body = (await response.json()) as { errors?: unknown };
    if (body.errors !== undefined) throw new Error(JSON.stringify(body.errors));
    return performance.now() - started;
  };
  const [hits, facets] = await Promise.all([time(operations.hits), time(operations.facets)]);
  return { hits, facets };
}

async function weighedPaths(address: string): Promise<[string, string][]> {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ search(first: 20) { nodes { id organ { id } } } }' }),
  });
  const { data } = (await response.json()) as {
    data: { search: { nodes: { id: string; organ: { id: string | null } }[] } };
  };
  const found = data.search.nodes.find(({ organ }) => organ.id !== null);
  return [
    ['search', '/'],
    ['report', `/report/${found?.id ?? ''}`],
    ['organ', `/organ/${found?.organ.id ?? ''}`],
    ['statistics', '/explore'],
    ['quality', '/quality'],
  ];
}
