/** Every file of data that others made is accounted for. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

it('says of each file of data where it is from', () => {
  const notice = readFileSync(join(ROOT, 'NOTICE.md'), 'utf8');
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.parentPath.endsWith('data'))
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length));
  expect(files.length).toBeGreaterThan(2);
  expect(files.filter((file) => !notice.includes(`\`${file}\``))).toEqual([]);
});
