import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../support/temp-folder.js';

describe('bin/ogi.js', () => {
  it('says what to do where the project is not built', () => {
    const folder = tempFolder();
    mkdirSync(join(folder, 'bin'));
    const bin = join(folder, 'bin', 'ogi.mjs');
    copyFileSync(fileURLToPath(new URL('../../bin/ogi.js', import.meta.url)), bin);
    const { status, stderr } = spawnSync(process.execPath, [bin], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 4, stderr: 'ogi is not built yet. Run: npm run build\n' });
  });
});
