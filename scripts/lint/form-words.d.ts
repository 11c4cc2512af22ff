import type { Rule } from 'eslint';

export const WORDS_OF_THEIR_OWN: readonly string[];
export const FORM_WORDS_STILL_WRITTEN: readonly string[];
export function formWordIn(text: string): string | undefined;
export const formWords: Rule.RuleModule;
