/** A process that imports a folder into an embedded store, told line by line: `ingest-process.ts STORE FOLDER`. */
import { openSqliteStore } from '../../src/store/sqlite/index.js';
import { ingestFiles } from './ingest-files.js';

const [path = '', folder = ''] = process.argv.slice(2);
// A line to a pipe is written at once, so that what was told before a kill has been told.
const tell = (event: object): void => {
  process.stdout.write(`${JSON.stringify(event)}\n`);
};
tell({ started: true });
const store = await openSqliteStore({ path, readers: 1 });
await ingestFiles(folder, store, tell);
await store.close();
