/**
 * Memory over many files: part of `npm run bench`, also alone, `node --import tsx test/bench/bench-memory.ts [--files 10000]`.
 * Reads made-up files of all formats, one after another, as an import does, with what `npm run build` has made; looks at the
 * resident memory of this process and the one that reads.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { processFamily } from '../fuzz/process-family.js';

const { values } = parseArgs({ options: { files: { type: 'string', default: '10000' } } });
const FILES = Number(values.files);
const SEED = 20_190_515;
/** Files of each layout; each is read many times. */
const COPIES = 3;
/** One in so many is a PDF. */
const PDF_SHARE = 20;
const INTERVAL = 50;

const { ReaderPool } = (await import(
  new URL('../../dist/services/reading/reader-pool.js', import.meta.url).href
)) as typeof import('../../src/services/reading/reader-pool.js');
const readers = new ReaderPool({ size: 1 });

const megabytes = (bytes: number): number => bytes / 1024 / 1024;

/** The slope of the straight line that fits the values best, a step. */
function slope(values: readonly number[]): number {
  const mean = (numbers: readonly number[]): number =>
    numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  const middle = (values.length - 1) / 2;
  const level = mean(values);
  const rise = values.reduce((sum, value, at) => sum + (at - middle) * (value - level), 0);
  return rise / values.reduce((sum, _, at) => sum + (at - middle) ** 2, 0);
}

const folder = mkdtempSync(join(tmpdir(), 'ogi-bench-memory-'));
try {
  const writer = fileURLToPath(new URL('write-files.ts', import.meta.url));
  execFileSync(process.execPath, ['--import', 'tsx', writer, folder, String(SEED), String(COPIES)]);
  // Archives are unpacked before their files are read.
  const names = readdirSync(folder).filter((name) => !name.startsWith('zip-'));
  const isPdf = (name: string): boolean => name.startsWith('pdf-');
  const pdfs = names.filter(isPdf);
  const others = names.filter((name) => !isPdf(name));
  const samples: number[] = [];
  let read = 0;
  for (let index = 0; index < FILES; index += 1) {
    const name =
      index % PDF_SHARE === 0 && pdfs.length > 0
        ? pdfs[(index / PDF_SHARE) % pdfs.length]
        : others[index % others.length];
    if (name === undefined) continue;
    await readers.parse(readFileSync(join(folder, name))).then(
      () => (read += 1),
      () => undefined,
    );
    if (index % INTERVAL === 0) samples.push(megabytes(processFamily(process.pid).resident));
  }
  const late = samples.slice(samples.length / 2);
  console.log(
    `memory   ${FILES} files (${read} read, ${Math.ceil(FILES / PDF_SHARE)} PDFs): at most ${Math.round(Math.max(...samples))} MB resident in both processes; second half ${((slope(late) * 1000) / INTERVAL).toFixed(1)} MB for 1,000 files`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit();
