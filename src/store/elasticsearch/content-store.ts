/** Parsed revisions and source bytes, as they are kept. */
import { randomUUID } from 'node:crypto';
import type { Client, TransportRequestOptions } from '@elastic/elasticsearch';
import type { Report } from '../../domain/report.js';
import type { Finding } from '../../domain/finding.js';
import type { ReportWrite } from '../port.js';
import { decodeReport, deflate, encodeReport, inflate } from '../report-codec.js';
import { bulkWrite } from './bulk-write.js';
import type { BulkWrite } from './bulk-write.js';
import type { ContentDocument, IndexNames, SourceDocument } from './document.js';
import { getDocuments } from './get-documents.js';
import { withRetries } from './retry.js';
import type { CallLimits } from './retry.js';

/** How many parsed revisions are fetched at once; one has some ten kilobytes. */
const CONTENTS_AT_ONCE = 100;

/** A place for documents that no other write will ever use, so that none is replaced while somebody reads it. */
export function newDocumentId(sha256: string): string {
  return `${sha256}-${randomUUID()}`;
}

/** The documents of `contents` and `sources`. */
export class ContentStore {
  readonly #client: Client;
  readonly #names: IndexNames;
  readonly #retryMs: number;
  readonly #options: TransportRequestOptions;

  constructor(client: Client, names: IndexNames, { retryMs, requestTimeout }: CallLimits) {
    this.#client = client;
    this.#names = names;
    this.#retryMs = retryMs;
    // Tried again here, where it is known what a repetition does.
    this.#options = { maxRetries: 0, requestTimeout };
  }

  /** Keeps parsed revisions and bytes durably under the ids given; nothing names them yet. */
  async upload(
    contents: readonly { id: string; report: Report }[],
    sources: readonly { id: string; bytes: ReportWrite['source']['bytes'] }[],
  ): Promise<void> {
    const writes: BulkWrite[] = [
      ...contents.map(({ id, report }) => ({
        index: this.#names.contents,
        id,
        document: encodeContent(report),
      })),
      ...sources.map(({ id, bytes }) => ({
        index: this.#names.sources,
        id,
        document: { bytes: deflate(bytes).toString('base64') } satisfies SourceDocument,
      })),
    ];
    await bulkWrite(this.#client, writes, { retryMs: this.#retryMs });
  }

  /** Parsed revisions by id; those that are not there are left out. `added` follow the findings. */
  async read(
    ids: readonly string[],
    added: ReadonlyMap<string, readonly Finding[]> = new Map(),
    options: TransportRequestOptions = {},
  ): Promise<Map<string, Report>> {
    const reports = new Map<string, Report>();
    for (let start = 0; start < ids.length; start += CONTENTS_AT_ONCE) {
      const part = ids.slice(start, start + CONTENTS_AT_ONCE);
      const found = await withRetries(
        () =>
          getDocuments<ContentDocument>(this.#client, this.#names.contents, part, {
            ...this.#options,
            ...options,
          }),
        this.#retryMs,
      );
      for (const [id, document] of found) {
        reports.set(id, decodeReport(decodeContent(document), added.get(id)));
      }
    }
    return reports;
  }

  /** The bytes of a source; null where they are not there. */
  async readBytes(id: string): Promise<Uint8Array | null> {
    const { _source: source } = await withRetries(
      () =>
        this.#client.get<SourceDocument>(
          { index: this.#names.sources, id },
          { ...this.#options, ignore: [404] },
        ),
      this.#retryMs,
    );
    return source === undefined ? null : inflate(Buffer.from(source.bytes, 'base64'));
  }
}

function encodeContent(report: Report): ContentDocument {
  const { head, narrative, cells, audit } = encodeReport(report);
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
  return {
    head: base64(Buffer.from(head)),
    narrative: base64(narrative),
    cells: base64(cells),
    audit: base64(audit),
  };
}

function decodeContent({ head, narrative, cells, audit }: ContentDocument) {
  const bytes = (text: string): Buffer => Buffer.from(text, 'base64');
  return {
    head: bytes(head).toString('utf8'),
    narrative: bytes(narrative),
    cells: bytes(cells),
    audit: bytes(audit),
  };
}
