import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CELLS } from '../../src/domain/cells.js';
import { CELL_STATES, SECTION_KINDS } from '../../src/domain/report.js';

interface Field {
  type?: string;
  analyzer?: string;
  properties?: Record<string, Field>;
}

const file = fileURLToPath(new URL('../../mappings/reports.json', import.meta.url));
const { mappings } = JSON.parse(readFileSync(file, 'utf8')) as {
  mappings: { dynamic: string; properties: Record<string, Field> };
};

/** Every leaf below a field, by dotted path. */
function leaves(field: Field | undefined, path: string): Record<string, Field> {
  if (field?.properties === undefined) return field === undefined ? {} : { [path]: field };
  return Object.assign(
    {},
    ...Object.entries(field.properties).map(([name, child]) =>
      leaves(child, path === '' ? name : `${path}.${name}`),
    ),
  ) as Record<string, Field>;
}

describe('mappings/reports.json', () => {
  it('is strict', () => {
    expect(mappings.dynamic).toBe('strict');
  });

  it('has exactly the cells of the dictionary, each wide enough for 64-bit counts', () => {
    const cells = leaves(mappings.properties['cells'], '');
    expect(Object.keys(cells).sort()).toEqual(CELLS.map((cell) => cell.key).sort());
    expect(new Set(Object.values(cells).map((cell) => cell.type))).toEqual(new Set(['double']));
  });

  it('keeps every cell state apart', () => {
    expect(Object.keys(leaves(mappings.properties['states'], '')).sort()).toEqual([...CELL_STATES].sort());
  });

  it('indexes title, headings and text by section kind, cut by us', () => {
    for (const name of ['grams', 'terms']) {
      const fields = leaves(mappings.properties[name], '');
      const kinds = SECTION_KINDS.flatMap((kind) => [`headings.${kind}`, `text.${kind}`]);
      expect(Object.keys(fields).sort()).toEqual(['title', ...kinds].sort());
      expect(new Set(Object.values(fields).map((field) => field.analyzer))).toEqual(new Set(['whitespace']));
    }
  });
});
