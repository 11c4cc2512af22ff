/** Files that LibreOffice writes. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Converts a file.
 *
 * @param target the extension of what is made, and where it is ambiguous the filter behind a colon
 * @throws Error where LibreOffice is not installed, or makes nothing of it
 */
export async function writeOffice(bytes: Uint8Array, extension: string, target: string): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'ogi-written-'));
  try {
    await writeFile(join(folder, `input.${extension}`), bytes);
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
    const out = join(folder, 'out');
    const file = join(folder, `input.${extension}`);
    await run('soffice', [profile, '--headless', '--convert-to', target, '--outdir', out, file]);
    return await readFile(join(out, `input.${target.split(':')[0] ?? ''}`));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
