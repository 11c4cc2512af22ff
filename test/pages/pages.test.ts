/**
 * The pages in a real browser, over the real server and store: what a journalist does, from the search to the number in its
 * source. The pages must have been built (`npm run build`; `npm test` does it first).
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { cjkFont } from '../torture/cjk-font.js';
import { BROWSER_PATH, openBrowser } from './browser.js';
import type { OpenBrowser } from './browser.js';
import { weighPage } from './page-weight.js';
import { serveCorpus } from './served-corpus.js';
import type { ServedCorpus } from './served-corpus.js';

vi.setConfig({ testTimeout: 180_000 });

const missing =
  BROWSER_PATH === null ? 'no Chromium on this machine' : cjkFont() === null ? 'no Chinese font' : null;
if (missing !== null && process.env['CI'] === 'true')
  throw new Error(`The pages cannot be tested: ${missing}.`);

let corpus: ServedCorpus;
let browser: OpenBrowser;
let page: Page;
/** Everything that any page asked for, and what browsers complained of. */
const requests: string[] = [];
const complaints: string[] = [];

/** A page whose requests and complaints are kept. */
async function watchedPage(from: OpenBrowser): Promise<Page> {
  const opened = await from.context.newPage();
  opened.on('request', (request: Request) => requests.push(request.url()));
  opened.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  opened.on('pageerror', (error) => complaints.push(error.message));
  return opened;
}

async function ask<T>(query: string, variables: object = {}): Promise<T> {
  const response = await fetch(`${corpus.address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const body = (await response.json()) as { data: T };
  return body.data;
}

interface Found {
  id: string;
  organ: { id: string | null };
  source: { mediaType: string; sha256: string };
}

/** The first report of a media type. */
async function reportOf(mediaType: string): Promise<Found> {
  const { search } = await ask<{ search: { nodes: Found[] } }>(
    '{ search(first: 100) { nodes { id organ { id } source { mediaType sha256 } } } }',
  );
  const found = search.nodes.find(({ source }) => source.mediaType === mediaType);
  if (found === undefined) throw new Error(`There is no report of ${mediaType}.`);
  return found;
}

describe.skipIf(missing !== null)(
  `the pages in a browser${missing === null ? '' : ` (skipped: ${missing})`}`,
  () => {
    beforeAll(async () => {
      corpus = await serveCorpus();
      browser = await openBrowser();
      page = await watchedPage(browser);
    }, 120_000);

    afterAll(async () => {
      await browser.close();
      await corpus.close();
    });

    const open = (path: string, on: Page = page) =>
      on.goto(corpus.address + path, { waitUntil: 'networkidle' });

    it('lead from a word over a facet and a hit to the passage in its source, and back', async () => {
      await open('/');
      await page.getByRole('combobox', { name: '检索正文与标题' }).fill('行政诉讼');
      await page.getByRole('button', { name: '检索', exact: true }).click();
      await page.locator('mark').first().waitFor();
      const year = page.locator('.facet', { hasText: '报告年度' }).getByRole('checkbox').first();
      await year.check();
      await page.getByRole('button', { name: /去掉条件：报告年度/u }).waitFor();
      const { search } = await ask<{ search: { totalCount: number } }>(
        '{ search(query: "行政诉讼", filter: {year: {in: [2024]}}) { totalCount } }',
      );
      await page.getByText(`共 ${search.totalCount} 份报告`).waitFor();

      // A report with several passages: the next one is one of its own.
      const several = page.locator('.snippets', { has: page.locator('li:nth-child(2)') });
      await several.first().locator('.snippet').first().click();
      await page.locator('.hit-bar').waitFor();
      await page.locator('.source mark.marked').waitFor();
      expect(await page.locator('.source mark.marked').innerText()).toMatch(/行政|诉讼/u);
      const first = await page.locator('.hit-bar').innerText();
      // The passage that says most may be the last of its report.
      const next = page.getByRole('button', { name: '下一处' });
      const another = (await next.isEnabled()) ? next : page.getByRole('button', { name: '上一处' });
      await another.click();
      await page.waitForFunction(`document.querySelector('.hit-bar').innerText !== ${JSON.stringify(first)}`);

      await page.goBack();
      expect(await page.locator('.hit-bar').innerText()).toBe(first);
      await page.goBack();
      await page.getByText(`共 ${search.totalCount} 份报告`).waitFor();
      expect(await page.locator('.facet').getByRole('checkbox', { checked: true }).count()).toBe(1);
      await page.goForward();
      await page.locator('.hit-bar').waitFor();
    });

    it('box a number in its PDF, and a link shows the same to somebody who was never here', async () => {
      const { id } = await reportOf('application/pdf');
      await open(`/report/${id}`);
      await page.locator('[id="cell-applications.received.total"]').click();
      await page.locator('canvas[data-drawn]').first().waitFor();
      const query =
        'query ($id: ID!) { report(id: $id) { cells(keys: ["applications.received.total"]) { place { page box { x y width height } } } } }';
      const { report } = await ask<{
        report: { cells: { place: { page: number; box: { x: number; y: number; width: number } } }[] };
      }>(query, { id });
      const place = report.cells[0]?.place;
      const boxOn = async (on: Page) => {
        const box = on.locator('.pdf-box');
        await box.waitFor();
        const holder = on.locator(`[data-page="${place?.page ?? 0}"]`);
        const [shown, sheet] = [await box.boundingBox(), await holder.boundingBox()];
        if (shown === null || sheet === null) throw new Error('The box is not shown.');
        return [(shown.x - sheet.x) / sheet.width, (shown.y - sheet.y) / sheet.height];
      };
      // The page is 595 points wide and 842 high; the box has a margin of 2 points and a border.
      const [x = 0, y = 0] = await boxOn(page);
      expect(Math.abs(x * 595 - ((place?.box.x ?? 0) - 2))).toBeLessThan(2);
      expect(Math.abs(y * 842 - ((place?.box.y ?? 0) - 2))).toBeLessThan(2);

      const other = await openBrowser();
      const fresh = await watchedPage(other);
      await fresh.goto(page.url());
      expect((await boxOn(fresh)).map((one) => one.toFixed(2))).toEqual([x, y].map((one) => one.toFixed(2)));
      expect(await fresh.locator('.chosen-cell').getAttribute('id')).toBe('cell-applications.received.total');
      await other.close();
    });

    it('mark a cell of a web page, and show the words of reports as text, never as markup', async () => {
      const { search } = await ask<{ search: { nodes: { id: string }[] } }>(
        '{ search(query: "\\"onerror=\\"") { nodes { id } } }',
      );
      const id = search.nodes[0]?.id ?? '';
      await open(`/report/${id}?q=${encodeURIComponent('"onerror="')}`);
      await page.locator('.source mark.marked').waitFor();
      expect(await page.locator('.narrative').first().innerText()).toContain('<img src=x onerror=');
      expect(
        await page.locator('.narrative img, .source .document img, .narrative script, .narrative b').count(),
      ).toBe(0);
      expect(await page.title()).not.toContain('taken');
      // Nor by the address of the file itself, which a browser may open.
      const { source } = (
        await ask<{ report: Found }>('query ($id: ID!) { report(id: $id) { source { sha256 } } }', { id })
      ).report;
      await open(`/source/${source.sha256}`);
      expect(await page.title()).not.toContain('taken');

      const word = await reportOf('application/vnd.openxmlformats-officedocument.wordprocessingml.document');
      await open(`/report/${word.id}?cell=applications.received.naturalPerson`);
      const { report } = await ask<{ report: { cells: { raw: string }[] } }>(
        'query ($id: ID!) { report(id: $id) { cells(keys: ["applications.received.naturalPerson"]) { raw } } }',
        { id: word.id },
      );
      expect((await page.locator('td.marked').innerText()).trim()).toBe(report.cells[0]?.raw);
    });

    it('show a rule that fails under the row that it ends with, with both numbers, and lead to its source', async () => {
      const { search } = await ask<{
        search: {
          nodes: { id: string; findings: { code: string; cells: string[]; messageZh: string }[] }[];
        };
      }>(
        '{ search(first: 5, filter: { findings: { codes: [OUTCOME_TOTAL], outcomes: [FAILS] } }) { nodes { id findings(codes: [OUTCOME_TOTAL], outcomes: [FAILS]) { code cells messageZh } } } }',
      );
      const [found] = search.nodes;
      const [finding] = found?.findings ?? [];
      if (found === undefined || finding === undefined) throw new Error('No rule fails in the corpus.');
      await open(`/report/${found.id}`);
      const row = page.locator('#table-applications .rule-row', { hasText: finding.messageZh });
      await row.waitFor();
      const column = finding.cells[0]?.split('.').at(-1) ?? '';
      // The total of the column stands in the row right above.
      const above = row.locator('xpath=preceding-sibling::tr[1]');
      expect(await above.locator(`[id="cell-applications.outcomeTotal.${column}"]`).count()).toBe(1);
      await row
        .getByRole('button', { name: /看原文/u })
        .first()
        .click();
      await page.locator('.chosen-cell').waitFor();
    });

    it('warn where reports of different scope are sorted by a value, and sort by the day of import', async () => {
      const { search } = await ask<{ search: { warnings: { messageZh: string }[] } }>(
        '{ search(sort: [{ by: CELL, key: "applications.received.total" }]) { warnings { messageZh } } }',
      );
      await open('/?sort=applications.received.total');
      await page.locator('.hit').first().waitFor();
      expect(await page.locator('.results .hint').allInnerTexts()).toEqual(
        search.warnings.map(({ messageZh }) => messageZh),
      );
      expect(search.warnings.length).toBeGreaterThan(0);
      await page.getByRole('combobox', { name: '排序' }).selectOption('IMPORTED_AT');
      const { newest } = await ask<{ newest: { nodes: { title: string }[] } }>(
        '{ newest: search(first: 3, sort: [{ by: IMPORTED_AT }]) { nodes { title } } }',
      );
      await page
        .getByRole('link', { name: newest.nodes[0]?.title ?? '', exact: true })
        .first()
        .waitFor();
      expect((await page.locator('.hit h2').allInnerTexts()).slice(0, 3)).toEqual(
        newest.nodes.map(({ title }) => title),
      );
    });

    it('find an organ among all by how its name begins, and count its reports', async () => {
      const { search } = await ask<{
        search: { facets: { buckets: { label: string; value: string; count: number }[] }[] };
      }>('{ search(facets: [{ field: ORGAN, limit: 1 }]) { facets { buckets { label value count } } } }');
      const [bucket] = search.facets[0]?.buckets ?? [];
      if (bucket === undefined) throw new Error('There is no organ.');
      await open('/');
      const facet = page.locator('.facet', { has: page.getByText('机关', { exact: true }) });
      await facet.locator('summary').click();
      await facet.getByRole('searchbox').fill(bucket.label);
      await facet.getByRole('checkbox', { name: bucket.label }).first().check();
      await page.getByText(`共 ${bucket.count} 份报告`).waitFor();
    });

    it('mark a number that was read from a picture, with how sure it is, and leave such reports out on demand', async () => {
      await open('/?organ=虚构县图片局');
      await page.locator('.hit a').first().click();
      const cell = page.locator('[id="cell-applications.received.total"]');
      await cell.waitFor();
      expect(await cell.getAttribute('aria-label')).toContain('由图片识别（OCR），置信度 93.4%');
      expect(await cell.innerText()).toContain('≈');
      const other = page.locator('[id="cell-applications.carriedIn.total"]');
      expect(await other.getAttribute('aria-label')).not.toContain('OCR');
      await open('/?organ=虚构县图片局');
      await page.getByRole('checkbox', { name: '不含图片识别' }).check();
      await page.getByText('没有符合条件的报告。').waitFor();
    });

    it('export as many reports as they count', async () => {
      await open(`/?q=${encodeURIComponent('培训')}&year=2022`);
      const total = /\d+/u.exec(await page.locator('.total').innerText())?.[0];
      await page.getByText('导出这些报告').click();
      const downloading = page.waitForEvent('download');
      await page.getByRole('link', { name: '导出 CSV' }).click();
      const path = await (await downloading).path();
      const lines = readFileSync(path, 'utf8').trim().split('\r\n');
      expect(String(lines.length - 1)).toBe(total);
    });

    it('show in statistics what the aggregate answers, and open the reports of a figure', async () => {
      await open('/explore?by=YEAR&key=applications.received.total&nested=ALL');
      const { aggregate } = await ask<{
        aggregate: { groups: { reports: number; values: { value: number; reportsWithValue: number }[] }[] };
      }>(
        '{ aggregate(groupBy: [YEAR], measures: [{type: SUM, key: "applications.received.total"}]) { groups { reports values { value reportsWithValue } } } }',
      );
      await page.locator('table.plain tbody td.number').first().waitFor();
      const shown = await page.locator('table.plain tbody td.number').allInnerTexts();
      expect(shown.map((text) => Number(text.replaceAll(',', '')))).toEqual(
        aggregate.groups.map(({ values }) => values[0]?.value),
      );
      const [first] = aggregate.groups;
      await page.locator('table.plain tbody a').first().click();
      await page.getByText(`共 ${first?.reports ?? 0} 份报告`).waitFor();
    });

    it('switch the language, and keep it', async () => {
      await open('/');
      await page.getByRole('button', { name: 'English' }).click();
      await page.getByRole('button', { name: 'Search', exact: true }).waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe('en');
      await open('/quality');
      await page.getByRole('heading', { name: 'Data quality' }).waitFor();
      await page.getByRole('button', { name: '中文' }).click();
      await page.getByRole('heading', { name: '数据质量' }).waitFor();
    });

    it('show who is missing and late of a year, with the rule, and what is new', async () => {
      await open('/quality?lang=zh&year=2022');
      // The page is narrowed to a year, and so is this part.
      expect(await page.getByLabel('报告年度').inputValue()).toBe('2022');
      await page.getByRole('heading', { name: '未收录的机关' }).waitFor();
      await page.getByText(/已知机关 \d+ 个/u).waitFor();
      await page.getByText('不等于机关未发布').waitFor();
      await page.getByRole('heading', { name: '逾期公布的年报' }).waitFor();
      const news = page.locator('section[aria-labelledby="news"]');
      await news.getByText('新增').first().waitFor();
      await news.getByRole('link').first().click();
      await page.waitForURL(/\/report\//u);
    });

    it('are used by the keyboard alone: from the query to a number in its source', async () => {
      await open('/');
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.textContent')).toBe('跳到正文');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      await page.keyboard.type('依申');
      await page.locator('.suggestions li').first().waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.locator('.chosen, mark').first().waitFor();
      expect(new URL(page.url()).searchParams.get('q')).toBe('依申请公开');
      const hit = page.locator('.hit h2 a').first();
      await hit.focus();
      await page.keyboard.press('Enter');
      await page.locator('button.cell').first().waitFor();
      await page.locator('button.cell.state-reported').first().focus();
      await page.keyboard.press('Enter');
      await page.locator('.source .marked, .pdf-box').first().waitFor();
    });

    it.each([
      ['a query that is not closed', `/?q=${encodeURIComponent('"行政')}`, /检索式有误/u],
      ['an unknown report', '/report/none', /没有编号为“none”的报告/u],
      ['an unknown organ', '/organ/none', /没有编号为“none”的机关/u],
      ['a parameter that is none', '/?year=abc', /参数有误|不接受/u],
      ['a key that is none', '/explore?key=applications.nothing', /统计项名称不存在/u],
      ['an operator that is none', `/?q=${encodeURIComponent('行政 AND 诉讼')}`, /AND 在这里按普通单词检索/u],
      ['a wildcard', `/?q=${encodeURIComponent('行政*')}`, /不是通配符/u],
    ])('say in a Chinese sentence what is wrong with %s', async (_, path, words) => {
      const before = complaints.length;
      await open(path);
      await page.getByText(words).first().waitFor();
      // A refusal is an answer of status 400, which the browser notes.
      complaints.splice(before);
    });

    it('say so where the server is gone, and go on when it is back', async () => {
      await open('/');
      const before = complaints.length;
      await page.route('**/graphql', (route) => route.abort());
      await page.getByRole('combobox', { name: '检索正文与标题' }).fill('诉讼');
      await page.getByRole('button', { name: '检索', exact: true }).click();
      await page.getByText(/连不上服务器/u).waitFor();
      await page.unroute('**/graphql');
      complaints.splice(before);
      await page.getByRole('button', { name: '重试' }).click();
      await page.locator('mark').first().waitFor();
    });

    it('fit a phone', async () => {
      const phone = await openBrowser({ width: 390, height: 844 });
      const small = await watchedPage(phone);
      const { id, organ } = await reportOf('application/pdf');
      for (const path of [
        '/',
        `/report/${id}?cell=applications.received.total`,
        `/organ/${organ.id ?? ''}`,
        '/explore',
        '/quality',
      ]) {
        await open(path, small);
        expect(
          await small.evaluate<number>('document.documentElement.scrollWidth'),
          path,
        ).toBeLessThanOrEqual(390);
      }
      await open(`/report/${id}?cell=applications.received.total`, small);
      await small.getByRole('button', { name: '原文', exact: true }).click();
      await small.locator('.pdf-box').waitFor();
      await phone.close();
    });

    it('have nothing that axe-core finds serious, in light and dark', async () => {
      const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
      const { id, organ } = await reportOf('text/plain');
      const paths = [
        '/',
        `/?q=${encodeURIComponent('行政诉讼')}&year=2022`,
        `/report/${id}?q=${encodeURIComponent('公开')}`,
        `/report/${(await reportOf('application/pdf')).id}?cell=applications.received.total`,
        `/organ/${organ.id ?? ''}`,
        '/explore?then=ORGAN_KIND',
        '/quality',
        '/report/none',
      ];
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        for (const path of paths) {
          await open(path);
          // As a tool of the browser, which the policy of the page does not bind.
          await page.evaluate(axe);
          const { violations } = await page.evaluate<{
            violations: { id: string; impact: string; nodes: { html: string }[] }[];
          }>('axe.run()');
          const found = violations
            .filter(({ impact }) => impact === 'serious' || impact === 'critical')
            .map(({ id: rule, nodes }) => `${rule}: ${nodes[0]?.html.slice(0, 200) ?? ''}`);
          expect(found, `${path} ${colorScheme}`).toEqual([]);
        }
      }
      await page.emulateMedia({ colorScheme: 'light' });
    }, 120_000);

    it('may be framed where they are made for it, and nowhere else', async () => {
      const policyOf = async (path: string) =>
        String((await fetch(corpus.address + path)).headers.get('content-security-policy'));
      const { organ } = await reportOf('text/plain');
      expect(await policyOf(`/embed/organ/${organ.id ?? ''}`)).toContain('frame-ancestors *');
      expect(await policyOf('/embed/explore')).toContain('frame-ancestors *');
      for (const path of ['/', '/explore', '/sandbox']) {
        expect(await policyOf(path)).toContain("frame-ancestors 'none'");
        expect(await policyOf(path)).not.toMatch(/unsafe-(?:inline|eval)/u);
      }
      await open(`/embed/organ/${organ.id ?? ''}?chart=intake`);
      await page.locator('canvas').first().waitFor();
      expect(await page.locator('.masthead').count()).toBe(0);
    });

    it('weigh at most 200 kB at first, before PDF and charts, which only pages that show them load', async () => {
      const { id, organ } = await reportOf('text/plain');
      const pdf = await reportOf('application/pdf');
      // Each in a browser that has nothing of it yet, in memory either.
      const weigh = async (path: string, shown?: string) => {
        const fresh = await openBrowser();
        const weight = await weighPage(fresh.context, corpus.address + path, shown);
        await fresh.close();
        return weight;
      };
      const plain = ['/', `/?q=${encodeURIComponent('行政诉讼')}`, `/report/${id}`, '/quality'];
      for (const path of plain) {
        const { page: own, charts, pdf: viewer } = await weigh(path);
        expect(own, path).toBeGreaterThan(50_000);
        expect(own, path).toBeLessThan(200_000);
        expect([charts, viewer], path).toEqual([0, 0]);
      }
      const series = await weigh(`/organ/${organ.id ?? ''}`, 'canvas');
      expect(series.page).toBeLessThan(200_000);
      expect([series.charts > 0, series.pdf]).toEqual([true, 0]);
      const paged = await weigh(`/report/${pdf.id}`, 'canvas[data-drawn]');
      expect(paged.page).toBeLessThan(200_000);
      expect([paged.charts, paged.pdf > 0]).toEqual([0, true]);
    });

    it('asked nobody but the server, and no browser complained', () => {
      const elsewhere = requests.filter(
        (url) => !url.startsWith('http://127.0.0.1:') && !/^(?:data|blob):/u.test(url),
      );
      expect(elsewhere).toEqual([]);
      expect(complaints).toEqual([]);
    });
  },
);
