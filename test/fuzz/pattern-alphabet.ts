/** The characters that patterns of the code speak of: a long run of any of them must not make a pattern slow. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDERS = ['ingest', 'parse', 'text', 'domain'];
/** A regular expression in the code, roughly: what it takes too much of does no harm. */
const PATTERN = /\/(?![*/\s])(?:[^\\/\n]|\\.)+\/[dgimsuvy]+/gu;
/** What the classes of patterns hold, and what no pattern names. */
const OF_CLASSES =
  ' \t\n\r\u00a0\u3000\u200b09０９零〇一亿万AzＡ年月日中省市县區、，。；：（）()《》“”<>&=-—|\u0301\u2028';

/** Each character once. */
export function patternAlphabet(): string[] {
  const found = new Set<string>(OF_CLASSES);
  for (const folder of FOLDERS) {
    const root = fileURLToPath(new URL(`../../src/${folder}/`, import.meta.url));
    for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.ts')) continue;
      for (const [pattern] of readFileSync(root + name, 'utf8').matchAll(PATTERN)) {
        for (const character of pattern) found.add(character);
      }
    }
  }
  return [...found].sort();
}
