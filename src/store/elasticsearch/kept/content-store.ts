/** Parsed revisions and source bytes, as they are kept. */
import { randomUUID } from 'node:crypto';
import type { Client, TransportRequestOptions } from '@elastic/elasticsearch';
import type { Report } from '../../../domain/report.js';
import type { Finding } from '../../../domain/finding.js';
import type { SourceInfo } from '../../sources.js';
import { decodeReport, deflate, inflate } from '../../report-codec.js';
import { bulkWrite } from '../commits/bulk-write.js';
import type { BulkWrite } from '../commits/bulk-write.js';
import type { ContentDocument, IndexNames, SourceDocument } from '../indices.js';
import { decodeContent, encodeContent } from './encode-content.js';
import { getDocuments } from './get-documents.js';
import { PartialAnswerError, withRetries } from '../connection/retry.js';
import type { CallLimits } from '../connection/retry.js';

/** How many parsed revisions are fetched at once; one has some ten kilobytes. */
const CONTENTS_AT_ONCE = 100;

const SHA256_LENGTH = 64;
const DOCUMENT_ID = /^[0-9a-f]{64}-(\d{13})-/;

/**
 * A place for documents that no other write will ever use, so that none is replaced while somebody reads it. It tells the
 * file and the time.
 */
export function newDocumentId(sha256: string): string {
  return `${sha256}-${String(Date.now())}-${randomUUID()}`;
}

/** SHA-256 of the file and milliseconds since 1970, as {@link newDocumentId} put them there; null for an id of another kind. */
export function readDocumentId(id: string): { sha256: string; time: number } | null {
  const time = DOCUMENT_ID.exec(id)?.[1];
  return time === undefined ? null : { sha256: id.slice(0, SHA256_LENGTH), time: Number(time) };
}

/** What is to be kept under an id of its own. */
export interface Upload<T> {
  id: string;
  file: Pick<SourceInfo, 'fileName' | 'sha256'>;
  what: T;
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
  async upload(contents: readonly Upload<Report>[], sources: readonly Upload<Uint8Array>[]): Promise<void> {
    await bulkWrite(this.#client, this.#writes(contents, sources), { retryMs: this.#retryMs });
  }

  /** Encoded one by one: sources are large. */
  *#writes(
    contents: readonly Upload<Report>[],
    sources: readonly Upload<Uint8Array>[],
  ): Generator<BulkWrite> {
    for (const { id, file, what } of contents) {
      yield { index: this.#names.contents, id, file, document: encodeContent(what) };
    }
    for (const { id, file, what } of sources) {
      const document: SourceDocument = { bytes: deflate(what).toString('base64') };
      yield { index: this.#names.sources, id, file, document };
    }
  }

  /** Those of these ids under which nothing is kept, whatever searches see. */
  async absent(contents: readonly string[], sources: readonly string[]): Promise<Set<string>> {
    const place = (index: string) => (id: string) => ({ _index: index, _id: id, _source: false });
    const asked = [...contents.map(place(this.#names.contents)), ...sources.map(place(this.#names.sources))];
    if (asked.length === 0) return new Set();
    const { docs } = await withRetries(
      () => this.#client.mget({ docs: asked }, this.#options),
      this.#retryMs,
    );
    return new Set(
      docs.flatMap((doc) => {
        if ('error' in doc) {
          throw new PartialAnswerError(`${doc._index}/${doc._id}: ${doc.error.reason ?? doc.error.type}`);
        }
        return doc.found ? [] : [doc._id];
      }),
    );
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
        reports.set(
          id,
          decodeReport(decodeContent(document), () => added.get(id) ?? []),
        );
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
