/** What a reader looks up is written down: files that pages name, finding codes, variables, commands, addresses. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { commandLinePage } from '../../scripts/write-command-line.js';
import { ENVIRONMENT_HELP } from '../../src/cli/environment-help.js';
import { ARITHMETIC_CODES, READING_CODES } from '../../src/domain/finding.js';
import { TestStores, serveStore } from '../app/served-app.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const read = (file: string): string => readFileSync(ROOT + file, 'utf8');

const docs = readdirSync(`${ROOT}docs`, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md'))
  .map((name) => `docs/${name}`);
const pages = ['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md', 'SECURITY.md', ...docs];

/** Paths of the checkout that a page names in code; those with a place holder (SLUG) or a pattern name no one file. */
function namedPaths(text: string): string[] {
  const code = [...text.matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '');
  return code.filter(
    (path) =>
      /^(?:src|test|scripts|docs|mappings|findings|web)\/[\w./-]+$/.test(path) && !/[A-Z]{3}|dist/.test(path),
  );
}

describe('pages for people', () => {
  it.each(pages)('%s names files that are there', (page) => {
    expect(namedPaths(read(page)).filter((path) => !existsSync(ROOT + path))).toEqual([]);
  });

  it('link to pages that are there', () => {
    const broken = pages.flatMap((page) => {
      const folder = page.includes('/') ? page.slice(0, page.lastIndexOf('/') + 1) : '';
      return [...read(page).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
        .map((match) => match[1] ?? '')
        .filter((link) => !/^[a-z]+:/.test(link) && !existsSync(`${ROOT}${folder}${link}`))
        .map((link) => `${page}: ${link}`);
    });
    expect(broken).toEqual([]);
  });

  it('have a row for each code of a finding', () => {
    const text = read('docs/parsing.md');
    expect([...READING_CODES, ...ARITHMETIC_CODES].filter((code) => !text.includes(`\`${code}\``))).toEqual(
      [],
    );
  });

  it('tell each variable of the environment', () => {
    const text = pages.map(read).join('\n');
    const names = new Set(read('src/config.ts').match(/\b(?:OGI|ELASTICSEARCH)_[A-Z_]+\b/g));
    expect([...names].filter((name) => !text.includes(name))).toEqual([]);
    expect([...names].filter((name) => !ENVIRONMENT_HELP.includes(name))).toEqual([]);
    expect(names.size).toBeGreaterThan(12);
  });

  it('tell the commands as their help does', () => {
    expect(read('docs/command-line.md'), 'npm run docs').toBe(commandLinePage());
  });

  it('have each address of the server', async () => {
    const stores = new TestStores();
    const app = await serveStore(await stores.open('empty'));
    try {
      await app.ready();
      const text = read('docs/http.md');
      const paths = [...app.printRoutes({ commonPrefix: false }).matchAll(/[├└]── (\/?\S*) \(/g)];
      const own = paths
        .map((match) => `/${(match[1] ?? '').replace(/^\//, '')}`.replace(/\/:[^/]*/g, '/*'))
        .filter((path) => !/\.(?:js|css|svg)$|^\/assets|^\/~malformed$|^\/vendor|^\/\*$/.test(path));
      expect(own.filter((path) => !text.includes(`${path}\``))).toEqual([]);
      expect(own.length).toBeGreaterThan(12);
    } finally {
      await app.close();
      await stores.destroy();
    }
  });
});
