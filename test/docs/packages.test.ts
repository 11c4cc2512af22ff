/** What `npm ci` says on the oldest Node that is supported. */
import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'ogi-packages-'));

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('installs without a warning: no engine that does not fit, nothing deprecated, no script that was not looked at', async () => {
  for (const file of ['package-lock.json', '.npmrc']) copyFileSync(join(ROOT, file), join(folder, file));
  const described = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as object;
  // Its own scripts would build it.
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...described, scripts: {} }));
  const { stderr } = await promisify(execFile)('npm', ['ci', '--dry-run', '--offline', '--no-audit'], {
    cwd: folder,
    maxBuffer: 16 * 1024 * 1024,
  });
  expect(stderr).toBe('');
}, 60_000);
