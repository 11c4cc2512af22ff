/** What a page weighs on the wire, by kind, in a browser that has nothing of it yet. */
import type { BrowserContext } from 'playwright-core';

/** Bytes as they were sent, compressed. */
export interface PageWeight {
  /** The page itself: markup, scripts, styles, pictures; without charts and PDF. */
  page: number;
  /** The library of charts, and all of pdf.js. */
  charts: number;
  pdf: number;
  /** Answers of the API and files of reports. */
  data: number;
}

function kindOf(url: string): keyof PageWeight {
  const { pathname } = new URL(url);
  if (pathname.startsWith('/assets/')) {
    if (/draw-chart/u.test(pathname)) return 'charts';
    return /pdf/u.test(pathname) ? 'pdf' : 'page';
  }
  return /^\/(?:graphql|source|export|feed)/u.test(pathname) ? 'data' : 'page';
}

/** Opens a page in a tab of its own and weighs all that it asks for, up to what `shown` selects where that is given. */
export async function weighPage(context: BrowserContext, url: string, shown?: string): Promise<PageWeight> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  const urls = new Map<string, string>();
  const weight: PageWeight = { page: 0, charts: 0, pdf: 0, data: 0 };
  session.on('Network.responseReceived', ({ requestId, response }) => urls.set(requestId, response.url));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const from = urls.get(requestId);
    if (from?.startsWith('http') === true) weight[kindOf(from)] += encodedDataLength;
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  // On a busy machine the network is idle before a page asks for what it draws with.
  if (shown !== undefined) await page.locator(shown).first().waitFor();
  await page.close();
  return weight;
}
