/** The dictionary of cells and derived values, asked for once, and only where something of it is shown. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ask } from '../api/client';
import { FormLayoutDocument, LabelsDocument } from '../api/generated';
import { useLanguage } from '../text';

/** Where a cell is in its form. */
export interface CellDefinition {
  key: string;
  table: string;
  rowKey: string;
  columnKey: string;
  row: string;
  column: string;
}

/** A cell or derived value to choose from. */
export interface KeyChoice {
  key: string;
  label: string;
  /** Whether it is a ratio: 1 means 100 %. */
  isRatio: boolean;
}

/** The label of any key; the key itself until the labels are there. `isNeeded` false asks for nothing. */
export function useDictionary(isNeeded = true): {
  choices: readonly KeyChoice[];
  labelOf: (key: string) => string;
} {
  const { language } = useLanguage();
  const zh = language === 'zh';
  const { data } = useQuery({
    queryKey: ['labels', zh],
    queryFn: ({ signal }) => ask(LabelsDocument, { zh }, signal),
    staleTime: Infinity,
    enabled: isNeeded,
  });
  return useMemo(() => {
    const choices: KeyChoice[] = [
      ...(data?.cells ?? []).map(({ key, labelZh, labelEn }) => ({
        key,
        label: labelZh ?? labelEn ?? key,
        isRatio: false,
      })),
      ...(data?.derivedValues ?? []).map(({ key, nameZh, nameEn, unit, blanks }) => {
        const name = nameZh ?? nameEn ?? key;
        return {
          key,
          label: name + (blanks === 'AS_ZERO' && !/零|zero/u.test(name) ? ' *' : ''),
          isRatio: unit === 'RATIO',
        };
      }),
    ];
    const byKey = new Map(choices.map((choice) => [choice.key, choice]));
    return { choices, labelOf: (key: string) => byKey.get(key)?.label ?? key };
  }, [data]);
}

/** The cells of all forms, in the order of the forms. */
export function useFormLayout(): readonly CellDefinition[] {
  const { language } = useLanguage();
  const zh = language === 'zh';
  const { data } = useQuery({
    queryKey: ['layout', zh],
    queryFn: ({ signal }) => ask(FormLayoutDocument, { zh }, signal),
    staleTime: Infinity,
  });
  return useMemo(
    () =>
      (data?.cells ?? []).map(({ row, rowEn, column, columnEn, ...cell }) => ({
        ...cell,
        row: row ?? rowEn ?? '',
        column: column ?? columnEn ?? '',
      })),
    [data],
  );
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
