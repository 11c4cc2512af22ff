/** Whether a page and the file beside it are one report: decided by what is in them, never by their names alone. */
import { partsOf } from '../../ingest/joined/joined-file.js';
import { ingestFile, MAX_FILE_BYTES } from '../../ingest/ingest-file.js';
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

/** Judges a joined source of a page and its attachment. */
export async function judgeJoin(bytes: Uint8Array, onPage?: PageProgress): Promise<JoinVerdict> {
  const { members } = await readZipDirectory(bytes);
  const { parts } = await partsOf(members, MAX_FILE_BYTES);
  const [page, attachment] = parts;
  if (page === undefined || attachment === undefined) return 'ATTACHMENT_UNREADABLE';
  const shown = readDocument(await ingestFile(page.bytes, page.name));
  if (hasCells(shown)) return 'PAGE_HAS_TABLES';
  // A page of a title alone is what is looked for; a notice, an explanation and any other page have heads of their own.
  if (shown.noReport !== null && shown.noReport !== 'title-only') return 'PAGE_IS_NO_REPORT';
  let attached: ReadDocument;
  try {
    attached = readDocument(await ingestFile(attachment.bytes, attachment.name, onPage));
  } catch (error) {
    if (error instanceof SetAsideError) return 'ATTACHMENT_UNREADABLE';
    throw error;
  }
  if (attached.noReport !== null && !hasCells(attached)) return 'ATTACHMENT_IS_NO_REPORT';
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
