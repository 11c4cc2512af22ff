/** What apps rely on: a breaking change since the last release must be named in the changelog. */
import { readFileSync, readdirSync } from 'node:fs';
import { buildSchema, findBreakingChanges } from 'graphql';
import type { BreakingChange } from 'graphql';
import { describe, expect, it } from 'vitest';

const RELEASED = new URL('released/', import.meta.url);

/** The schema of the latest release, which `released/` holds a file for each of. */
function lastReleased(): string {
  const versions = readdirSync(RELEASED)
    .map((name) => name.replace(/\.graphql$/u, ''))
    .sort((one, other) => one.localeCompare(other, 'en', { numeric: true }));
  return readFileSync(new URL(`${versions.at(-1) ?? ''}.graphql`, RELEASED), 'utf8');
}

/** The part of the changelog that is not released yet. */
function unreleased(changelog: string): string {
  return /^## Unreleased$(.*?)(?=^## |$(?![\s\S]))/msu.exec(changelog)?.[1] ?? '';
}

/** Breaking changes whose type or field the changelog does not name as `Type` or `Type.field`. */
function unnamed(changes: readonly BreakingChange[], changelog: string): string[] {
  const named = new Set([...unreleased(changelog).matchAll(/`([\w.]+)`/gu)].map(([, name]) => name));
  return changes
    .map(({ description }) => description)
    .filter((description) => {
      const [first = ''] =
        description.match(/\b[A-Z]\w*(?:\.\w+)?/gu)?.filter((word) => named.has(word)) ?? [];
      return first === '';
    });
}

describe('schema', () => {
  it('breaks nothing of the last release that the changelog does not name', () => {
    const current = buildSchema(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'));
    const changes = findBreakingChanges(buildSchema(lastReleased()), current);
    const changelog = readFileSync(new URL('../../CHANGELOG.md', import.meta.url), 'utf8');
    expect(
      unnamed(changes, changelog),
      'Name each type or field in backticks under "Unreleased" in CHANGELOG.md, or undo the change.',
    ).toEqual([]);
  });

  it('would see a field that is gone', () => {
    const [before, after] = ['type Query { a: Int b: Int }', 'type Query { a: Int }'].map((text) =>
      buildSchema(text),
    );
    if (before === undefined || after === undefined) throw new Error('no schema');
    const changes = findBreakingChanges(before, after);
    expect(unnamed(changes, '## Unreleased\n\n- nothing\n')).toHaveLength(1);
    expect(unnamed(changes, '## Unreleased\n\n- `Query.b` is gone\n')).toEqual([]);
    expect(unnamed(changes, '## Unreleased\n\n## 1.0.0\n\n- `Query.b` is gone\n')).toHaveLength(1);
  });
});
