import js from '@eslint/js';
import * as regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';
import { formWords, FORM_WORDS_STILL_WRITTEN, WORDS_OF_THEIR_OWN } from './scripts/lint/form-words.js';

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
);
