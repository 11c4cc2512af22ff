/** The dictionary of cells and derived values, asked for once. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ask } from '../api/client';
import { DictionaryDocument } from '../api/generated';
import type { DictionaryQuery } from '../api/generated';
import { useLanguage } from '../text';

export type CellDefinition = DictionaryQuery['cells'][number];
export type DerivedDefinition = DictionaryQuery['derivedValues'][number];

/** A cell or derived value to choose from. */
export interface KeyChoice {
  key: string;
  label: string;
  /** Whether it is a ratio: 1 means 100 %. */
  isRatio: boolean;
}

/** The dictionary, and the label of any key. */
export function useDictionary(): {
  cells: readonly CellDefinition[];
  derived: readonly DerivedDefinition[];
  choices: readonly KeyChoice[];
  labelOf: (key: string) => string;
  isRatio: (key: string) => boolean;
} {
  const { language } = useLanguage();
  const { data } = useQuery({
    queryKey: ['dictionary'],
    queryFn: ({ signal }) => ask(DictionaryDocument, {}, signal),
    staleTime: Infinity,
  });
  return useMemo(() => {
    const cells = data?.cells ?? [];
    const derived = data?.derivedValues ?? [];
    const choices: KeyChoice[] = [
      ...cells.map(({ key, labelZh, labelEn }) => ({
        key,
        label: language === 'zh' ? labelZh : labelEn,
        isRatio: false,
      })),
      ...derived.map(({ key, nameZh, nameEn, unit, blanks }) => ({
        key,
        label:
          (language === 'zh' ? nameZh : nameEn) +
          (blanks === 'AS_ZERO' && !/零|zero/u.test(nameZh + nameEn) ? ' *' : ''),
        isRatio: unit === 'RATIO',
      })),
    ];
    const byKey = new Map(choices.map((choice) => [choice.key, choice]));
    return {
      cells,
      derived,
      choices,
      labelOf: (key: string) => byKey.get(key)?.label ?? key,
      isRatio: (key: string) => byKey.get(key)?.isRatio ?? false,
    };
  }, [data, language]);
}

/** Keys that journalists ask for first. */
export const FREQUENT_KEYS: readonly string[] = [
  'applications.received.total',
  'applications.outcomeTotal.total',
  'applications.granted.total',
  'derived.disclosedRate.ofConcluded',
  'review.reconsideration.total',
  'review.litigationDirect.total',
];
