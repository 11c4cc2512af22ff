/** Whether a page and the file beside it are one report: decided by what is in them, never by their names alone. */
import type { Document } from '../../ingest/document.js';
import { partsOf } from '../../ingest/joined/joined-file.js';
import type { JoinedPart } from '../../ingest/joined/joined-file.js';
import { readJoined } from '../../ingest/joined/read-joined.js';
import { ingestPart, MAX_FILE_BYTES } from '../../ingest/ingest-file.js';
import { readZipDirectory } from '../../ingest/zip/zip-archive.js';
import { SetAsideError } from '../../errors.js';
import type { PageProgress } from '../../ingest/scan/recognise-pages.js';
import { readDocument } from '../../parse/index.js';
import type { ReadDocument } from '../../parse/index.js';

/**
 * `JOINED`, or why the two stay apart: the page has tables of its own, or is no annual report; the attachment is none, or
 * cannot be read; they speak of different years, or organs.
 */
export const JOIN_VERDICTS = [
  'JOINED',
  'PAGE_HAS_TABLES',
  'PAGE_IS_NO_REPORT',
  'ATTACHMENT_IS_NO_REPORT',
  'ATTACHMENT_UNREADABLE',
  'OTHER_YEAR',
  'OTHER_ORGAN',
] as const;
export type JoinVerdict = (typeof JOIN_VERDICTS)[number];

/** A verdict; of files that are one report also what was read of them. */
export interface JudgedFiles {
  verdict: JoinVerdict;
  document: Document | null;
}

/** Judges a joined source of a page and its attachment. */
export async function judgeJoin(bytes: Uint8Array, onPage?: PageProgress): Promise<JudgedFiles> {
  const { members } = await readZipDirectory(bytes);
  const joined = await partsOf(members, MAX_FILE_BYTES);
  const documents: Document[] = [];
  const verdict = await verdictOn(joined.parts, documents, onPage);
  if (verdict !== 'JOINED') return { verdict, document: null };
  return {
    verdict,
    document: await readJoined(joined, () => Promise.resolve(documents.shift() as Document)),
  };
}

/** @param read what was read of the files, in their order */
async function verdictOn(
  [page, attachment]: readonly JoinedPart[],
  read: Document[],
  onPage: PageProgress | undefined,
): Promise<JoinVerdict> {
  if (page === undefined || attachment === undefined) return 'ATTACHMENT_UNREADABLE';
  const pageRead = await ingestPart(page);
  const shown = readDocument(pageRead);
  if (hasCells(shown)) return 'PAGE_HAS_TABLES';
  // A page of a title alone is what is looked for; a notice, an explanation and any other page have heads of their own.
  if (shown.noReport !== null && shown.noReport !== 'title-only') return 'PAGE_IS_NO_REPORT';
  let attachmentRead: Document;
  try {
    attachmentRead = await ingestPart(attachment, onPage);
  } catch (error) {
    if (error instanceof SetAsideError) return 'ATTACHMENT_UNREADABLE';
    throw error;
  }
  const attached = readDocument(attachmentRead);
  if (attached.noReport !== null && !hasCells(attached)) return 'ATTACHMENT_IS_NO_REPORT';
  read.push(pageRead, attachmentRead);
  return contradiction(shown, attached) ?? 'JOINED';
}

function hasCells({ report }: ReadDocument): boolean {
  return Object.values(report.cells).some(({ state }) => state !== 'ABSENT' && state !== 'NOT_IN_FORM');
}

/** One of two names may leave out what the other has (某县教育局, 教育局); else they are of two organs. */
function contradiction({ report: a }: ReadDocument, { report: b }: ReadDocument): JoinVerdict | null {
  if (a.year !== null && b.year !== null && a.year !== b.year) return 'OTHER_YEAR';
  const [one, other] = [a.organ?.normalizedName, b.organ?.normalizedName];
  if (one === undefined || other === undefined) return null;
  return one.includes(other) || other.includes(one) ? null : 'OTHER_ORGAN';
}
