/** Where a file came from, and the file itself: `/source`, the API, the document as it was read. */
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importUpload } from '../../src/services/administration.js';
import type { ReportStore } from '../../src/store/port.js';
import { packJoined } from '../../src/ingest/joined/joined-file.js';
import { attachingPage, titleOf, wordReport } from '../support/page-with-attachment.js';
import { reportText } from '../support/report-text.js';
import { TestStores, ask, serveStore } from './served-app.js';

const stores = new TestStores();
let store: ReportStore;
let app: FastifyInstance;
/** Digest of a web page that holds a script, and of a text. */
let page: string;
let text: string;
let pageId: string;

const HTML = `<!-- saved from url=(0030)https://example.org/report/1 -->
<html><head><link rel="canonical" href="https://example.org/canonical"><title>样例</title></head><body>
<h1>虚构市数据局2022年政府信息公开工作年度报告</h1><script>document.title = 'taken'</script>
<p>一、总体情况</p><p>全年共公开信息&lt;b&gt;三&lt;/b&gt;条。</p>
<p>二、主动公开政府信息情况</p>
<table><tr><td>第二十条第（一）项</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>
<tr><td>规章</td><td></td><td>0</td><td>3</td></tr></table>
<p>三、收到和处理政府信息公开申请情况</p><p>四、政府信息公开行政复议、行政诉讼情况</p></body></html>`;

beforeAll(async () => {
  store = await stores.open('sources');
  app = await serveStore(store);
  const html = await importUpload(store, { fileName: '样例 "1".html', bytes: Buffer.from(HTML) }, 'test');
  page = html.sha256;
  pageId = html.report?.id ?? '';
  const plain = { fileName: 'plain.txt', bytes: Buffer.from(reportText({ year: 2021 })) };
  const origin = { sourceUrl: 'https://example.org/a?b=c', retrievedAt: '2024-02-29' };
  text = (await importUpload(store, { ...plain, ...origin }, 'test')).sha256;
});

afterAll(async () => {
  await app.close();
  await stores.destroy();
});

const get = (url: string, headers: Record<string, string> = {}) =>
  app.inject({ method: 'GET', url, headers });

describe('GET /source', () => {
  it('gives the bytes, and a page as anybody’s markup: sandboxed, no scripts, no requests', async () => {
    const { statusCode, headers, rawPayload } = await get(`/source/${page}`);
    expect(statusCode).toBe(200);
    expect(rawPayload.equals(Buffer.from(HTML))).toBe(true);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['x-content-type-options']).toBe('nosniff');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain('sandbox');
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/script-src|allow-scripts|allow-same-origin/u);
    expect(String(headers['content-disposition'])).toMatch(/^inline; .*filename\*=UTF-8''%E6%A0%B7/u);
  });

  it('gives parts, and knows what the client has', async () => {
    const bytes = Buffer.from(HTML);
    const part = await get(`/source/${page}`, { range: 'bytes=5-9' });
    expect([part.statusCode, part.headers['content-range']]).toEqual([206, `bytes 5-9/${bytes.length}`]);
    expect(part.rawPayload.equals(bytes.subarray(5, 10))).toBe(true);
    const end = await get(`/source/${page}`, { range: 'bytes=-4' });
    expect(end.rawPayload.equals(bytes.subarray(-4))).toBe(true);
    expect((await get(`/source/${page}`, { range: `bytes=${bytes.length}-` })).statusCode).toBe(416);
    expect((await get(`/source/${page}`, { 'if-none-match': `W/"${page}"` })).statusCode).toBe(304);
    const changed = await get(`/source/${page}`, { range: 'bytes=0-1', 'if-range': '"other"' });
    expect([changed.statusCode, changed.rawPayload.length]).toEqual([200, bytes.length]);
  });

  it('says what is wrong with an address', async () => {
    expect((await get('/source/abc')).json()).toMatchObject({
      errors: [{ extensions: { code: 'BAD_ARGUMENT' } }],
    });
    const gone = await get(`/source/${'0'.repeat(64)}`);
    expect([gone.statusCode, gone.json<{ errors: object[] }>().errors]).toMatchObject([
      404,
      [{ extensions: { code: 'NOT_FOUND' } }],
    ]);
  });
});

describe('where a file came from', () => {
  it('is told as the importer says, else as the file says, and by the export', async () => {
    const query = '{ search(sort: {by: YEAR}) { nodes { source { sha256 path url retrievedAt } } } }';
    const { data } = await ask(app, query);
    expect(data).toEqual({
      search: {
        nodes: [
          {
            source: {
              sha256: page,
              path: `/source/${page}`,
              url: 'https://example.org/report/1',
              retrievedAt: null,
            },
          },
          {
            source: {
              sha256: text,
              path: `/source/${text}`,
              url: 'https://example.org/a?b=c',
              retrievedAt: '2024-02-29',
            },
          },
        ],
      },
    });
    const csv = await get('/export?format=csv&keys=applications.received.total&filter={"year":{"eq":2021}}');
    expect(csv.body).toContain('https://example.org/a?b=c,2024-02-29');
  });

  it('may be told later of the same bytes; what is not told again stays', async () => {
    const again = { fileName: 'plain.txt', bytes: Buffer.from(reportText({ year: 2021 })) };
    const { status } = await importUpload(store, { ...again, sourceUrl: 'http://example.org/new' }, 'test');
    expect(status).toBe('unchanged');
    await importUpload(store, again, 'test');
    expect(await store.source(text)).toMatchObject({
      url: 'http://example.org/new',
      retrievedAt: '2024-02-29',
    });
  });

  it.each([
    [{ sourceUrl: 'javascript:alert(1)' }, 'sourceUrl'],
    [{ sourceUrl: 'https://user:secret@example.org/' }, 'sourceUrl'],
    [{ retrievedAt: '2023-02-29' }, 'retrievedAt'],
  ])('is refused where it is none: %j', async (origin, argument) => {
    const upload = { fileName: 'x.txt', bytes: Buffer.from('x'), ...origin };
    await expect(importUpload(store, upload, 'test')).rejects.toMatchObject({
      code: 'BAD_ARGUMENT',
      argument,
    });
  });
});

describe('what programs and readers ask for', () => {
  it('the document as it was read, with the places that cells have', async () => {
    const query = `query ($id: ID!) { report(id: $id) {
      cells(keys: ["disclosure.rules.issued", "disclosure.rules.inForce"]) { state place { table row tableColumn } }
      source { document { kind text place { paragraph table } rows { text row tableColumn } } } } }`;
    const { data, errors } = await ask(app, query, { id: pageId });
    expect(errors).toEqual([]);
    const { report } = data as {
      report: {
        cells: { state: string; place: { table: number; row: number; tableColumn: number } }[];
        source: {
          document: {
            kind: string;
            text: string;
            rows: { text: string; row: number; tableColumn: number }[][];
          }[];
        };
      };
    };
    const table = report.source.document.find(({ kind }) => kind === 'TABLE');
    const texts = report.cells.map(
      ({ place }) =>
        table?.rows.flat().find((cell) => cell.row === place.row && cell.tableColumn === place.tableColumn)
          ?.text,
    );
    // A blank's place is the blank.
    expect([report.cells.map(({ state }) => state), texts]).toEqual([
      ['BLANK', 'REPORTED'],
      ['', '3'],
    ]);
    expect(report.source.document.map(({ text: shown }) => shown)).toContain('全年共公开信息<b>三</b>条。');
  });

  it('reports by id, in the order asked, null for an unknown one', async () => {
    const { data } = await ask(app, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
      ids: ['none', pageId],
    });
    expect(data).toEqual({ nodes: [null, { id: pageId }] });
  });

  it('the schema and the routes beside it', async () => {
    expect((await get('/schema.graphql')).body).toContain('type Query {');
    expect(Object.keys((await get('/openapi.json')).json<{ paths: object }>().paths)).toEqual([
      '/export',
      '/import',
      '/feed',
      '/feed/changes',
      '/source/{sha256}',
      '/source/{sha256}/{part}',
    ]);
  });

  it('a highlight with its place', async () => {
    const query =
      '{ search(query: "\\"全年共公开\\"") { edges { highlights { place { paragraph column } } } } }';
    const { data } = await ask(app, query);
    expect(data).toEqual({
      search: { edges: [{ highlights: [{ place: { paragraph: 3, column: 1 } }] }] },
    });
  });
});

describe('the files of a joined source', () => {
  it('are listed by the API and given one by one', async () => {
    const year = 2019;
    const html = Buffer.from(attachingPage(titleOf({ year }), [['a.docx', '附件']]));
    const word = wordReport({ year });
    const bytes = await packJoined({
      kind: 'PAGE_WITH_ATTACHMENT',
      parts: [
        { name: 'p.html', bytes: html },
        { name: 'a.docx', bytes: word },
      ],
    });
    const { sha256, report } = await importUpload(
      store,
      { fileName: 'p.html+a.docx.zip', bytes: Buffer.from(bytes) },
      'test',
    );
    const { data } = await ask(
      app,
      `{ report(id: "${report?.id ?? ''}") { files { part name path } cells(keys: ["applications.received.total"]) { place { part } } } }`,
    );
    expect(data?.['report']).toEqual({
      files: [
        { part: 1, name: 'p.html', path: `/source/${sha256}/1` },
        { part: 2, name: 'a.docx', path: `/source/${sha256}/2` },
      ],
      cells: [{ place: { part: 2 } }],
    });
    const first = await get(`/source/${sha256}/1`);
    expect(first.rawPayload.equals(html)).toBe(true);
    expect(first.headers['content-type']).toBe('text/html');
    expect(String(first.headers['content-security-policy'])).toContain('sandbox');
    const second = await get(`/source/${sha256}/2`);
    expect(second.rawPayload.equals(word)).toBe(true);
    expect(second.headers['content-disposition']).toMatch(/^attachment; /u);
    expect(second.headers['etag']).not.toBe(first.headers['etag']);
    for (const part of ['0', '3', 'x', '-1', '1.5'])
      expect((await get(`/source/${sha256}/${part}`)).statusCode, part).toBe(404);
    expect((await get(`/source/${text}/1`)).statusCode).toBe(404);
  });
});
