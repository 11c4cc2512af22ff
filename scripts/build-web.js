/**
 * Last third of `npm run build`: the pages. Files that compress are written compressed too, once, so that no request waits
 * for it; the character maps and fonts of the PDF viewer are copied beside them.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = join(root, 'dist', 'web', 'app');
const stamp = join(root, 'dist', 'web', 'app.stamp');

/** What the pages are made of: nothing is built where nothing of it has changed, as `npm start` builds each time. */
function fingerprint() {
  const hash = createHash('sha256');
  const add = (path) => {
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).sort()) if (name !== 'generated.ts') add(join(path, name));
    } else hash.update(path).update(readFileSync(path));
  };
  for (const path of ['web', 'schema.graphql', 'package-lock.json', 'scripts/build-web.js'])
    add(join(root, path));
  return hash.digest('hex');
}

const wanted = fingerprint();
if (!existsSync(join(out, 'index.html')) || !existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  const [{ build }, { writeWebDocuments }] = await Promise.all([
    import('vite'),
    import('./write-web-documents.js'),
  ]);
  await writeWebDocuments();
  // Whatever the environment says (tests set it): the pages are built as they are served, without React's checks.
  process.env.NODE_ENV = 'production';
  await build({ configFile: join(root, 'web', 'vite.config.ts'), logLevel: 'warn' });

  const pdf = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  for (const folder of ['cmaps', 'standard_fonts', 'wasm']) {
    mkdirSync(join(out, 'assets', 'pdf'), { recursive: true });
    cpSync(join(pdf, folder), join(out, 'assets', 'pdf', folder), { recursive: true });
  }
  compressAll(join(out, 'assets'));
  writeFileSync(stamp, wanted);
}
// The build is whole: tests that run it build again where a source is newer than this.
writeFileSync(join(root, 'dist', '.built'), '');

function compressAll(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) continue;
    if (!/\.(?:js|mjs|css|svg|json)$/u.test(name)) continue;
    const bytes = readFileSync(path);
    writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    // At the highest quality a megabyte takes seconds.
    if (bytes.length > 600_000) params[constants.BROTLI_PARAM_QUALITY] = 9;
    writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params }));
  }
}
