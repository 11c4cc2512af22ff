import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReportStore } from '../../src/store/port.js';
import { MAX_UPLOAD_BYTES } from '../../src/services/administration.js';
import { attachingPage, titleOf, wordReport } from '../support/page-with-attachment.js';
import { reportText } from '../support/report-text.js';
import { ADMIN_TOKEN, TestStores, ask, serveStore } from './served-app.js';

const stores = new TestStores();
let store: ReportStore;
let app: FastifyInstance;

beforeAll(async () => {
  store = await stores.open('reports');
  app = await serveStore(store);
});

afterAll(async () => {
  await app.close();
  await stores.destroy();
});

interface Answer {
  status: string;
  reportId: string | null;
  setAside: { reason: string } | null;
  errors?: { message: string; extensions: { code: string } }[];
}

type Content = string | Buffer;

async function upload(
  content: Content,
  token: string | null = ADMIN_TOKEN,
  server = app,
  remoteAddress = '127.0.0.1',
) {
  return await uploadAll({ 'folder/report.txt': content }, token, server, remoteAddress);
}

async function uploadAll(
  files: Record<string, Content>,
  token: string | null = ADMIN_TOKEN,
  server = app,
  remoteAddress = '127.0.0.1',
) {
  const form = new FormData();
  for (const [name, content] of Object.entries(files))
    form.append('file', new Blob([Buffer.from(content)]), name);
  const request = new Request('http://localhost/import', { method: 'POST', body: form });
  const response = await server.inject({
    method: 'POST',
    url: '/import',
    remoteAddress,
    headers: {
      'content-type': request.headers.get('content-type') ?? '',
      ...(token !== null && { authorization: `Bearer ${token}` }),
    },
    payload: Buffer.from(await request.arrayBuffer()),
  });
  return { status: response.statusCode, body: response.json<Answer>() };
}

describe('POST /import', () => {
  it('imports a file, which the next query finds; the same again changes nothing', async () => {
    const { status, body } = await upload(reportText({ year: 2021 }));
    expect({ status, outcome: body.status }).toEqual({ status: 200, outcome: 'new' });
    const { data } = await ask(app, '{ search { nodes { id year source { fileName } } } }');
    expect(data).toEqual({
      search: { nodes: [{ id: body.reportId, year: 2021, source: { fileName: 'report.txt' } }] },
    });
    expect((await upload(reportText({ year: 2021 }))).body.status).toBe('unchanged');
    expect((await store.listWrites(10, 0)).entries.map(({ result }) => result)).toEqual(['unchanged', 'new']);
  });

  it('sets aside what is no report, and says why', async () => {
    const { status, body } = await upload('no report at all');
    expect({ status, outcome: body.status, reason: body.setAside?.reason }).toEqual({
      status: 200,
      outcome: 'set-aside',
      reason: 'not-a-report',
    });
  });

  it('refuses whoever does not show the token, and everybody where there is none', async () => {
    expect(await upload('x', null)).toMatchObject({
      status: 401,
      body: { errors: [{ extensions: { code: 'UNAUTHORIZED' } }] },
    });
    expect((await upload('x', 'another-token-of-tests', app, '192.0.2.1')).status).toBe(401);
    expect((await upload('x', ADMIN_TOKEN, app, '192.0.2.1')).status).toBe(429);
    const closed = await serveStore(store, { adminToken: null });
    expect(await upload('x', ADMIN_TOKEN, closed)).toMatchObject({
      status: 403,
      body: { errors: [{ extensions: { code: 'WRITES_DISABLED' } }] },
    });
    await closed.close();
  });

  it('stops reading when its time is over, stores nothing of the file and says so in the log', async () => {
    const hurried = await serveStore(store, { uploadDeadlineMs: 1 });
    const text = reportText({ year: 2022 });
    expect(await upload(text, ADMIN_TOKEN, hurried)).toMatchObject({
      status: 503,
      body: { errors: [{ extensions: { code: 'DEADLINE_EXCEEDED' } }] },
    });
    await hurried.close();
    expect((await store.listWrites(1, 0)).entries[0]).toMatchObject({
      reportId: null,
      result: 'deadline-exceeded',
    });
    const { data } = await ask(app, '{ search(filter: { year: { eq: 2022 } }) { totalCount } }');
    expect(data).toEqual({ search: { totalCount: 0 } });
    expect((await upload(text)).body.status).toBe('new');
  });

  it('joins a page with the file that it attaches, sent together', async () => {
    const page = attachingPage(titleOf({ year: 2020 }), [['W/a.docx', '附件：年报.docx']]);
    const files = { 'p.html': page, 'a.docx': wordReport({ year: 2020, received: 17 }) };
    const { status, body } = await uploadAll(files);
    expect({ status, outcome: body.status }).toEqual({ status: 200, outcome: 'new' });
    const query = '{ search(filter: { year: { eq: 2020 } }) { nodes { id publishedOn files { name } } } }';
    expect((await ask(app, query)).data).toEqual({
      search: {
        nodes: [
          {
            id: body.reportId,
            publishedOn: '2022-01-20',
            files: [{ name: 'p.html' }, { name: 'a.docx' }],
          },
        ],
      },
    });
    expect((await uploadAll(files)).body.status).toBe('unchanged');
  });

  it('refuses files that are not one report, says why, and stores none of them', async () => {
    const page = attachingPage(titleOf({ year: 2018 }), [['W/a.docx', '附件：年报.docx']]);
    const { status, body } = await uploadAll({ 'p.html': page, 'a.docx': wordReport({ year: 2017 }) });
    expect(status).toBe(400);
    expect(body.errors?.[0]).toMatchObject({
      message: expect.stringMatching(/not known to be one report.*different years/u) as string,
      extensions: { code: 'BAD_ARGUMENT' },
    });
    const { data } = await ask(app, '{ search(filter: { year: { lt: 2019 } }) { totalCount } }');
    expect(data).toEqual({ search: { totalCount: 0 } });
  });

  it('refuses a file that is too large, and a request without a file', async () => {
    const large = await upload(Buffer.alloc(MAX_UPLOAD_BYTES + 1, 0x61));
    expect(large.status).toBe(400);
    expect(large.body.errors?.[0]?.extensions.code).toBe('BAD_ARGUMENT');
    const none = await app.inject({
      method: 'POST',
      url: '/import',
      headers: { authorization: `Bearer ${ADMIN_TOKEN}` },
      payload: { file: 'x' },
    });
    expect(none.statusCode).toBe(400);
  });
});
