/**
 * `npm run golden -- SLUG…`: writes `expected.json` of the named golden cases, for you to read and commit. To add a case, make
 * `test/golden/fixtures/SLUG/source.<ext>` first.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FIXTURES, goldenSlugs, readCase } from '../test/golden/golden-case.js';

const slugs = process.argv.slice(2);
const known = goldenSlugs();
const unknown = slugs.filter((slug) => !known.includes(slug));
if (slugs.length === 0 || unknown.length > 0) {
  process.stderr.write(
    `${unknown.length > 0 ? `No such case: ${unknown.join(', ')}. ` : ''}Usage: npm run golden -- SLUG…\nCases: ${known.join(', ')}\n`,
  );
  process.exit(2);
}
for (const slug of slugs) {
  writeFileSync(join(FIXTURES, slug, 'expected.json'), await readCase(slug));
  process.stdout.write(
    `test/golden/fixtures/${slug}/expected.json written; read the diff before you commit it.\n`,
  );
}
