import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { judgeNode } from '../../src/cli/doctor-command.js';
import { runOgi } from '../support/run-ogi.js';
import { tempFolder } from '../support/temp-folder.js';

describe('ogi doctor', () => {
  it.each([
    ['18.20.8', 'wrong'],
    ['20.18.3', 'wrong'],
    ['20.19.0', 'ok'],
    ['22.23.3', 'ok'],
    ['24.21.0', 'ok'],
    ['25.1.0', 'wrong'],
  ])('takes Node as far as the tests run on it: %s', (version, verdict) => {
    const found = judgeNode(version);
    expect(found.verdict).toBe(verdict);
    expect(found.remedy === undefined).toBe(verdict === 'ok');
  });

  it('finds all that is needed on a machine that can run the tests, and makes no store', async () => {
    const data = join(tempFolder(), 'not', 'there', 'yet');
    const { status, stdout } = await runOgi(['doctor', '--data', data]);
    expect(stdout).toMatch(/^ok {2}Node +\d+\.\d+/u);
    expect(stdout).toMatch(/^ok {2}Chinese words +nodejieba/mu);
    expect(stdout).toMatch(/^ok {2}Data folder +\S+, [\d.]+ .B free$/mu);
    expect(stdout).toMatch(/^ok {2}Embedded store +none yet/mu);
    for (const what of ['LibreOffice', 'OCR', 'Compiler', 'Chinese fonts']) {
      expect(stdout).toMatch(new RegExp(`^(?:ok {2}${what} .+|-- {2}${what} .+\\n +→ .+)$`, 'mu'));
    }
    expect(stdout).not.toContain('!!');
    expect(status).toBe(0);
  });

  it('says what to do where the store is damaged', async () => {
    const data = tempFolder();
    writeFileSync(join(data, 'ogi.sqlite'), 'no database'.repeat(1000));
    const { status, stdout } = await runOgi(['doctor', '--data', data]);
    expect(stdout).toMatch(/^!! {2}Embedded store +.+\n +→ .+/mu);
    expect(status).toBe(3);
  });

  it('says what to do where the data folder is a file, or Elasticsearch does not answer', async () => {
    const data = join(tempFolder(), 'data');
    writeFileSync(data, '');
    const asFile = await runOgi(['doctor', '--data', data]);
    expect(asFile.stdout).toMatch(/^!! {2}Data folder +.+ is no folder\n +→ .+/mu);
    expect(asFile.status).toBe(2);
    const away = await runOgi(['doctor', '--data', tempFolder()], {
      env: { OGI_STORE: 'elasticsearch', ELASTICSEARCH_URL: 'http://127.0.0.1:9' },
    });
    expect(away.stdout).toMatch(/^!! {2}Elasticsearch +.+\n +→ .+/mu);
    expect(away.status).toBe(3);
  }, 120_000);

  it.skipIf(process.getuid?.() !== 0)(
    'says so where nobody may write (as root: run as another user)',
    async () => {
      const data = join(tempFolder(), 'closed');
      mkdirSync(data);
      chmodSync(data, 0o555);
      const { status, stdout } = await runOgi(['doctor', '--data', data], { uid: 65534 });
      expect(stdout).toMatch(/^!! {2}Data folder +.+ cannot be written to\n +→ .+/mu);
      expect(status).toBe(2);
    },
  );
});
