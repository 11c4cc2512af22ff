/**
 * What the last release read of the golden cases: where any of them is read otherwise now, `PARSER_VERSION` is another too, so that
 * `ogi reparse` renews the reports that the release stored. A release adds its file to `released/`.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { PARSER_VERSION } from '../../src/parse/index.js';
import { FIXTURES } from './golden-case.js';

const RELEASED = fileURLToPath(new URL('released/', import.meta.url));

interface Released {
  parserVersion: string;
  /** SHA-256 of `expected.json` by case. */
  expected: Record<string, string>;
}

it('reads the cases of the last release as it did, or says that it is another parser', () => {
  const last = readdirSync(RELEASED)
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .at(-1);
  const { parserVersion, expected } = JSON.parse(
    readFileSync(join(RELEASED, last ?? ''), 'utf8'),
  ) as Released;
  const isRead = (slug: string): boolean => {
    const file = join(FIXTURES, slug, 'expected.json');
    return existsSync(file) && digest(file) === expected[slug];
  };
  const changed = Object.keys(expected).filter((slug) => !isRead(slug));
  if (parserVersion === PARSER_VERSION) expect(changed, 'raise PARSER_VERSION').toEqual([]);
  else expect(changed.length, 'no case is read otherwise: keep PARSER_VERSION').toBeGreaterThan(0);
});

function digest(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
