/** What resolvers get with each request. */
import { RegionReader } from '../services/regions.js';
import type { ReadGate } from '../services/store-gate.js';
import { ReportReader } from '../services/report-reader.js';
import type { ReportStore } from '../store/port.js';
import type { OperationWork } from './execution/operation-work.js';

/** Where an administrator reads and writes: the user's store, never the sample. */
export interface Administration {
  readonly store: ReportStore;
  /** Names the request in the audit log. */
  readonly requestId: string;
  /** Milliseconds in which a file that is sent must have been read. */
  readonly deadlineMs: number;
}

/** The context of one GraphQL request. */
export interface GraphContext {
  /** All reads of this request. */
  readonly reader: ReportReader;
  /** What the operation may still do. */
  readonly work: OperationWork;
  /** Reads of regions. */
  readonly regions: RegionReader;
  /**
   * Lets an administrator in.
   *
   * @throws OgiError `WRITES_DISABLED`, `UNAUTHORIZED` or `TOO_MANY_REQUESTS`.
   */
  readonly administration: () => Administration;
}

/** What a context is made of. */
export interface ContextOptions {
  /** The store to read from, and whether it is the sample. */
  store: ReportStore;
  madeUp: boolean;
  work: OperationWork;
  /** The way to the store. */
  gate: ReadGate;
  /** The way to the processes that read files. */
  readings: ReadGate;
  /** Milliseconds for the request: for all reads together, and for reading a file that it sends. */
  deadlineMs: number;
  /** The user's store, for writes. */
  user: ReportStore;
  /**
   * Lets an administrator in.
   *
   * @throws OgiError `WRITES_DISABLED`, `UNAUTHORIZED` or `TOO_MANY_REQUESTS`.
   */
  authorize: () => void;
  requestId: string;
}

/** Makes the context of a request that comes now. */
export function createContext(options: ContextOptions): GraphContext {
  const { store, user, requestId } = options;
  const { work } = options;
  const reader = new ReportReader(store, {
    ...options,
    passage: { gate: options.gate, readings: options.readings, client: work.client },
    schedule: (flush) => {
      work.afterTurns(flush);
    },
  });
  return {
    reader,
    work,
    regions: new RegionReader(reader),
    administration: () => {
      options.authorize();
      return { store: user, requestId, deadlineMs: options.deadlineMs };
    },
  };
}
