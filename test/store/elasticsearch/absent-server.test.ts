import { expect, it } from 'vitest';
import { openElasticsearchStore } from '../../../src/store/elasticsearch/elasticsearch-store.js';
import { buildReport, buildSearch, buildWrite } from '../../support/build-report.js';
import { freePorts } from '../../support/elasticsearch/free-ports.js';
import { testSettings } from '../../support/elasticsearch/open-stores.js';

it('keeps no read waiting for as long as it tries a write', async () => {
  const [port] = await freePorts(1);
  const settings = testSettings(`http://127.0.0.1:${String(port)}`, 'absent');
  const store = openElasticsearchStore({ settings, retryMs: 8_000 });
  const refused: string[] = [];
  const noteRefusal = (what: string) => (error: unknown) => {
    expect(error).toMatchObject({ code: 'STORE_UNAVAILABLE' });
    refused.push(what);
  };
  const write = store.write([buildWrite(buildReport())]).catch(noteRefusal('write'));
  await store.search(buildSearch()).catch(noteRefusal('read'));
  expect(refused).toEqual(['read']);
  await write;
  expect(refused).toEqual(['read', 'write']);
  await store.close();
});
