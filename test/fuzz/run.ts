/**
 * Fuzz at length: `npm run fuzz -- --count 50000 [--seed 1] [--workers 2] [--save FOLDER]`. Prints figures; exits with 1 on a
 * crash, a hang, a report that contradicts its text, too much memory, or a process left behind.
 * Reads with what `npm run build` has made.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fuzz } from './fuzz.js';
import { mutantOf } from './mutant-of.js';
import { writeSeedFiles } from './seed-files.js';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '50000' },
    seed: { type: 'string', default: '1' },
    workers: { type: 'string', default: '2' },
    save: { type: 'string' },
  },
});
const [count, seed, workers] = [Number(values.count), Number(values.seed), Number(values.workers)];
if (![count, seed, workers].every(Number.isInteger)) throw new Error('Give whole numbers.');

const folder = mkdtempSync(join(tmpdir(), 'ogi-fuzz-'));
try {
  await writeSeedFiles(folder, seed, 4);
  const started = performance.now();
  const figures = await fuzz({
    origin: 'dist',
    folder,
    seed,
    count,
    workers,
    onProgress: ({ mutants }) => {
      if (mutants % 1000 === 0) console.error(`${mutants} mutants`);
    },
    onFailure: ({ index, file, what }) => {
      console.error(`mutant ${index} of ${file} ${what}`);
    },
  });
  if (values.save !== undefined) {
    mkdirSync(values.save, { recursive: true });
    for (const { index, file } of figures.failures) {
      writeFileSync(join(values.save, `${index}-${file}`), mutantOf(folder, seed, index).bytes);
    }
  }
  const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`;
  const memory = {
    peakMemory: megabytes(figures.peakMemory),
  };
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(JSON.stringify({ seed, ...figures, ...memory, seconds }, null, 2));
  process.exitCode = figures.failures.length > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
