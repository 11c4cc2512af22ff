/** Every example of the pages for people, run as a reader would run it, against the sample. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generate } from '../../docs/examples/typed-client/generate.js';
import { createApp } from '../../src/app.js';
import { SAMPLE_VERSION, generateCorpus } from '../../src/sample/index.js';
import { ServedStores } from '../../src/http/served-stores.js';
import { ensureSampleStore } from '../../src/services/sample-store.js';
import type { ReportStore } from '../../src/store/port.js';
import { openSqliteStore } from '../../src/store/sqlite/index.js';
import { TEST_CONFIG } from '../app/served-app.js';
import { firstDifference, matchesShown, readExamples } from './read-examples.js';
import type { Example } from './read-examples.js';

const TSX = import.meta.resolve('tsx');
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Where the pages say that the server is. */
const DOCUMENTED = 'http://127.0.0.1:4000';

const pages = [
  'README.md',
  'README.zh-CN.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

let store: ReportStore;
let user: ReportStore;
let app: FastifyInstance;
let address: string;
let dataDir: string;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'ogi-docs-'));
  const open = (path: string) => openSqliteStore({ path, madeUp: true });
  const path = join(dataDir, 'sample', 'ogi.sqlite');
  await ensureSampleStore({
    path,
    open,
    files: () => generateCorpus({ sample: true }),
    version: SAMPLE_VERSION,
  });
  store = await open(path);
  user = await openSqliteStore({ path: join(dataDir, 'ogi.sqlite') });
  app = await createApp(new ServedStores(user, store), TEST_CONFIG);
  address = await app.listen({ host: '127.0.0.1', port: 0 });
});

afterAll(async () => {
  await app.close();
  await store.close();
  await user.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function runQuery(query: string): Promise<unknown> {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

async function runProgram(program: string, args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(program, args, {
    cwd: dataDir,
    env: { ...process.env, OGI_DATA: dataDir, OGI_URL: address },
  });
  return stdout.trim();
}

async function run({ language, source, expected }: Example): Promise<void> {
  if (language === 'graphql') {
    const data = await runQuery(source);
    if (expected !== null) expect(firstDifference(data, JSON.parse(expected))).toBeNull();
    return;
  }
  const here = source
    .replaceAll(DOCUMENTED, address)
    .replaceAll('npx ogi', `"${process.execPath}" "${ROOT}bin/ogi.js"`);
  const output =
    language === 'python'
      ? await runProgram('python3', ['-c', here])
      : await runProgram('bash', ['-euc', here]);
  if (expected !== null) expect(matchesShown(output, expected.trim()), output).toBe(true);
}

describe('the examples', () => {
  const folder = join(ROOT, 'docs', 'examples');

  it('types of the typed client are those of its query and the schema', async () => {
    expect(await generate()).toBe(readFileSync(join(folder, 'typed-client', 'generated.ts'), 'utf8'));
  });

  it('typed client reads all pages', async () => {
    const client = join(folder, 'typed-client', 'client.ts');
    const output = await runProgram(process.execPath, ['--import', TSX, client, '行政诉讼']);
    expect(readFileSync(join(ROOT, 'docs', 'tutorial-app.md'), 'utf8')).toContain(`> ${output}`);
  });

  it('Python table has a row a year', async () => {
    const output = await runProgram('python3', [join(folder, 'python', 'rates_by_year.py')]);
    expect(output.split('\n').map((line) => line.slice(0, 4))).toEqual([
      'year',
      ...['2019', '2020', '2021', '2022', '2023', '2024'],
    ]);
  });
});

describe.each(pages)('%s', (page) => {
  const examples = readExamples(readFileSync(join(ROOT, page), 'utf8'));
  if (examples.length === 0) {
    it('has no examples', () => {
      expect(examples).toEqual([]);
    });
  }
  for (const example of examples) {
    it(`line ${example.line}: ${example.language}`, async () => {
      await run(example);
    }, 60_000);
  }
});
