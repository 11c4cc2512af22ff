/** An ingest that tells what it is about to write and what the store has acknowledged, for processes that are to be killed. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importFiles } from '../../src/services/import-reports.js';
import type { ReportStore } from '../../src/store/port.js';

/** Files that are imported at once. Few, so that many moments lie within a write or between two. */
const FILES_AT_ONCE = 8;

/** SHA-256 of the files of one write, before it and after its acknowledgement. */
export type IngestEvent = { writing: string[] } | { acknowledged: string[] };

/** Imports all files of a folder in the order of their names. */
export async function ingestFiles(
  folder: string,
  store: ReportStore,
  tell: (event: IngestEvent) => void,
): Promise<void> {
  const telling = new Proxy(store, {
    get(target, name) {
      if (name !== 'write') {
        const member: unknown = Reflect.get(target, name);
        return typeof member === 'function' ? (member.bind(target) as unknown) : member;
      }
      return async (batch: Parameters<ReportStore['write']>[0]) => {
        const files = batch.map(({ source }) => source.sha256);
        tell({ writing: files });
        const outcomes = await target.write(batch);
        tell({ acknowledged: files });
        return outcomes;
      };
    },
  });
  const names = readdirSync(folder).sort();
  for (let at = 0; at < names.length; at += FILES_AT_ONCE) {
    const inputs = names.slice(at, at + FILES_AT_ONCE).map((name) => ({
      path: name,
      fileName: name,
      read: () => Promise.resolve(readFileSync(join(folder, name))),
    }));
    await importFiles(inputs, telling, {});
  }
}
