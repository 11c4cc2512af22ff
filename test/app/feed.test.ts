/** `/feed`: the newest imports of a search, as Atom. */
import type { FastifyInstance } from 'fastify';
import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importUpload } from '../../src/services/administration.js';
import type { ReportStore } from '../../src/store/port.js';
import { buildReport, buildWrite } from '../support/build-report.js';
import { reportText } from '../support/report-text.js';
import { TestStores, serveStore } from './served-app.js';

const stores = new TestStores();
let store: ReportStore;
let app: FastifyInstance;

const add = (year: number) =>
  importUpload(
    store,
    {
      fileName: `${year}.txt`,
      bytes: Buffer.from(reportText({ year }).replace('一、总体情况', '一、总体情况\n<b>&记号')),
    },
    'test',
  );

beforeAll(async () => {
  store = await stores.open('feed');
  app = await serveStore(store);
  for (const year of [2021, 2019, 2020]) await add(year);
});

afterAll(async () => {
  await app.close();
  await stores.destroy();
});

/** The texts of the entries' elements of a name; a feed that is no XML throws. */
function entries(xml: string, name: string): string[] {
  const parser = new SaxesParser();
  const found: string[] = [];
  let isEntry = false;
  let text = '';
  parser.on('opentag', (tag) => {
    if (tag.name === 'entry') isEntry = true;
    text = '';
  });
  parser.on('text', (piece) => (text += piece));
  parser.on('cdata', (piece) => (text += piece));
  parser.on('closetag', (tag) => {
    if (isEntry && tag.name === name) found.push(text);
  });
  parser.write(xml).close();
  return found;
}

describe('GET /feed', () => {
  it('lists what was imported last first, with ids that stay', async () => {
    const first = await app.inject('/feed');
    expect(first.headers['content-type']).toBe('application/atom+xml; charset=utf-8');
    expect(entries(first.body, 'title').map((title) => /\d{4}/u.exec(title)?.[0])).toEqual([
      '2020',
      '2019',
      '2021',
    ]);
    const ids = entries(first.body, 'id');
    expect(new Set(ids).size).toBe(3);

    const again = await app.inject({
      url: '/feed',
      headers: { 'if-none-match': String(first.headers.etag) },
    });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    await add(2022);
    const later = await app.inject({
      url: '/feed',
      headers: { 'if-none-match': String(first.headers.etag) },
    });
    expect(later.statusCode).toBe(200);
    expect(entries(later.body, 'id').slice(1)).toEqual(ids);
  });

  it('follows all that a search can say: where it looks, and whether words stand together', async () => {
    const count = async (more: string) => {
      const { statusCode, body } = await app.inject(
        `/feed?query=${encodeURIComponent('"一、总体情况"')}${more}`,
      );
      expect(statusCode).toBe(200);
      return entries(body, 'title').length;
    };
    const [everywhere, headings] = [await count(''), await count('&searchIn=HEADINGS')];
    expect(headings).toBeGreaterThan(everywhere);
    expect(await count('&searchIn=TITLE,TEXT&sectionKinds=OVERVIEW&sameSection=true')).toBe(everywhere);
    for (const [wrong, argument] of [
      ['searchIn=X', 'searchIn[0]'],
      ['sectionKinds=X', 'sectionKinds[0]'],
      ['sameSection=1', 'sameSection'],
    ]) {
      const { errors } = (await app.inject(`/feed?${wrong ?? ''}`)).json<{
        errors: { extensions: object }[];
      }>();
      expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_ARGUMENT', argument });
    }
  });

  it('follows query and filter, and says what is wrong with them', async () => {
    const filter = encodeURIComponent('{"year":{"in":[2019,2020]}}');
    const found = await app.inject(`/feed?filter=${filter}&query=${encodeURIComponent('"<b>&记号"')}`);
    expect(entries(found.body, 'title')).toHaveLength(2);
    expect((await app.inject('/feed?filter={')).json()).toMatchObject({
      errors: [{ extensions: { code: 'BAD_ARGUMENT', argument: 'filter' } }],
    });
    expect((await app.inject('/feed?q=x')).statusCode).toBe(400);
  });
});

describe('GET /feed/changes', () => {
  it('lists what changed last first, with ids that stay, and names the cells of a revision', async () => {
    const other = await stores.open('feed-changes');
    const served = await serveStore(other);
    const write = (year: number, received: number | 'BLANK', bytes: string, parserVersion = '1') => {
      const report = buildReport({ year, cells: { 'applications.received.total': received } });
      return other.write([buildWrite(report, { bytes, parserVersion })]);
    };
    try {
      const [one] = await write(2020, 7, 'a');
      await write(2021, 3, 'b');
      const before = await served.inject('/feed/changes');
      await write(2020, 'BLANK', 'a', '2');
      await other.delete(one?.id ?? '');
      const after = await served.inject({
        url: '/feed/changes',
        headers: { 'if-none-match': String(before.headers.etag) },
      });
      expect(after.statusCode).toBe(200);
      expect(after.headers['content-type']).toBe('application/atom+xml; charset=utf-8');
      expect(entries(after.body, 'title').map((title) => title.slice(0, 2))).toEqual([
        '删除',
        '修订',
        '新增',
        '新增',
      ]);
      expect(entries(after.body, 'id').slice(2)).toEqual(entries(before.body, 'id'));
      // A blank is no zero.
      expect(entries(after.body, 'summary').join()).toContain('7 → 空白');
      const again = await served.inject({
        url: '/feed/changes',
        headers: { 'if-none-match': String(after.headers.etag) },
      });
      expect([again.statusCode, again.body]).toEqual([304, '']);
      expect((await served.inject('/feed/changes?query=x')).json()).toMatchObject({
        errors: [{ extensions: { code: 'BAD_ARGUMENT', argument: 'query' } }],
      });
    } finally {
      await served.close();
    }
  });
});
