/** Which mutant has which number. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Random } from '../../src/sample/random.js';
import { mutate, mutateByRun } from './mutate.js';

/** Formats of which one file takes seconds, by other programs or by recognition: one mutant in so many is of one of them. */
const SLOW_FORMATS: ReadonlySet<string> = new Set(['ods', 'fods', 'rtf', 'doc', 'odt', 'png', 'scan']);
const SLOW_EVERY = 100;
/** One mutant in so many has a long run of a character, each character in its turn. */
const RUN_EVERY = 8;

/** The mutant of that index; every format has the same share of the quick or the slow ones, whatever the number of its files. */
export function mutantOf(folder: string, seed: number, index: number): { file: string; bytes: Buffer } {
  const random = new Random(seed).fork(index);
  const files = readdirSync(folder).sort();
  const format = formatAt(files, index);
  const file = random.pick(files.filter((name) => name.startsWith(`${format}-`)));
  const bytes = readFileSync(join(folder, file));
  return index % RUN_EVERY === 0
    ? { file, bytes: mutateByRun(bytes, random, index / RUN_EVERY) }
    : { file, bytes: mutate(bytes, random) };
}

/** By rounds, so that no format always has the same kind of mutation. */
function formatAt(files: readonly string[], index: number): string {
  const formats = [...new Set(files.map((file) => file.slice(0, file.indexOf('-'))))];
  const [slow, quick] = [true, false].map((one) => formats.filter((name) => SLOW_FORMATS.has(name) === one));
  const round = Math.floor(index / SLOW_EVERY);
  const choice = index % SLOW_EVERY === SLOW_EVERY - 1 && slow?.length ? slow : (quick ?? []);
  return choice === slow
    ? (slow[round % slow.length] ?? '')
    : (choice[(index + Math.floor(index / choice.length)) % choice.length] ?? '');
}
