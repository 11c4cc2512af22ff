/** A store of made-up reports for the siege, filled by the importer of the version that is besieged. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateCorpus } from '../../src/sample/index.js';

/** Fills the data folder. */
export function fillStore(
  app: string,
  data: string,
  { seed, reports }: { seed: number; reports: number },
): void {
  const files = join(data, 'files');
  mkdirSync(files, { recursive: true });
  for (const { fileName, text } of generateCorpus({ seed, count: reports })) {
    writeFileSync(join(files, fileName), text);
  }
  const run = spawnSync(process.execPath, [join(app, 'bin/ogi.js'), 'ingest', files], {
    env: { ...process.env, OGI_DATA: data },
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(`ogi ingest: ${run.stdout.slice(-500)}${run.stderr.slice(-500)}`);
}
