/** The fence between the rooms of src: every import that the table does not allow is refused, and the checkout has none. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const CHECK = fileURLToPath(new URL('../../scripts/structure/check.js', import.meta.url));

interface Layers {
  ROOMS: Record<string, string[]>;
  PACKAGES: { packages: string[]; rooms: string[] }[];
}

const { ROOMS, PACKAGES } = (await import(
  new URL('../../scripts/structure/layers.js', import.meta.url).href
)) as Layers;

/** What the check prints of a folder, and its status. */
function check(folder?: string): Promise<{ status: number; printed: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [CHECK, ...(folder === undefined ? [] : [folder])],
      { maxBuffer: 1 << 24 },
      (error, stdout) => {
        resolve({ status: error === null ? 0 : Number(error.code), printed: stdout });
      },
    );
  });
}

/** A file of a room that others may import. */
function target(room: string): string {
  return room.endsWith('.ts') ? `src/${room}` : `src/${room}/target.ts`;
}

/** A file of a room that imports something; a room of one file is that file. */
function probe(room: string, name: string): string {
  return room.endsWith('.ts') ? `src/${room}` : `src/${room}/probe-${name.replaceAll(/\W/g, '-')}.ts`;
}

describe('rooms of src', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ogi-structure-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const files = new Map<string, string[]>();
  function plant(file: string, imported: string): void {
    const lines = files.get(file) ?? [];
    lines.push(imported);
    files.set(file, lines);
  }
  function write(): void {
    for (const [file, lines] of files) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), [...lines, 'export const here = 1;', ''].join('\n'));
    }
    files.clear();
  }
  function importOf(from: string, to: string): string {
    const up = '../'.repeat(from.split('/').length - 1);
    return `import '${up}${to.replace(/\.ts$/, '.js')}';`;
  }

  it('holds none that the table forbids', async () => {
    const { status, printed } = await check();
    expect(printed).toMatch(/ 0 forbidden imports/);
    expect(status).toBe(0);
  }, 120_000);

  it('refuses each import that the table does not allow, and none that it does', async () => {
    const rooms = Object.keys(ROOMS);
    const refused: string[] = [];
    const allowed: string[] = [];
    for (const room of rooms) {
      plant(target(room), '');
      for (const other of rooms) {
        if (room === other || target(room) === target(other)) continue;
        const from = probe(room, other);
        plant(from, importOf(from, target(other)));
        (ROOMS[room]?.includes(other) === true ? allowed : refused).push(`${from} → ${target(other)}`);
      }
    }
    write();
    const { status, printed } = await check(folder);
    expect(status).toBe(1);
    const named = new Set([...printed.matchAll(/-imports: (.+ → .+)$/gm)].map((match) => match[1]));
    expect(refused.filter((one) => !named.has(one))).toEqual([]);
    expect(allowed.filter((one) => named.has(one))).toEqual([]);
    expect(refused.length).toBeGreaterThan(200);
  }, 120_000);

  it('refuses what the parser, a new folder, a package or a circle must not do', async () => {
    plant('src/parse/probe.ts', "import '../ingest/ingest-file.js';");
    plant('src/ingest/ingest-file.ts', '');
    plant('src/newcomer/probe.ts', "import '../domain/target.js';");
    plant('src/domain/target.ts', "import './other.js';");
    plant('src/domain/other.ts', "import './target.js';");
    plant('src/alone/probe.ts', '');
    for (const { packages } of PACKAGES) {
      for (const name of packages.filter((one) => !one.includes('[')))
        plant('src/text/probe.ts', `import '${name}';`);
    }
    write();
    const { printed } = await check(folder);
    const names = new Set([...printed.matchAll(/^([\w./-]+): /gm)].map((match) => match[1]));
    expect([...names].sort()).toEqual(
      [
        'parse-into-ingest',
        'unknown-room',
        'unknown-room-alone',
        'circle',
        ...PACKAGES.map(
          ({ packages, rooms }) => `${packages[0]?.replace('@', '') ?? ''}-only-in-${rooms[0] ?? ''}`,
        ),
      ].sort(),
    );
  }, 120_000);

  it('refuses a file that is too long and a function that is too complex, and no other', async () => {
    const branches = (count: number): string =>
      Array.from({ length: count }, (_, at) => `  if (value === ${at}) return ${at};`).join('\n');
    // With its own way through, a function has one path more than it has branches.
    const functions = [
      ['within', 19],
      ['beyond', 20],
    ] as const;
    for (const [name, count] of functions)
      plant(
        'src/text/probe.ts',
        `export function ${name}(value: number): number {\n${branches(count)}\n  return -1;\n}`,
      );
    plant('src/text/whole.ts', '//\n'.repeat(297));
    plant('src/text/long.ts', '//\n'.repeat(299));
    plant('web/src/text/zh.ts', '//\n'.repeat(299));
    write();
    const { status, printed } = await check(folder);
    expect(printed.match(/^too-.*$/gm)).toEqual([
      'too-long: src/text/long.ts has 301 lines, more than 300',
      "too-complex: src/text/probe.ts:23 Function 'beyond' has a complexity of 21, more than 20",
    ]);
    expect(status).toBe(1);
  }, 120_000);
});
