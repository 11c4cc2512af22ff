/** Errors in both languages, as clients and the shell get them. */
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runOgi } from '../support/run-ogi.js';
import { TestStores, ask, serveStore } from '../app/served-app.js';

const HAN = /\p{Script=Han}/u;
const stores = new TestStores();
let app: FastifyInstance;

beforeAll(async () => {
  app = await serveStore(await stores.open('told'));
});
afterAll(async () => {
  await app.close();
  await stores.destroy();
});

describe('an error of the API', () => {
  it.each([
    ['of an argument', '{ search(first: 0) { totalCount } }', 'BAD_ARGUMENT'],
    ['of the query text', '{ search(query: "（") { totalCount } }', 'BAD_QUERY'],
    ['of a key', '{ search(sort: [{ by: CELL, key: "no.such" }]) { totalCount } }', 'UNKNOWN_CELL'],
    ['of the schema', '{ noSuchField }', 'GRAPHQL_VALIDATION_FAILED'],
    ['of the syntax', '{', 'GRAPHQL_PARSE_FAILED'],
  ])('%s is told in English and Chinese', async (_, query, code) => {
    const { errors } = await ask(app, query);
    expect(errors[0]?.message).not.toMatch(HAN);
    const { code: given, messageZh, remedy, remedyZh } = errors[0]?.extensions ?? {};
    expect(given).toBe(code);
    expect(remedy).not.toMatch(HAN);
    expect([messageZh, remedyZh]).toEqual([expect.stringMatching(HAN), expect.stringMatching(HAN)]);
  });

  it.each(['/nothing', '/source/abc', '/export?format=doc'])('of %s too', async (url) => {
    const body: { errors: { extensions: Record<string, unknown> }[] } = (await app.inject(url)).json();
    const { messageZh, remedyZh } = body.errors[0]?.extensions ?? {};
    expect([messageZh, remedyZh]).toEqual([expect.stringMatching(HAN), expect.stringMatching(HAN)]);
  });
});

describe('the command line', () => {
  const english = { LC_ALL: '', LC_MESSAGES: '', LANG: 'C.UTF-8' };

  it('speaks Chinese where the environment does, or where it is told to', async () => {
    const runs = await Promise.all([
      runOgi(['parse', 'no-such-file.txt'], { env: { ...english, LANG: 'zh_CN.UTF-8' } }),
      runOgi(['--lang', 'zh', 'parse', 'no-such-file.txt'], { env: english }),
      runOgi(['parse', '--lang=zh', 'no-such-file.txt'], { env: english }),
    ]);
    for (const { status, stderr } of runs) {
      expect(status).toBe(1);
      expect(stderr).toContain('没有这个文件或文件夹。');
    }
  });

  it('speaks English everywhere else', async () => {
    const { stderr } = await runOgi(['parse', 'no-such-file.txt'], { env: english });
    expect(stderr).toContain('There is no such file or folder');
    const told = await runOgi(['--lang', 'en', 'parse', 'no-such-file.txt'], {
      env: { LANG: 'zh_CN.UTF-8' },
    });
    expect(told.stderr).toContain('There is no such file or folder');
  });

  it('explains itself in Chinese', async () => {
    const { stdout, status } = await runOgi(['ingest', '--help', '--lang', 'zh'], { env: english });
    expect(status).toBe(0);
    const prose = stdout
      .split('\n')
      .filter((line) => / [a-z]+ [a-z]+ [a-z]+/.test(line.replaceAll(/^\s*ogi .*/g, '')));
    expect(prose).toEqual([]);
    expect(stdout).toContain('选项：');
    expect(stdout).toContain('--strict');
  });

  it('refuses another language', async () => {
    expect((await runOgi(['--lang', 'fr', 'status'], { env: english })).status).toBe(2);
  });
});
