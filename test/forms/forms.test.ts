/** Laws over the data of the forms. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { FORM_WORDS_STILL_WRITTEN, formWordIn } from '../../scripts/lint/form-words.js';
import { cellKeySource, derivedKeySource } from '../../scripts/write-cell-keys.js';
import { CELLS } from '../../src/domain/cells.js';
import type { FormRow } from '../../src/forms/form.js';
import { EDITIONS, NAMES } from '../../src/forms/forms.js';
import { FORM_EDITIONS } from '../../src/forms/words.js';
import { allLetters } from '../../src/parse/label-text.js';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const json = (path: string): unknown => JSON.parse(readFileSync(at(path), 'utf8'));

/** Everything that names a row: its own label and the other spellings, letters alone. */
function spellings(row: FormRow): string[] {
  return [row.label, ...row.aliases.map(({ text }) => text)].map(allLetters);
}

const pathOf = (row: FormRow): string => row.groups.map(({ label }) => label).join(' / ');

describe.each(EDITIONS)('the form of $edition', ({ edition, tables }) => {
  it('keeps to the JSON schema', () => {
    const validate = new Ajv({ allErrors: true }).compile(json('../../src/forms/form.schema.json') as object);
    validate(json(`../../src/forms/form-${edition}.json`));
    expect(validate.errors ?? []).toEqual([]);
  });

  it('has labels that name their own row and no other within their group path', () => {
    for (const { rows } of tables) {
      const owners = new Map<string, string>();
      for (const row of rows) {
        for (const spelling of new Set(spellings(row))) {
          const name = `${pathOf(row)}: ${spelling}`;
          expect([name, owners.get(name) ?? row.key]).toEqual([name, row.key]);
          owners.set(name, row.key);
        }
      }
    }
  });

  it('has no row and no column twice', () => {
    for (const { name, rows, columns } of tables) {
      const keys = [...rows.map(({ key }) => key), ...columns.map(({ key }) => `${name}.${key}`)];
      expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    }
  });

  it('adds up rows and columns that it has, each once', () => {
    for (const { rows, columns, sums } of tables) {
      for (const { along, left, right, code } of sums) {
        const known = (along === 'ROWS' ? rows : columns).map(({ key }) => key);
        const used = [...left, ...right];
        expect([code, used.filter((key) => !known.includes(key))]).toEqual([code, []]);
        expect(new Set(used).size).toBe(used.length);
      }
    }
  });
});

describe('the names', () => {
  const rows = EDITIONS.flatMap(({ tables }) => tables.flatMap((table) => table.rows));

  it('are there for every row, column and group, and for no other', () => {
    const columns = EDITIONS.flatMap(({ tables }) =>
      tables.flatMap((table) => table.columns.map(({ key }) => `${table.name}.${key}`)),
    );
    const groups = rows
      .map(({ key }) => key.split('.').slice(0, -1).join('.'))
      .filter((key) => key.includes('.'));
    expect(Object.keys(NAMES.rows).sort()).toEqual([...new Set(rows.map(({ key }) => key))].sort());
    expect(Object.keys(NAMES.columns).sort()).toEqual([...new Set(columns)].sort());
    expect(Object.keys(NAMES.groups).sort()).toEqual([...new Set(groups)].sort());
  });

  it('name a rendering for each spelling; those known from hearsay alone become fewer, never more', () => {
    const hearsay = Object.values(NAMES.rows)
      .concat(Object.values(NAMES.columns))
      .flatMap(({ aliases }) => aliases ?? [])
      .filter(({ seen }) => seen === null);
    expect(hearsay.length).toBeLessThanOrEqual(HEARSAY);
  });

  const seen = Object.values(NAMES.rows)
    .concat(Object.values(NAMES.columns))
    .flatMap(({ aliases }) => aliases ?? [])
    .concat(
      rows.flatMap(({ label, seen: where }) => (where === undefined ? [] : [{ text: label, seen: where }])),
    )
    .flatMap(({ text, seen: where }) => (where === null ? [] : [{ text, where }]));

  it('stand where they say', () => {
    for (const { text, where } of seen) {
      const file = where.startsWith('golden/')
        ? at(`../golden/fixtures/${where.slice('golden/'.length)}`)
        : at(`../../../shared/${where}`);
      // Only our own fixtures are part of the project; the collection of real reports lies beside it or not.
      if (!existsSync(file) && !where.startsWith('golden/')) continue;
      const printed = allLetters(readFileSync(file, 'utf8').replace(/<[^>]*>/gu, ''));
      expect(printed.includes(allLetters(text)), `“${text}” stands in ${where}`).toBe(true);
    }
  });
});

/** Spellings of which no rendering is at hand. */
const HEARSAY = 31;

describe('the files that still write words of the form', () => {
  it.each(FORM_WORDS_STILL_WRITTEN)('%s does (otherwise take it off scripts/lint/form-words.js)', (file) => {
    expect(existsSync(at(`../../${file}`)), 'there is no such file').toBe(true);
    expect(formWordIn(readFileSync(at(`../../${file}`), 'utf8'))).toBeDefined();
  });
});

describe('the dictionary of cells', () => {
  it('begins with the 226 cells of release 0.1.0, unchanged', () => {
    const released = json('cells-of-0.1.0.json') as Record<string, unknown>[];
    const now = CELLS.slice(0, released.length).map(({ key, table, row, column, forms, unit, note }) => ({
      key,
      table,
      row,
      column,
      forms,
      unit,
      ...(note === null ? {} : { note }),
    }));
    expect(now).toEqual(released);
  });

  it('is the type CellKey (otherwise: npm run forms)', () => {
    expect(readFileSync(at('../../src/domain/cell-key.ts'), 'utf8')).toBe(cellKeySource());
  });

  it('has the type DerivedKey of the values derived from it (otherwise: npm run forms)', () => {
    expect(readFileSync(at('../../src/domain/derived-key.ts'), 'utf8')).toBe(derivedKeySource());
  });

  it('lists every edition', () => {
    expect(new Set(CELLS.flatMap(({ forms }) => forms))).toEqual(new Set(FORM_EDITIONS));
  });
});
