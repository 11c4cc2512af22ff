/** Who makes the files of exports. */
import type { OpenExport } from '../services/export/open-export.js';
import type { ExportRequest } from '../services/export/check-export.js';
import type { ServedStore } from './served-stores.js';

/** An export that is wanted. */
export interface ExportToMake {
  served: ServedStore;
  request: ExportRequest;
  now: Date;
  /** Milliseconds in which the reports must have been found. */
  deadlineMs: number;
  /** The way to the readers of this process, for whoever finds the reports by them. */
  pass: <T>(read: () => Promise<T>) => Promise<T>;
}

/** Opens exports. */
export interface Exporter {
  /** @throws OgiError as `openExport` does; `DEADLINE_EXCEEDED`, `QUERY_TOO_EXPENSIVE`. */
  open(wanted: ExportToMake): Promise<OpenExport>;
  /** Ends what is under way. */
  close(): Promise<void>;
}

/** Makes them in this process. */
export const EXPORTS_HERE: Exporter = {
  open: async ({ served: { store, madeUp }, request, now, pass }) => {
    const { openExport } = await import('../services/export/open-export.js');
    return pass(() => openExport(store, request, { madeUp, now }));
  },
  close: () => Promise.resolve(),
};
