/** An export from request to bytes, the same for the server and the command line. */
import { createHash } from 'node:crypto';
import type { ReportStore } from '../../store/port.js';
import type { Scan, ScanRow } from '../../store/scan-request.js';
import { badArgument } from '../check-input.js';
import { exportFileName } from './export-file-name.js';
import type { ExportAbout, WriteExport } from './export-plan.js';
import type { ExportFormat, ExportRequest } from './check-export.js';
import { writeCsv } from './write-csv.js';
import { writeNdjson } from './write-ndjson.js';
import { writeParquet } from './write-parquet.js';
import { MAX_XLSX_REPORTS, writeXlsx } from './write-xlsx.js';

/** Rows that are read and written at once. */
const BATCH = 100;

const WRITERS: Readonly<Record<ExportFormat, { mediaType: string; write: WriteExport }>> = {
  csv: { mediaType: 'text/csv; charset=utf-8', write: writeCsv },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    write: writeXlsx,
  },
  ndjson: { mediaType: 'application/x-ndjson; charset=utf-8', write: writeNdjson },
  parquet: { mediaType: 'application/vnd.apache.parquet', write: writeParquet },
};

/** An export whose data stands still, however long it takes to write it and whatever is written to the store meanwhile. */
export interface OpenExport {
  about: ExportAbout;
  mediaType: string;
  /** A name that tells what was asked and when. */
  fileName: string;
  /** A weak entity tag: the same for the same request on the same data. */
  etag: string;
  /** The file. A piece is made when the one before has been taken. `onRows` is told how many reports have been written. */
  bytes(onRows?: (rows: number) => void): AsyncGenerator<Uint8Array, void, undefined>;
  /** Lets the data go; once is enough, whether or not the file has been read to its end. */
  close(): Promise<void>;
}

/**
 * Opens an export. Close it.
 *
 * @throws OgiError `BAD_CURSOR`, `DATA_CHANGED`, or `BAD_ARGUMENT` where the format cannot hold as many reports.
 */
export async function openExport(
  store: Pick<ReportStore, 'scan'>,
  request: ExportRequest,
  { madeUp, now }: { madeUp: boolean; now: Date },
): Promise<OpenExport> {
  const scan = await store.scan(request.scan);
  try {
    checkSize(request.format, scan.total);
  } catch (error) {
    await scan.close();
    throw error;
  }
  const { mediaType, write } = WRITERS[request.format];
  const { total, version } = scan;
  const about = { asked: request.asked, askedAt: now.toISOString(), total, version, madeUp };
  let closed: Promise<void> | null = null;
  return {
    about,
    mediaType,
    fileName: exportFileName(about),
    etag: entityTag(request, about),
    bytes: (onRows = () => undefined) => write(readBatches(scan, onRows), { ...request, about }),
    close: () => (closed ??= scan.close()),
  };
}

function checkSize(format: ExportFormat, total: number): void {
  if (format !== 'xlsx' || total <= MAX_XLSX_REPORTS) return;
  throw badArgument(
    'format',
    `${total} reports do not fit in an Excel sheet, which holds ${MAX_XLSX_REPORTS}.`,
    'Take the format csv, ndjson or parquet, or ask for fewer reports, e.g. year by year.',
  );
}

function entityTag(request: ExportRequest, { version, madeUp }: ExportAbout): string {
  const { format, scan, states, labels, header, base } = request;
  const facts = JSON.stringify([format, scan, states, labels, header, base, version, madeUp]);
  return `W/"${createHash('sha256').update(facts).digest('base64url').slice(0, 22)}"`;
}

/** Reads a batch ahead, so that the store and the writer work at the same time. */
async function* readBatches(
  scan: Scan,
  onRows: (rows: number) => void,
): AsyncGenerator<ScanRow[], void, undefined> {
  let written = 0;
  const readNext = (): Promise<ScanRow[]> => {
    const rows = scan.next(BATCH);
    // Nobody waits for it any more where the writer stops before; its failure is then no news.
    rows.catch(() => undefined);
    return rows;
  };
  let next = readNext();
  for (;;) {
    const rows = await next;
    if (rows.length === 0) return;
    next = readNext();
    yield rows;
    written += rows.length;
    onRows(written);
  }
}
