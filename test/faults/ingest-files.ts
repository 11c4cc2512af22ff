/** An ingest that tells what it is about to write and what the store has acknowledged, for processes that are to be killed. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importFiles } from '../../src/services/import-reports.js';
import type { ReportStore } from '../../src/store/port.js';
import type { ReportWrite, WriteOutcome } from '../../src/store/writes.js';

/** Files that are imported at once. Few, so that many moments lie within a write or between two. */
const FILES_AT_ONCE = 8;

/** SHA-256 of the files of one write, before it and after its acknowledgement. */
export type IngestEvent = { writing: string[] } | { acknowledged: string[] };

/** What a caller is told of the writes of a store. */
export interface WriteListener {
  writing: (batch: readonly ReportWrite[]) => void;
  acknowledged: (batch: readonly ReportWrite[], outcomes: readonly WriteOutcome[]) => void;
}

/** The same store, which tells what it is about to write and what it has written. */
export function tellingStore(store: ReportStore, listener: WriteListener): ReportStore {
  return new Proxy(store, {
    get(target, name) {
      if (name !== 'write') {
        const member: unknown = Reflect.get(target, name);
        return typeof member === 'function' ? (member.bind(target) as unknown) : member;
      }
      return async (batch: readonly ReportWrite[]) => {
        listener.writing(batch);
        const outcomes = await target.write(batch);
        listener.acknowledged(batch, outcomes);
        return outcomes;
      };
    },
  });
}

/** Imports all files of a folder in the order of their names. */
export async function ingestFiles(
  folder: string,
  store: ReportStore,
  tell: (event: IngestEvent) => void,
): Promise<void> {
  const filesOf = (batch: readonly ReportWrite[]) => batch.map(({ source }) => source.sha256);
  const telling = tellingStore(store, {
    writing: (batch) => {
      tell({ writing: filesOf(batch) });
    },
    acknowledged: (batch) => {
      tell({ acknowledged: filesOf(batch) });
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
