/** The last release, built once for comparisons: this checkout's own history is its source. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The last release. */
export const LAST_RELEASE = { version: '0.1.0', commit: '540d9b0' } as const;

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Outside `node_modules`, of which the compiler builds nothing. */
const FOLDER = join(tmpdir(), `ogi-reports-${LAST_RELEASE.commit}`);
/** What is compared; the rest of the release is not built. */
const ENTRIES = ['src/parse/index.ts', 'src/ingest/ingest-file.ts'];

function build(): void {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const archive = execFileSync(
    'git',
    ['archive', LAST_RELEASE.commit, 'src', 'package.json', 'tsconfig.json', 'tsconfig.build.json'],
    {
      cwd: ROOT,
      maxBuffer: 1 << 28,
    },
  );
  execFileSync('tar', ['-x', '-C', FOLDER], { input: archive });
  symlinkSync(join(ROOT, 'node_modules'), join(FOLDER, 'node_modules'));
  const config = { extends: './tsconfig.build.json', include: [], files: ENTRIES };
  writeFileSync(join(FOLDER, 'tsconfig.bench.json'), JSON.stringify(config));
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.bench.json'], { cwd: FOLDER, stdio: 'inherit' });
  cpSync(join(FOLDER, 'src'), join(FOLDER, 'dist'), {
    recursive: true,
    filter: (path) => statSync(path).isDirectory() || !path.endsWith('.ts'),
  });
}

/** The URL of a built file of the last release, e.g. `parse/index.js`; null where the history does not reach back to it. */
export function lastReleaseFile(name: string): string | null {
  const file = join(FOLDER, 'dist', name);
  try {
    if (!existsSync(file)) build();
  } catch {
    return null;
  }
  return existsSync(file) ? new URL(`file://${file}`).href : null;
}
