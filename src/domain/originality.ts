/** The derived values of copied text: how much of a narrative is the organ's own. */
import type { DerivedDraft } from './derived-totals.js';
import type { TextCount } from './formula.js';

/** Counts of characters; `repeated` null where there is no report of the year before. */
export type TextCounts = Readonly<Record<TextCount, number | null>>;

const count = (name: string, of: TextCount, zh: string, en: string): DerivedDraft => ({
  key: `derived.originality.${name}`,
  kind: 'TEXT',
  formula: { type: 'text', of },
  zh,
  en,
});

const share = (name: string, of: string, zh: string, en: string): DerivedDraft => ({
  key: `derived.originality.${name}`,
  kind: 'RATE',
  formula: {
    type: 'ratio',
    numerator: `derived.originality.${of}`,
    denominator: 'derived.originality.characters',
  },
  zh,
  en,
});

/**
 * They count characters of the sentences of the narrative with numbers and the organ's own names left out, each distinct
 * sentence once, and rest on all reports of the store: they change when others come and go.
 */
export const ORIGINALITY_DRAFTS: readonly DerivedDraft[] = [
  count(
    'characters',
    'characters',
    '正文字数（不计数字与本机关名称，重复句计一次）',
    'Characters of the narrative (without numbers and own names; a repeated sentence once)',
  ),
  count('ownCharacters', 'own', '自有文字字数', "Characters in the organ's own words"),
  count(
    'repeatedCharacters',
    'repeated',
    '与本机关上年报告相同的字数',
    "Characters that repeat the organ's report of the year before",
  ),
  count('sharedCharacters', 'shared', '与其他机关相同的字数', 'Characters that other organs have too'),
  share('own', 'ownCharacters', '自有文字占比', "Share in the organ's own words"),
  share(
    'repeated',
    'repeatedCharacters',
    '与上年报告相同的占比',
    "Share that repeats the organ's report of the year before",
  ),
  share('shared', 'sharedCharacters', '与其他机关相同的占比', 'Share that other organs have too'),
];

const TEXT_KEYS: readonly (readonly [key: string, of: TextCount])[] = ORIGINALITY_DRAFTS.flatMap(
  ({ key, formula }) => (formula.type === 'text' ? [[key, formula.of] as const] : []),
);

/** The derived values of counts, by key. */
export function originalityValues(counts: TextCounts): Record<string, number | null> {
  const values: Record<string, number | null> = {};
  for (const [key, of] of TEXT_KEYS) values[key] = counts[of];
  for (const { key, formula } of ORIGINALITY_DRAFTS) {
    if (formula.type !== 'ratio') continue;
    const [numerator, denominator] = [values[formula.numerator] ?? null, values[formula.denominator] ?? 0];
    values[key] = numerator === null || denominator === 0 ? null : numerator / denominator;
  }
  return values;
}
