/** Writes through GraphQL: who may, what comes of them, and that each is in the audit log. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { createApp } from '../../src/app.js';
import { ServedStores } from '../../src/http/served-stores.js';
import type { ReportStore } from '../../src/store/port.js';
import { buildReport, buildWrite } from '../support/build-report.js';
import { reportText } from '../support/report-text.js';
import { ADMIN_TOKEN, TEST_CONFIG, TestStores, addTexts } from './served-app.js';
import type { Answer } from './served-app.js';

const stores = new TestStores();
let user: ReportStore;
let app: FastifyInstance;

beforeAll(async () => {
  user = await stores.open('user');
  const sample = await stores.open('sample', true);
  await addTexts(sample, [reportText({ year: 2022 })]);
  app = await createApp(new ServedStores(user, sample), TEST_CONFIG);
});

afterEach(async () => {
  for (;;) {
    const { hits } = await user.search({
      text: null,
      exactRuns: [],
      searchIn: ['TITLE'],
      sectionKinds: null,
      sameSection: false,
      filter: null,
      sort: [],
      limit: 100,
      after: null,
      before: null,
      fromEnd: false,
      countTotal: false,
      facets: [],
      highlights: 0,
      reports: false,
    });
    if (hits.length === 0) return;
    for (const { id } of hits) await user.delete(id);
  }
});

afterAll(async () => {
  await app.close();
  await stores.destroy();
});

/** Sends an operation with a token; null for none. */
async function ask(
  query: string,
  variables?: object,
  token: string | null = ADMIN_TOKEN,
  server = app,
  remoteAddress = '127.0.0.1',
): Promise<Answer> {
  const response = await server.inject({
    method: 'POST',
    url: '/graphql',
    remoteAddress,
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
    payload: { query, variables },
  });
  const body: Partial<Answer> = response.json();
  return { status: response.statusCode, data: body.data ?? null, errors: body.errors ?? [] };
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');

const IMPORT =
  'mutation ($fileName: String!, $base64: String!) { importReport(fileName: $fileName, base64: $base64) { status sha256 report { id year madeUp } setAside { reason message } } }';

interface Imported {
  status: string;
  sha256: string;
  report: { id: string; year: number } | null;
  setAside: { reason: string } | null;
}

async function importText(text: string, fileName = 'a.txt'): Promise<Imported> {
  const { data, errors } = await ask(IMPORT, { fileName, base64: base64(text) });
  expect(errors).toEqual([]);
  return data?.['importReport'] as Imported;
}

const OPERATIONS: [name: string, operation: string][] = [
  ['setAside', '{ setAside { totalCount } }'],
  ['writes', '{ writes { totalCount } }'],
  ['importReport', 'mutation { importReport(fileName: "a.txt", base64: "") { status } }'],
  ['deleteReport', 'mutation { deleteReport(id: "a") { deleted } }'],
  ['reparse', 'mutation { reparse { next } }'],
];

/** Tries so far, and those of them that showed a wrong token. */
let tries = 0;
let shown = 0;

describe('administration', () => {
  it.each(OPERATIONS)('refuses %s without the right token', async (name, operation) => {
    for (const token of [null, 'another-token-altogether', `${ADMIN_TOKEN}x`, '']) {
      // Each from an address of its own: one that was wrong has to wait.
      tries += 1;
      if (token !== null && token !== '') shown += 1;
      const address = `192.0.2.${String(tries)}`;
      const { status, errors } = await ask(operation, {}, token, app, address);
      expect([status, errors]).toMatchObject([200, [{ path: [name], extensions: { code: 'UNAUTHORIZED' } }]]);
      expect(errors[0]?.extensions['remedy']).toContain('Authorization: Bearer');
      expect(JSON.stringify(errors)).not.toContain(ADMIN_TOKEN);
    }
    // They are written down while the answer is sent.
    let { entries } = await user.listWrites(100, 0);
    while (entries.length < shown) ({ entries } = await user.listWrites(100, 0));
    expect(entries).toHaveLength(shown);
    expect(new Set(entries.map(({ action }) => action))).toEqual(new Set(['TOKEN']));
    expect(JSON.stringify(entries)).not.toMatch(/another-token|of-the-tests/u);
  });

  it('makes an address wait that has shown a wrong token, for all operations', async () => {
    const address = '198.51.100.7';
    const [, [, first] = ['', '']] = OPERATIONS;
    expect((await ask(first, {}, 'a-guess', app, address)).status).toBe(200);
    for (const [, operation] of OPERATIONS) {
      const { status, errors } = await ask(operation, {}, ADMIN_TOKEN, app, address);
      expect([status, errors]).toMatchObject([429, [{ extensions: { code: 'TOO_MANY_REQUESTS' } }]]);
    }
    expect((await ask('{ search { totalCount } }', {}, null, app, address)).status).toBe(200);
    expect((await ask('{ setAside { totalCount } }')).errors).toEqual([]);
  });

  it.each(OPERATIONS)('is off for %s where no token is configured', async (name, operation) => {
    const off = await createApp(new ServedStores(user, null), { ...TEST_CONFIG, adminToken: null });
    for (const token of [null, ADMIN_TOKEN, 'null']) {
      const { errors } = await ask(operation, {}, token, off);
      expect(errors).toMatchObject([{ path: [name], extensions: { code: 'WRITES_DISABLED' } }]);
    }
    await off.close();
  });

  it('is refused by GET', async () => {
    const response = await app.inject({
      method: 'GET',
      url: `/graphql?query=${encodeURIComponent('mutation { reparse { next } }')}`,
      headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'apollo-require-preflight': 'true' },
    });
    expect(response.statusCode).toBe(405);
  });
});

describe('importReport', () => {
  it('writes to the user’s store, which is served from then on', async () => {
    const before = await ask('{ status { madeUp } }');
    expect(before.data).toEqual({ status: { madeUp: true } });
    const text = reportText({ year: 2021 });
    const { status, report, setAside } = await importText(text);
    expect({ status, year: report?.year, setAside }).toEqual({ status: 'NEW', year: 2021, setAside: null });
    const after = await ask('{ status { madeUp reports } search { nodes { id } } }');
    expect(after.data).toEqual({
      status: { madeUp: false, reports: 1 },
      search: { nodes: [{ id: report?.id }] },
    });
  });

  it('is idempotent, and makes revisions of other bytes', async () => {
    const text = reportText({ year: 2021 });
    const first = await importText(text);
    expect(await importText(text, 'b.txt')).toMatchObject({ status: 'UNCHANGED', report: first.report });
    expect(await importText(`${text}\n附：说明。\n`)).toMatchObject({
      status: 'REVISED',
      report: { id: first.report?.id },
    });
    expect((await user.status()).reports).toBe(1);
  });

  it('sets aside what is no report, with the reason', async () => {
    const { status, report, setAside } = await importText('这不是报告。');
    expect({ status, report, reason: setAside?.reason }).toEqual({
      status: 'SET_ASIDE',
      report: null,
      reason: 'NOT_A_REPORT',
    });
    const { data } = await ask('{ setAside { totalCount files { fileName reason } } }');
    expect(data).toEqual({
      setAside: { totalCount: 1, files: [{ fileName: 'a.txt', reason: 'NOT_A_REPORT' }] },
    });
  });

  it('keeps the name of the file without folders', async () => {
    const { report } = await importText(reportText({ year: 2020 }), 'C:\\secret\\..\\x/年报.txt');
    const { data } = await ask('query ($id: ID!) { report(id: $id) { source { fileName } } }', report ?? {});
    expect(data).toEqual({ report: { source: { fileName: '年报.txt' } } });
  });

  it.each([
    ['no base64', { fileName: 'a.txt', base64: 'äöü' }, 'base64'],
    ['base64 with a hole', { fileName: 'a.txt', base64: 'QUJD RA==' }, 'base64'],
    ['no file name', { fileName: ' / ', base64: 'QUJD' }, 'fileName'],
    ['a file name without end', { fileName: 'a'.repeat(256), base64: 'QUJD' }, 'fileName'],
  ])('refuses %s', async (_name, variables, argument) => {
    const { errors } = await ask(IMPORT, variables);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_ARGUMENT', argument } }]);
  });
});

describe('deleteReport', () => {
  it('deletes once, and a second call is no error', async () => {
    const { report } = await importText(reportText({ year: 2021 }));
    const remove = 'mutation ($id: ID!) { deleteReport(id: $id) { deleted } }';
    expect((await ask(remove, report ?? {})).data).toEqual({ deleteReport: { deleted: true } });
    expect((await ask(remove, report ?? {})).data).toEqual({ deleteReport: { deleted: false } });
    expect((await user.status()).reports).toBe(0);
  });
});

describe('reparse', () => {
  it('goes through all kept files, part by part, and reads those of other parsers again', async () => {
    const texts = [2019, 2020, 2021].map((year) => reportText({ year }));
    await user.write(
      texts.map((text, index) =>
        buildWrite(buildReport({ year: 2019 + index, organ: '青禾县水利局' }), {
          bytes: text,
          parserVersion: index === 0 ? 'older' : 'oldest',
        }),
      ),
    );
    const totals = { reparsed: 0, unchanged: 0, setAside: 0 };
    const walk = async (): Promise<number> => {
      let parts = 0;
      let after: string | null = null;
      do {
        const { data, errors }: Answer = await ask(
          'mutation ($after: String) { reparse(after: $after, limit: 2) { reparsed unchanged setAside next } }',
          { after },
        );
        expect(errors).toEqual([]);
        const part = data?.['reparse'] as typeof totals & { next: string | null };
        totals.reparsed += part.reparsed;
        totals.unchanged += part.unchanged;
        totals.setAside += part.setAside;
        after = part.next;
        parts += 1;
      } while (after !== null);
      return parts;
    };
    expect(await walk()).toBe(2);
    expect(totals).toEqual({ reparsed: 3, unchanged: 0, setAside: 0 });
    await walk();
    expect(totals).toEqual({ reparsed: 3, unchanged: 3, setAside: 0 });
  });

  it.each([
    ['limit: 0', 'limit'],
    ['limit: 201', 'limit'],
    ['after: "x"', 'after'],
  ])('refuses %s', async (args, argument) => {
    const { errors } = await ask(`mutation { reparse(${args}) { next } }`);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_ARGUMENT', argument } }]);
  });
});

describe('the audit log', () => {
  it('has each write with its result and the id of the request', async () => {
    const { entries: earlier } = await user.listWrites(100, 0);
    const { report, sha256 } = await importText(reportText({ year: 2018 }));
    await importText('nothing');
    await ask('mutation ($id: ID!) { deleteReport(id: $id) { deleted } }', report ?? {});
    await ask('mutation { reparse { next } }');
    const { data } = await ask(
      '{ writes(first: 4) { totalCount entries { action reportId sha256 result requestId at } } }',
    );
    const { totalCount, entries } = data?.['writes'] as {
      totalCount: number;
      entries: { action: string; reportId: string | null; requestId: string; at: string }[];
    };
    expect(totalCount).toBe(earlier.length + 4);
    expect(entries).toMatchObject([
      { action: 'REPARSE', reportId: null, result: 'reparsed 0, unchanged 0, set-aside 0' },
      { action: 'DELETE', reportId: report?.id, result: 'deleted' },
      { action: 'IMPORT', reportId: null, result: 'set-aside: not-a-report' },
      { action: 'IMPORT', reportId: report?.id, sha256, result: 'new' },
    ]);
    expect(new Set(entries.map(({ requestId }) => requestId)).size).toBe(4);
    for (const { at } of entries) expect(Number.isNaN(Date.parse(at))).toBe(false);
  });
});
