/** The package that `npm pack` makes, in an empty folder, with the packages that it declares and no others. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Manifest {
  version: string;
  dependencies: Record<string, string>;
  optionalDependencies: Record<string, string>;
}

describe('the package', () => {
  let folder: string;
  let files: string[];
  const ogi = (): string => join(folder, 'node_modules', 'ogi-reports', 'bin', 'ogi.js');

  beforeAll(() => {
    folder = mkdtempSync(join(realpathSync(tmpdir()), 'ogi-test-'));
    // Built before the tests; the scripts would build it again.
    const options = ['--json', '--ignore-scripts', '--pack-destination', folder];
    const printed = execFileSync('npm', ['pack', ...options], { cwd: ROOT, encoding: 'utf8' });
    const [packed] = JSON.parse(printed) as [{ filename: string; files: { path: string }[] }];
    files = packed.files.map(({ path }) => path);
    const modules = join(folder, 'node_modules');
    mkdirSync(join(modules, 'ogi-reports'), { recursive: true });
    const into = ['-C', join(modules, 'ogi-reports'), '--strip-components=1'];
    execFileSync('tar', ['-xzf', join(folder, packed.filename), ...into]);
    const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;
    for (const name of Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies })) {
      const installed = join(ROOT, 'node_modules', name);
      if (!existsSync(installed)) continue;
      mkdirSync(dirname(join(modules, name)), { recursive: true });
      symlinkSync(installed, join(modules, name));
    }
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('holds what runs and what is read, and nothing of the workshop', () => {
    for (const wanted of ['bin/ogi.js', 'schema.graphql', 'mappings/reports.json', 'README.md', 'LICENSE'])
      expect(files).toContain(wanted);
    expect(files.filter((path) => /^(?:src|test|web|scripts|findings)\/|\.map$/u.test(path))).toEqual([]);
  });

  it('tells its version', () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;
    const { stdout } = spawnSync(process.execPath, [ogi(), '--version'], { cwd: folder, encoding: 'utf8' });
    expect(stdout.trim()).toBe(version);
  });

  it('serves its pages and answers a query', async () => {
    const child = spawn(process.execPath, [ogi(), 'serve'], {
      cwd: folder,
      env: { ...process.env, PORT: '0', OGI_DATA: join(folder, 'data'), LOG_LEVEL: 'silent' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => {
      child.kill('SIGKILL');
    });
    const address = await new Promise<string>((resolve, reject) => {
      let printed = '';
      child.on('close', () => {
        reject(new Error(printed));
      });
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        printed += text;
        const found = /endpoint +(\S+)\/graphql/u.exec(printed)?.[1];
        if (found !== undefined) resolve(found);
      });
    });
    expect(await (await fetch(address)).text()).toMatch(/<script type="module"/u);
    expect((await fetch(`${address}/sandbox`)).status).toBe(200);
    const answer = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ search(query: "行政诉讼") { totalCount } }' }),
    });
    const { data } = (await answer.json()) as { data: { search: { totalCount: number } } };
    expect(data.search.totalCount).toBeGreaterThan(0);
  });
});
