/** Which mutant has which number. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Random } from '../../src/sample/random.js';
import { mutate } from './mutate.js';

/** The mutant of that index; every format has the same share, whatever the number of its files. */
export function mutantOf(folder: string, seed: number, index: number): { file: string; bytes: Buffer } {
  const random = new Random(seed).fork(index);
  const files = readdirSync(folder).sort();
  const formats = [...new Set(files.map((file) => file.slice(0, file.indexOf('-'))))];
  const format = formats[index % formats.length] ?? '';
  const file = random.pick(files.filter((name) => name.startsWith(`${format}-`)));
  return { file, bytes: mutate(readFileSync(join(folder, file)), random) };
}
