/** A golden case is a folder `fixtures/SLUG` with `source.<ext>` and what the parser must see in it, `expected.json`. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { toPublicReport } from '../../src/cli/public-report.js';
import { unpackArchive } from '../../src/ingest/archive/unpack-archive.js';
import { isArchive } from '../../src/ingest/zip/archive-members.js';
import { unpackArchives } from '../../src/services/unpack-archives.js';
import { parseFile } from '../../src/services/parse-file.js';

export const FIXTURES = fileURLToPath(new URL('fixtures', import.meta.url));

/** The slugs of all golden cases. */
export function goldenSlugs(): string[] {
  return readdirSync(FIXTURES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** The name of a case's one source file. */
export function sourceName(slug: string): string {
  const sources = readdirSync(join(FIXTURES, slug)).filter((name) => name.startsWith('source.'));
  const [only] = sources;
  if (only === undefined || sources.length > 1) {
    throw new Error(
      `test/golden/fixtures/${slug} needs exactly one source.<ext>; it has ${String(sources.length)}.`,
    );
  }
  return only;
}

/** True of a case that is a picture: without the addition that recognises text it is not read. */
export function isScan(slug: string): boolean {
  return slug.startsWith('scan-');
}

/**
 * What the parser sees in a case, as `expected.json` holds it: cells one a line and, of those that are not in the form,
 * none; extra tables where there are any. Of an archive a list, a report for each file in it. Left out is what differs from machine to
 * machine: which version of LibreOffice converted the file, and how sure OCR is (of the last digits, processors do not agree).
 */
export async function readCase(slug: string): Promise<string> {
  const name = sourceName(slug);
  const bytes = readFileSync(join(FIXTURES, slug, name));
  if (!(await isArchive(bytes))) return await readOne(name, bytes);
  const archive = { path: name, fileName: name, read: () => Promise.resolve(bytes) };
  const reports: string[] = [];
  for await (const member of unpackArchives([archive], undefined, unpackArchive))
    reports.push(await readOne(member.path, await member.read()));
  return `[\n${reports.map((report) => report.trimEnd()).join(',\n')}\n]\n`;
}

async function readOne(name: string, bytes: Uint8Array): Promise<string> {
  const { report } = await parseFile(bytes);
  const shown = toPublicReport(name, report);
  const cells = Object.entries(shown.cells).filter(([, cell]) => cell.state !== 'NOT_IN_FORM');
  const lines = cells.map(
    ([key, cell]) => `    ${JSON.stringify(key)}: ${JSON.stringify({ ...cell, confidence: undefined })}`,
  );
  const { extraTables, ...others } = { ...shown, cells: '@cells' };
  const rest = JSON.stringify(extraTables.length === 0 ? others : { ...others, extraTables }, null, 2);
  const text = `${rest.replace('"@cells"', () => `{\n${lines.join(',\n')}\n  }`)}\n`;
  return text.replace(/(LibreOffice )[\d.]+/gu, '$1VERSION');
}
