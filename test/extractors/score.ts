/** `npm run extractors -- score FOLDER`: what is read of each tool's output, cell by cell, against what the sources print. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import type { Report } from '../../src/domain/report.js';
import { SetAsideError } from '../../src/errors.js';
import { ingestFile } from '../../src/ingest/ingest-file.js';
import { parseReport } from '../../src/parse/index.js';

/** What a source prints; a cell that it leaves blank is null. */
interface Expected {
  organ: string;
  /** Where several names are right. */
  organAccept?: string[];
  year: number;
  cells: Record<string, number | null>;
}

/** Counts of cells, and of files for the rest. */
interface Score {
  files: number;
  cells: number;
  right: number;
  /** A number is printed and none is read. */
  missed: number;
  /** Another number, or one where none is printed. */
  wrong: number;
  /** Missed or wrong, and no finding names the cell. */
  silent: number;
  organ: number;
  year: number;
}

const [folder, ...options] = process.argv.slice(2);
if (folder === undefined) throw new Error('Name the folder that make and run have filled.');
const wanted = options.filter((option) => !option.startsWith('--'));
const isBadShown = options.includes('--bad');

const out = join(folder, 'out');
const HEADER = ['tool', 'files', 'cells', 'right %', 'missed', 'wrong', 'silent', 'organ', 'year'];
print(HEADER);
print(HEADER.map((_, index) => (index === 0 ? '---' : '--:')));
for (const tool of readdirSync(out).sort()) {
  if (wanted.length > 0 && !wanted.some((part) => tool.includes(part.replace(/\W+/gu, '_')))) continue;
  const total = empty();
  for (const file of readdirSync(join(out, tool)).sort()) {
    add(total, await scoreFile(join(out, tool, file), parse(file).name));
  }
  const share = ((100 * total.right) / Math.max(1, total.cells)).toFixed(1);
  const { files, cells, missed, wrong, silent, organ, year } = total;
  print([
    tool,
    files,
    cells,
    share,
    missed,
    wrong,
    silent,
    `${String(organ)}/${String(files)}`,
    `${String(year)}/${String(files)}`,
  ]);
}
// The reader of PDFs keeps its process.
process.exit(0);

async function scoreFile(file: string, source: string): Promise<Score> {
  const expected = JSON.parse(
    readFileSync(join(folder ?? '', 'src', `${source}.expected.json`), 'utf8'),
  ) as Expected;
  const report = await read(file);
  const named = new Set<string>(report?.findings.flatMap(({ cells }) => cells));
  const score = { ...empty(), files: 1, cells: Object.keys(expected.cells).length };
  const cells: Record<string, { value: number | null }> = report?.cells ?? {};
  for (const key of new Set([...Object.keys(expected.cells), ...Object.keys(cells)])) {
    const [printed, got] = [expected.cells[key] ?? null, cells[key]?.value ?? null];
    if (printed === got) {
      if (key in expected.cells) score.right += 1;
      continue;
    }
    score[got === null ? 'missed' : 'wrong'] += 1;
    if (!named.has(key)) score.silent += 1;
    if (isBadShown)
      print([file, key, `printed ${String(printed)}`, `read ${String(got)}`, named.has(key) ? '' : 'SILENT']);
  }
  score.organ = Number((expected.organAccept ?? [expected.organ]).includes(report?.organ?.name ?? ''));
  score.year = Number(report?.year === expected.year);
  return score;
}

/** The report; null for a file that is refused. */
async function read(file: string): Promise<Report | null> {
  try {
    return parseReport(await ingestFile(new Uint8Array(readFileSync(file))));
  } catch (error) {
    if (!(error instanceof SetAsideError)) throw error;
    return null;
  }
}

function empty(): Score {
  return { files: 0, cells: 0, right: 0, missed: 0, wrong: 0, silent: 0, organ: 0, year: 0 };
}

function add(total: Score, own: Score): void {
  for (const key of Object.keys(own) as (keyof Score)[]) total[key] += own[key];
}

function print(cells: readonly (string | number)[]): void {
  process.stdout.write(`| ${cells.join(' | ')} |\n`);
}
