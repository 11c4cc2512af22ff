/** What the explore page shows, as the address chooses it, and the form to choose. */
import type { ReactNode } from 'react';
import { useAddress } from '../address';
import type { Address } from '../address';
import type { GroupField, ScopeChoice } from '../api/generated';
import { useText } from '../text';
import type { ChartKind } from './chart';
import { Choice } from './choice';
import { KeyPicker } from './key-picker';
import { isRatioKey } from './values';

const FIELDS = [
  'YEAR',
  'PROVINCE',
  'CITY',
  'COUNTY',
  'ORGAN_KIND',
  'LEVEL',
  'FORM',
  'SCOPE',
  'ORGAN',
] as const;
const FIGURES = ['SUM', 'MEAN', 'MEDIAN', 'MIN', 'MAX', 'POOLED_RATE'] as const;
const SCOPES = ['ALL', 'TOP_LEVEL', 'OWN_ONLY'] as const;
const CHARTS = ['bar', 'line', 'stacked'] as const;

/** One of a list, as the address has it; else the first. */
function oneOf<T extends string>(list: readonly T[], value: string | null, fallback: T): T {
  return list.find((one) => one === value) ?? fallback;
}

/** What the address chooses to see. */
export interface View {
  /** One or two fields. */
  groupBy: readonly GroupField[];
  key: string;
  figure: (typeof FIGURES)[number];
  scope: ScopeChoice;
  chart: ChartKind;
}

/** Reads the address; what it does not say or says wrongly has a standard. */
export function viewOf(address: Address): View {
  const first = oneOf(FIELDS, address.get('by'), 'YEAR');
  const second = FIELDS.find((one) => one === address.get('then') && one !== first);
  const key = address.get('key') ?? 'applications.received.total';
  return {
    groupBy: second === undefined ? [first] : [first, second],
    key,
    figure: oneOf(FIGURES, address.get('figure'), isRatioKey(key) ? 'POOLED_RATE' : 'SUM'),
    scope: oneOf(SCOPES, address.get('nested'), 'TOP_LEVEL'),
    chart: oneOf(CHARTS, address.get('chart'), first === 'YEAR' ? 'line' : 'bar'),
  };
}

/** What is grouped, by what and how it is drawn. */
export function ExploreForm({ view }: { view: View }): ReactNode {
  const text = useText();
  const address = useAddress();
  const { groupBy, key, figure, scope, chart } = view;
  const [first, second] = groupBy;
  return (
    <form
      className="explore-form"
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      <Choice
        label={text.explore.groupBy}
        value={first ?? ''}
        options={FIELDS.map((one) => [one, text.facets[one]])}
        onChange={(by) => {
          address.set({ by });
        }}
      />
      <Choice
        label={text.explore.second}
        value={second ?? ''}
        options={[
          ['', text.explore.noSecond],
          ...FIELDS.filter((one) => one !== first).map((one): [string, string] => [one, text.facets[one]]),
        ]}
        onChange={(then) => {
          address.set({ then });
        }}
      />
      <KeyPicker
        label={text.explore.measure}
        chosen={key}
        onChoose={(chosen) => {
          address.set({ key: chosen, figure: null });
        }}
      />
      <Choice
        label={text.explore.figure}
        value={figure}
        options={FIGURES.filter((one) => one !== (isRatioKey(key) ? 'SUM' : 'POOLED_RATE')).map((one) => [
          one,
          text.explore.figures[one],
        ])}
        onChange={(chosen) => {
          address.set({ figure: chosen });
        }}
      />
      <Choice
        label={text.explore.scope}
        value={scope}
        options={SCOPES.map((one) => [one, text.explore.scopes[one]])}
        onChange={(nested) => {
          address.set({ nested });
        }}
      />
      <Choice
        label={text.explore.chart}
        value={chart}
        options={CHARTS.map((one) => [one, text.explore.charts[one]])}
        onChange={(chosen) => {
          address.set({ chart: chosen });
        }}
      />
    </form>
  );
}
