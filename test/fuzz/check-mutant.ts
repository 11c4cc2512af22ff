/** What must hold of any bytes whatever: a report whose cells are true to the text, or a sentence why there is none. */
import { CELLS } from '../../src/domain/cells.js';
import type { Cell, Report } from '../../src/domain/report.js';
import { SetAsideError } from '../../src/errors.js';
import type { Document } from '../../src/ingest/document.js';
import { ingestFile } from '../../src/ingest/ingest-file.js';
import { archiveMembers, isArchive } from '../../src/ingest/zip/archive-members.js';
import { parseReport } from '../../src/parse/index.js';

/** `read`, the reason for which it was set aside, or what is broken. */
export type Verdict = { readonly kind: 'read' | 'set-aside' | 'broken'; readonly what: string };

/** Reads the bytes as an import does, an archive member by member, and checks what comes of it: the worst verdict. */
export async function checkMutant(bytes: Uint8Array): Promise<Verdict> {
  if (!(await isArchive(bytes))) return await checkFile(() => Promise.resolve(bytes));
  const verdicts: Verdict[] = [];
  for await (const member of archiveMembers(bytes)) verdicts.push(await checkFile(() => member.read()));
  const worst = (['broken', 'read', 'set-aside'] as const)
    .map((kind) => verdicts.find((verdict) => verdict.kind === kind))
    .find((verdict) => verdict !== undefined);
  return worst ?? { kind: 'broken', what: 'an archive that yields neither documents nor a reason' };
}

async function checkFile(load: () => Promise<Uint8Array>): Promise<Verdict> {
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

function squeeze(text: string): string {
  return text.replace(/\s+/gu, '');
}

/** Everything that stands in the document, white space left out. */
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
