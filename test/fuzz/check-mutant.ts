/** What must hold of any bytes whatever: a report whose cells are true to the text, or a sentence why there is none. */
import { CELLS } from '../../src/domain/cells.js';
import type { Cell, Report } from '../../src/domain/report.js';
import type { Document } from '../../src/ingest/document.js';

/** Where the code that reads is loaded from: `dist` is what is shipped, `src` needs no build. */
export type Origin = 'src' | 'dist';

type Errors = typeof import('../../src/errors.js');
type Ingest = typeof import('../../src/ingest/ingest-file.js');
type Archives = typeof import('../../src/ingest/zip/archive-members.js');
type OtherArchives = typeof import('../../src/ingest/archive/unpack-archive.js');
type Parse = typeof import('../../src/parse/index.js');

/** The code that reads. */
export type Reader = Pick<Errors, 'SetAsideError'> &
  Pick<Ingest, 'ingestFile'> &
  Pick<Archives, 'archiveMembers' | 'isArchive'> &
  Pick<OtherArchives, 'unpackArchive'> &
  Pick<Parse, 'parseReport'>;

/** Loads the code that reads. */
export async function loadReader(origin: Origin): Promise<Reader> {
  const load = async (path: string): Promise<unknown> =>
    await import(new URL(`../../${origin}/${path}.js`, import.meta.url).href);
  const { SetAsideError } = (await load('errors')) as Errors;
  const { ingestFile } = (await load('ingest/ingest-file')) as Ingest;
  const { archiveMembers, isArchive } = (await load('ingest/zip/archive-members')) as Archives;
  const { unpackArchive } = (await load('ingest/archive/unpack-archive')) as OtherArchives;
  const { parseReport } = (await load('parse/index')) as Parse;
  return { SetAsideError, ingestFile, archiveMembers, isArchive, unpackArchive, parseReport };
}

/** `read`, the reason for which it was set aside, or what is broken. */
export type Verdict = { readonly kind: 'read' | 'set-aside' | 'broken'; readonly what: string };

/** Reads the bytes as an import does, an archive member by member, and checks what comes of it: the worst verdict. */
export async function checkMutant(reader: Reader, bytes: Uint8Array): Promise<Verdict> {
  if (!(await reader.isArchive(bytes))) return await checkFile(reader, () => Promise.resolve(bytes));
  const verdicts: Verdict[] = [];
  for await (const member of reader.archiveMembers(bytes, { unpack: reader.unpackArchive })) {
    verdicts.push(await checkFile(reader, () => member.read()));
  }
  const worst = (['broken', 'read', 'set-aside'] as const)
    .map((kind) => verdicts.find((verdict) => verdict.kind === kind))
    .find((verdict) => verdict !== undefined);
  return worst ?? { kind: 'broken', what: 'an archive that yields neither documents nor a reason' };
}

async function checkFile(
  { SetAsideError, ingestFile, parseReport }: Reader,
  load: () => Promise<Uint8Array>,
): Promise<Verdict> {
  let document: Document;
  try {
    document = await ingestFile(await load());
  } catch (error) {
    if (error instanceof SetAsideError) return { kind: 'set-aside', what: error.reason };
    return { kind: 'broken', what: `ingest: ${stackOf(error)}` };
  }
  try {
    const problem = contradiction(parseReport(document), document);
    return problem === null ? { kind: 'read', what: document.mediaType } : { kind: 'broken', what: problem };
  } catch (error) {
    return { kind: 'broken', what: `parse: ${stackOf(error)}` };
  }
}

function stackOf(error: unknown): string {
  return error instanceof Error
    ? (error.stack ?? error.message).split('\n').slice(0, 4).join(' ')
    : String(error);
}

/** What is inconsistent in a report, or null. */
function contradiction(report: Report, document: Document): string | null {
  const text = textOf(document);
  for (const { key } of CELLS) {
    const cell = report.cells[key];
    const problem = cell === undefined ? 'is not there' : cellProblem(cell, text);
    if (problem !== null) return `${key} ${problem}: ${JSON.stringify(cell)}`;
  }
  if (Object.keys(report.cells).length !== CELLS.length) return 'cells beyond the dictionary';
  for (const { code, cells } of report.findings) {
    const unknown = cells.find((key) => report.cells[key] === undefined);
    if (unknown !== undefined && !unknown.startsWith('derived.')) return `finding ${code} names ${unknown}`;
  }
  return null;
}

function cellProblem({ state, value, raw, place }: Cell, text: string): string | null {
  if (state !== 'REPORTED') return value === null ? null : 'has a value without being reported';
  if (value === null || !Number.isFinite(value)) return 'is reported without a number';
  if (raw === null || !/\d/u.test(raw.normalize('NFKC'))) return 'is reported without a printed digit';
  if (place === null) return 'is reported without a place';
  return text.includes(squeeze(raw)) ? null : 'prints what does not stand in the text';
}

/** Without white space and the marks of Markdown, which are no part of what a cell prints. */
function squeeze(text: string): string {
  return text.replace(/\s+|\*\*|<br\s*\/?>|&nbsp;/giu, '');
}

/** Everything that stands in the document, squeezed. */
function textOf({ blocks }: Document): string {
  return blocks
    .map((block) =>
      block.kind === 'table'
        ? block.rows
            .flatMap((row) => row.flatMap((cell) => (cell.origin ? [squeeze(cell.text)] : [])))
            .join('\n')
        : squeeze(block.text),
    )
    .join('\n');
}
