import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { BulkError, bulkWrite } from '../../../src/store/elasticsearch/commits/bulk-write.js';
import type { BulkWrite } from '../../../src/store/elasticsearch/commits/bulk-write.js';
import { withWriteErrors } from '../../../src/store/elasticsearch/connection/write-error.js';
import { startScriptedServer } from '../../support/elasticsearch/scripted-server.js';
import type { Script, ScriptedServer } from '../../support/elasticsearch/scripted-server.js';

const FILE = { fileName: '年报.txt', sha256: 'ab'.repeat(32) };
const IDS = ['a', 'b', 'c', 'd'];
const one = (id: string): BulkWrite => ({ index: 'x', id, document: { text: id } });
const sized = (id: string, bytes: number): BulkWrite => ({
  index: 'x',
  id,
  document: { text: 'x'.repeat(bytes) },
});

describe('bulk writes', () => {
  let server: ScriptedServer;
  const start = async (script: Script): Promise<ScriptedServer> =>
    (server = await startScriptedServer(script));
  const sent = (): string[] => server.requests.map(({ ids }) => ids.join(''));
  afterEach(() => server.close());
  const write = (writes: Iterable<BulkWrite>, retryMs = 10_000): Promise<void> =>
    bulkWrite(server.client, writes, { retryMs });

  it('send again only the documents that busy shards rejected', async () => {
    await start((_, number) => [[201, 429, 201, 503], [429, 201], [201]][number] ?? []);
    await write(IDS.map(one));
    expect(sent()).toEqual(['abcd', 'bd', 'b']);
  });

  it.each([429, 502, 503, 504])('send all again after a %i of the whole request', async (status) => {
    await start((_, number) => (number < 2 ? status : []));
    await write(IDS.map(one));
    expect(sent()).toEqual(['abcd', 'abcd', 'abcd']);
  });

  it('have one time limit for the request and its documents', async () => {
    // The first answer leaves less of it than the second takes, which is less than the whole.
    await start(async (_, number) => {
      await sleep(number === 0 ? 700 : 600);
      return number === 0 ? [201, 429] : 503;
    });
    await expect(write(['a', 'b'].map(one), 1000)).rejects.toMatchObject({ statusCode: 503 });
    expect(sent()).toEqual(['ab', 'b']);
  });

  it('end with the documents that were rejected last when the time is up', async () => {
    await start(({ ids }) => ids.map((id) => (id === 'c' ? 429 : 201)));
    const writing = write(IDS.map(one), 100);
    const failure: unknown = await writing.catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(BulkError);
    expect(failure).toMatchObject({ failures: [{ index: 'x', id: 'c', status: 429 }] });
    expect(
      sent()
        .slice(1)
        .every((ids) => ids === 'c'),
    ).toBe(true);
    await expect(withWriteErrors(() => write(IDS.map(one), 0))).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      message: 'Elasticsearch did not take the write in time.',
    });
  });

  it('count as done what a later commit wrote, and what was not there to be deleted', async () => {
    await start(() => [409, 404]);
    await write([
      { ...one('a'), commit: 3 },
      { index: 'x', id: 'b', document: null, commit: 3 },
    ]);
    expect(sent()).toEqual(['ab']);
  });

  it('name documents that are refused permanently, and try neither them nor others again', async () => {
    await start(() => [{ status: 400, type: 'document_parsing_exception' }, 429, 201]);
    const writes = [{ ...one('a'), file: FILE }, one('b'), one('c')];
    const failure: unknown = await write(writes).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(BulkError);
    expect(failure).toMatchObject({
      message: expect.stringContaining('x/a') as string,
      failures: [{ index: 'x', id: 'a', file: FILE, status: 400, type: 'document_parsing_exception' }],
    });
    expect(sent()).toEqual(['abc']);
  });

  it('tell people the file that was refused, and nothing that the server says', async () => {
    await start(({ ids }) => ids.map(() => ({ status: 400, type: 'document_parsing_exception' })));
    const refused = (writes: BulkWrite[]): Promise<unknown> =>
      withWriteErrors(() => write(writes)).catch((error: unknown) => error);
    expect(await refused([{ ...one('a'), file: FILE }])).toMatchObject({
      code: 'STORE_UNAVAILABLE',
      message: `Elasticsearch refused what it was given of 年报.txt (SHA-256 ${FILE.sha256}) permanently (document_parsing_exception).`,
      remedy: expect.stringContaining('mappings') as string,
    });
    expect(await refused([one('a'), one('b'), one('c')])).toMatchObject({
      message: 'Elasticsearch refused x/a permanently (document_parsing_exception), and 2 more.',
    });
  });

  it('try nothing again where the whole request is wrong', async () => {
    await start(() => 400);
    await expect(write(IDS.map(one))).rejects.toMatchObject({ statusCode: 400 });
    expect(sent()).toEqual(['abcd']);
  });

  it('go in parts where a request is too large for something on the way', async () => {
    await start(({ bytes }) => (bytes > 700 ? 413 : []));
    await write(IDS.map((id) => sized(id, 200)));
    expect(sent()).toEqual(['abcd', 'ab', 'cd']);
    const large = { ...sized('e', 900), file: FILE };
    await expect(withWriteErrors(() => write([one('a'), large]))).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      message: expect.stringContaining('年报.txt') as string,
      remedy: expect.stringContaining('http.max_content_length') as string,
    });
    expect(sent().slice(3)).toEqual(['ae', 'a', 'e']);
  });

  it('have no more than one request in memory, of a bounded size where no document is larger', async () => {
    const MEGABYTE = 2 ** 20;
    const sizes = [3, 3, 3, 12, 1, 1].map((megabytes) => megabytes * MEGABYTE);
    let made = 0;
    const madeAtRequest: number[] = [];
    await start(() => {
      madeAtRequest.push(made);
      return [];
    });
    function* documents(): Generator<BulkWrite> {
      for (const [position, size] of sizes.entries()) {
        made += 1;
        yield sized(String(position), size);
      }
    }
    await write(documents());
    expect(sent()).toEqual(['01', '2', '3', '45']);
    // One that does not fit any more is made when the request before it is sent.
    expect(madeAtRequest).toEqual([3, 4, 5, 6]);
  });
});
