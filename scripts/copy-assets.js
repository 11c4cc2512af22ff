/**
 * Second half of `npm run build`: tsc writes only what it compiles, so this copies to dist
 *  - every other file of src (pages, data files), at the same place;
 *  - the files of other packages that the sandbox needs, so that it works offline and without devDependencies.
 */
import { cpSync, copyFileSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);

cpSync(join(root, 'src'), join(root, 'dist'), {
  recursive: true,
  filter: (path) => statSync(path).isDirectory() || !path.endsWith('.ts'),
});

const vendor = join(root, 'dist', 'web', 'vendor');
mkdirSync(vendor, { recursive: true });
const files = JSON.parse(readFileSync(join(root, 'src', 'web', 'vendor.json'), 'utf8'));
for (const [name, file] of Object.entries(files)) {
  copyFileSync(join(dirname(require.resolve(`${file.package}/package.json`)), file.path), join(vendor, name));
}
