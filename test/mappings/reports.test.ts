import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CELLS } from '../../src/domain/cells.js';
import { deriveValues } from '../../src/domain/derive-values.js';
import { DERIVED } from '../../src/domain/derived.js';
import { CELL_STATES, SECTION_KINDS } from '../../src/domain/report.js';
import { loadMapping } from '../../src/store/elasticsearch/projection/mappings.js';
import { narrateReport, readSentences } from '../../src/store/elasticsearch/projection/narrated-report.js';
import { allSentences } from '../../src/store/report-sentences.js';
import { projectionDocument } from '../../src/store/elasticsearch/projection/projection-document.js';
import { buildReport, buildWrite } from '../support/build-report.js';

interface Field {
  type?: string;
  analyzer?: string;
  enabled?: boolean;
  properties?: Record<string, Field>;
}

const folder = fileURLToPath(new URL('../../mappings', import.meta.url));
const { mappings, settings } = loadMapping('reports');
const fields = mappings.properties as Record<string, Field>;

/** Every leaf below a field, by dotted path. */
function leaves(field: Field | undefined, path = ''): Record<string, Field> {
  if (field?.properties === undefined) return field === undefined ? {} : { [path]: field };
  return Object.assign(
    {},
    ...Object.entries(field.properties).map(([name, child]) =>
      leaves(child, path === '' ? name : `${path}.${name}`),
    ),
  ) as Record<string, Field>;
}

/** Every path of a document that holds something, as a strict mapping must know it. */
function paths(value: unknown, path: string, known: Record<string, Field>): string[] {
  if (known[path] !== undefined || typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([name, child]) =>
    child === null ? [] : paths(child, path === '' ? name : `${path}.${name}`, known),
  );
}

it.each(readdirSync(folder).filter((name) => name.endsWith('.json')))('mappings/%s is strict', (name) => {
  const file = JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as { mappings: { dynamic: string } };
  expect(file.mappings.dynamic).toBe('strict');
});

describe('mappings/reports.json', () => {
  it('has exactly the cells and derived values of the dictionaries, each wide enough for 64-bit counts', () => {
    const [cells, derived] = [leaves(fields['cells']), leaves(fields['derived'], 'derived')];
    expect(Object.keys(cells).sort()).toEqual(CELLS.map(({ key }) => key).sort());
    expect(Object.keys(derived).sort()).toEqual(DERIVED.map(({ key }) => key).sort());
    const types = [...Object.values(cells), ...Object.values(derived)].map(({ type }) => type);
    expect(new Set(types)).toEqual(new Set(['double']));
  });

  it('keeps every cell state apart', () => {
    expect(Object.keys(leaves(fields['states'])).sort()).toEqual([...CELL_STATES].sort());
  });

  it('indexes the title, the organ’s name and the sections by kind, cut by us', () => {
    const grams = leaves(fields['grams']);
    const kinds = SECTION_KINDS.map((kind) => `sections.${kind}`);
    const own = SECTION_KINDS.map((kind) => `own.${kind}`);
    expect(Object.keys(grams).sort()).toEqual(
      ['figures', 'numbered', 'repeated', 'organName', 'title', ...kinds, ...own].sort(),
    );
    expect(new Set(Object.values(grams).map(({ analyzer }) => analyzer))).toEqual(new Set(['whitespace']));
  });

  it('knows every field of a projection, and stays within its own limit of fields', () => {
    const report = buildReport({
      title: '青禾县年度报告',
      publishedOn: '2022-01',
      scope: 'CONSOLIDATED',
      sections: SECTION_KINDS.map((kind) => [kind, '行政诉讼', '标题']),
      cells: Object.fromEntries(CELLS.map(({ key }) => [key, 1])),
      findings: [['row-total', 'FAILS']],
    });
    const { source } = buildWrite(report);
    const document = projectionDocument({
      id: 'x',
      report,
      added: [],
      derived: deriveValues(report, null),
      narrated: narrateReport(readSentences(allSentences(report)), () => false, null),
      source,
      parserVersion: '1',
    });
    const known = leaves({ properties: fields });
    expect(paths(document, '', known).filter((path) => known[path] === undefined)).toEqual([]);
    // Objects count as fields too.
    const { limit } = settings.index?.mapping?.total_fields ?? {};
    expect(Object.keys(known).length).toBeLessThan(Number(limit) * 0.6);
  });
});
