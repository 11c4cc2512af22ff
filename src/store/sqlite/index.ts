/** The embedded store on SQLite: all that others may import of it. */
export { DEFAULT_READERS, openSqliteStore } from './sqlite-store.js';
export type { SqliteStoreOptions } from './sqlite-store.js';
export { checkSqliteFile, copySqliteFile } from './copy-file.js';
