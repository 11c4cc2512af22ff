import js from '@eslint/js';
import * as regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';
import { formWords, FORM_WORDS_STILL_WRITTEN, WORDS_OF_THEIR_OWN } from './scripts/lint/form-words.js';

/** Who may import whom: for each layer of src, what it must not import. */
const LAYERS = [
  'forms',
  'domain',
  'text',
  'ingest',
  'parse',
  'store',
  'services',
  'graphql',
  'web',
  'cli',
  'sample',
];
const allow = {
  forms: [],
  domain: ['forms'],
  text: ['domain'],
  ingest: ['forms', 'domain', 'text'],
  parse: ['forms', 'domain', 'text', 'ingest'],
  services: ['forms', 'domain', 'text', 'ingest', 'parse', 'store'],
  graphql: ['forms', 'domain', 'services', 'store'],
  sample: ['forms', 'domain'],
};

function layerRule(name, layers) {
  const forbidden = LAYERS.filter((layer) => layer !== name && !layers.includes(layer));
  const patterns = forbidden.map((layer) => ({
    group: [`**/${layer}/**`],
    message: `src/${name} must not import src/${layer} (see CONTRIBUTING.md).`,
  }));
  if (['services', 'graphql'].includes(name)) {
    patterns.push({ group: ['**/store/*/**'], message: `src/${name} may import src/store/port only.` });
  }
  if (name === 'parse') {
    patterns.push({
      group: ['**/ingest/**', '!**/ingest/document.js'],
      message: 'src/parse may import ingest/document only.',
    });
  }
  if (name !== 'graphql') {
    patterns.push({
      group: ['type-graphql', 'graphql'],
      message: 'Only src/graphql imports GraphQL libraries.',
    });
  }
  patterns.push({
    group: ['@apollo/server', '@apollo/server/*', '!@apollo/server/errors'],
    message: 'Only src/app.ts and src/http import Apollo Server.',
  });
  return {
    files: [`src/${name}/**/*.ts`],
    rules: { 'no-restricted-imports': ['error', { patterns }] },
  };
}

export default tseslint.config(
  {
    ignores: [
      'dist',
      'node_modules',
      '/data',
      'coverage',
      '.cache',
      'docs/**/generated.ts',
      'web/src/api/generated.ts',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      'no-irregular-whitespace': 'off',
      // Text is worked on by code point on purpose.
      '@typescript-eslint/no-misused-spread': 'off',
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only src/config.ts reads the environment.' },
      ],
    },
  },
  {
    // A pattern that is not linear lets a file of a few kilobytes hold up whoever reads it.
    files: ['src/**/*.ts', 'web/**/*.{ts,tsx}'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential', ignoreSticky: false }],
    },
  },
  {
    files: ['src/config.ts', 'test/**', 'scripts/**', 'docs/**'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['**/*.js'],
    languageOptions: {
      globals: {
        console: 'readonly',
        process: 'readonly',
        URL: 'readonly',
        URLSearchParams: 'readonly',
        Buffer: 'readonly',
        fetch: 'readonly',
        document: 'readonly',
        React: 'readonly',
        ReactDOM: 'readonly',
        GraphiQL: 'readonly',
        window: 'readonly',
      },
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: [...WORDS_OF_THEIR_OWN, ...FORM_WORDS_STILL_WRITTEN],
    plugins: { forms: { rules: { words: formWords } } },
    rules: { 'forms/words': 'error' },
  },
  ...Object.entries(allow).map(([name, layers]) => layerRule(name, layers)),
);
