/** Derived values over two years: what a value was in the year before, and by how much it has changed. */
import { ALL_FORMS, allForms, CONCLUDED, RECEIVED, total } from './derived-totals.js';
import type { DerivedDraft } from './derived-totals.js';

/** Values that are followed over years. */
const FOLLOWED: readonly { name: string; of: string; zh: string; en: string }[] = [
  { name: 'received', of: RECEIVED, zh: '新收申请', en: 'Applications received' },
  { name: 'outcomeTotal', of: CONCLUDED, zh: '办结', en: 'Applications concluded' },
  { name: 'disclosed', of: 'derived.disclosed.total', zh: '予以公开＋部分公开', en: 'Disclosed' },
  { name: 'refused', of: 'derived.refused.total', zh: '不予公开', en: 'Refused' },
  {
    name: 'reconsideration',
    of: total('reconsideration'),
    zh: '行政复议',
    en: 'Administrative reconsideration',
  },
  { name: 'litigation', of: 'derived.litigation.total', zh: '行政诉讼', en: 'Litigation' },
  ...['received', 'concluded', 'disputes'].flatMap((series) =>
    ALL_FORMS.filter(({ name }) => name === series).map(({ name, zh, en }) => ({
      name: `allForms.${name}`,
      of: allForms(name),
      zh: `${zh}（各年格式同一序列）`,
      en: `${en} (one series over all forms)`,
    })),
  ),
];

/** Their values of last year, and the changes since. */
export function changes(): DerivedDraft[] {
  return FOLLOWED.flatMap(({ name, of, zh, en }): DerivedDraft[] => {
    const key = (last: string): string => `derived.${name}.${last}`;
    return [
      {
        key: key('previousYear'),
        kind: 'PREVIOUS_YEAR',
        formula: { type: 'previousYear', of },
        zh: `${zh}：上年`,
        en: `${en}: last year`,
      },
      {
        key: key('change'),
        kind: 'CHANGE',
        formula: { type: 'difference', of, minus: key('previousYear') },
        zh: `${zh}：同比增减`,
        en: `${en}: change from last year`,
      },
      {
        key: key('changeRate'),
        kind: 'CHANGE_RATE',
        formula: { type: 'ratio', numerator: key('change'), denominator: key('previousYear') },
        zh: `${zh}：同比增幅（÷上年）`,
        en: `${en}: change rate (÷ last year)`,
      },
    ];
  });
}
