/**
 * Patterns that are put together at run time take linear time. Those that stand in the code as literals are checked by the linter; of
 * the others it sees no more than parts, so that they are gathered here as they are made, and given to the same rules.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Linter } from 'eslint';
import * as regexp from 'eslint-plugin-regexp';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../src/', import.meta.url));

/** Modules that make patterns when they are loaded, by path below `src`. */
function makers(): string[] {
  return readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && /\bRegExp\(/u.test(readFileSync(ROOT + path, 'utf8')))
    .sort();
}

/** The patterns that were made of texts while `run` ran, as literals. */
async function patternsMade(run: () => Promise<void>): Promise<string[]> {
  const made = new Set<string>();
  const own = globalThis.RegExp;
  const note = (pattern: RegExp, [source]: unknown[]): RegExp => {
    if (typeof source === 'string') made.add(String(pattern));
    return pattern;
  };
  globalThis.RegExp = new Proxy(own, {
    construct: (target, given: [string, string?]) => note(new target(...given), given),
    apply: (target, _this, given: [string, string?]) => note(new target(...given), given),
  });
  try {
    await run();
  } finally {
    globalThis.RegExp = own;
  }
  return [...made].sort();
}

/** What the linter says of patterns, one a line. */
function complaints(patterns: readonly string[]): string[] {
  const told = new Linter().verify(patterns.map((pattern) => `use(${pattern});`).join('\n'), [
    {
      plugins: { regexp },
      rules: {
        'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
        'regexp/no-super-linear-move': ['error', { report: 'potential', ignoreSticky: false }],
      },
    },
  ]);
  return told.map(({ line, message }) => `${patterns[line - 1] ?? ''}: ${message}`);
}

describe('patterns that are put together', () => {
  it('take linear time', async () => {
    const paths = makers();
    const patterns = await patternsMade(async () => {
      for (const path of paths) await import(ROOT + path);
    });
    expect(paths.length).toBeGreaterThan(15);
    expect(patterns.length).toBeGreaterThan(60);
    expect(complaints(patterns)).toEqual([]);
  }, 120_000);

  it('that do not are found', () => {
    expect(complaints([String.raw`/(?:a|b|ab)+c/u`])).toHaveLength(1);
    expect(complaints([String.raw`/\d+件/u`])).toHaveLength(1);
  });
});
