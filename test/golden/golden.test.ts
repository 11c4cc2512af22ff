import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasOcr } from '../support/has-ocr.js';
import { FIXTURES, goldenSlugs, isScan, readCase } from './golden-case.js';

describe('golden cases', () => {
  // LibreOffice takes seconds, a scanned page ten, and a busy machine makes more of both.
  const isReadable = (slug: string): boolean => !isScan(slug) || hasOcr();
  const skipped = goldenSlugs().filter((slug) => !isReadable(slug));
  it.skip.each(skipped)('%s: no OCR is installed', () => undefined);

  it.each(goldenSlugs().filter(isReadable))('%s', { timeout: 300_000 }, async (slug) => {
    const file = join(FIXTURES, slug, 'expected.json');
    expect(
      existsSync(file),
      `no expected.json: run "npm run golden -- ${slug}" and read what it writes`,
    ).toBe(true);
    const help = `If the change is meant, run "npm run golden -- ${slug}" and read the diff.`;
    expect(await readCase(slug), help).toBe(readFileSync(file, 'utf8'));
  });
});
