/** ESLint rule: the words of the official forms stand in src/forms, and are read from there. */
import { readFileSync } from 'node:fs';

const read = (name) =>
  JSON.parse(readFileSync(new URL(`../../src/forms/${name}.json`, import.meta.url), 'utf8'));

/** Shorter labels (总计, 其他, 规章, 行政许可) are everyday words too. */
const FEWEST_LETTERS = 5;
const HAN = /^\p{Script=Han}+$/u;
const letters = (text) => text.replace(/[^\p{Script=Han}]/gu, '');

function labels(value, found) {
  if (Array.isArray(value)) for (const one of value) labels(one, found);
  else if (typeof value === 'object' && value !== null) {
    for (const name of ['label', 'text', 'group']) {
      if (typeof value[name] === 'string') found.add(letters(value[name]));
    }
    for (const one of Object.values(value)) labels(one, found);
  }
  return found;
}

const WORDS = [
  ...['form-2014', 'form-2019', 'form-2021', 'names'].reduce(
    (found, name) => labels(read(name), found),
    new Set(),
  ),
].filter((word) => word.length >= FEWEST_LETTERS && HAN.test(word));

/** Prose: words that the readers look for in it, that the segmenter knows, and that the samples are made of. */
export const WORDS_OF_THEIR_OWN = [
  'src/text/domain-words.ts',
  'src/text/domain-phrases.ts',
  'src/parse/claim-patterns.ts',
  'src/parse/head/no-report.ts',
  'src/sample/narrative/claims.ts',
  'src/sample/narrative/templates.ts',
  'src/ingest/html/report-signs.ts',
];

/** Files that still write words of the form themselves. Take one off when it reads them from src/forms; add none. */
export const FORM_WORDS_STILL_WRITTEN = [
  'src/domain/arithmetic-rules.ts',
  'src/domain/derived-formulas.ts',
  'src/domain/derived-totals.ts',
  'src/domain/year-audit.ts',
  'src/graphql/enums/cell.enum.ts',
  'src/graphql/types/tables.type.ts',
  'src/ingest/text/comma-tables.ts',
  'src/parse/official-labels.ts',
  'src/parse/row-labels.ts',
  'src/parse/row-segments.ts',
  'src/parse/table-zones.ts',
  'src/parse/tables/disclosure-columns.ts',
  'src/parse/tables/review-header.ts',
  'src/sample/layouts/cell-per-line.ts',
  'src/sample/layouts/pdf-lines.ts',
  'src/sample/layouts/pipe-table.ts',
  'src/sample/layouts/tab-rows.ts',
];

/** The word of the form that a text holds; undefined where it holds none. */
export function formWordIn(text) {
  const printed = letters(text);
  return printed.length >= FEWEST_LETTERS ? WORDS.find((one) => printed.includes(one)) : undefined;
}

/** @type {import('eslint').Rule.RuleModule} */
export const formWords = {
  meta: {
    type: 'problem',
    messages: { form: 'The form’s own words “{{word}}” are data: read them from src/forms.' },
    schema: [],
  },
  create(context) {
    const check = (node, text) => {
      const word = formWordIn(text);
      if (word !== undefined) context.report({ node, messageId: 'form', data: { word } });
    };
    return {
      Literal(node) {
        if (typeof node.value === 'string') check(node, node.value);
        else if (node.regex !== undefined) check(node, node.regex.pattern);
      },
      TemplateElement(node) {
        check(node, node.value.raw);
      },
    };
  },
};
