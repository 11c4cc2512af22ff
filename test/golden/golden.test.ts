import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FIXTURES, goldenSlugs, readCase } from './golden-case.js';

describe('golden cases', () => {
  it.each(goldenSlugs())('%s', async (slug) => {
    const file = join(FIXTURES, slug, 'expected.json');
    expect(
      existsSync(file),
      `no expected.json: run "npm run golden -- ${slug}" and read what it writes`,
    ).toBe(true);
    const help = `If the change is meant, run "npm run golden -- ${slug}" and read the diff.`;
    expect(await readCase(slug), help).toBe(readFileSync(file, 'utf8'));
  });
});
