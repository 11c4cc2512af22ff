/** `/explore`: figures of groups of reports, as chart and table; every figure leads to its reports. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { link, useAddress } from '../address';
import { ask } from '../api/client';
import { ExploreDocument } from '../api/generated';
import type { ExploreQuery, GroupField, MeasureType, ScopeChoice } from '../api/generated';
import { useTitle } from '../app';
import { Chart } from '../parts/chart';
import type { ChartKind } from '../parts/chart';
import { CONDITION_NAMES, FACETS, filterOf, sandboxAddress } from '../parts/conditions';
import { useDictionary } from '../parts/dictionary';
import { valueLabel } from '../parts/facet-list';
import { KeyPicker } from '../parts/key-picker';
import { saveCsv } from '../parts/save-csv';
import { ApiFailure, Loading } from '../parts/states';
import { formatFigure, isRatioKey } from '../parts/values';
import { useLanguage, useText } from '../text';
import type { Dictionary } from '../text';
import { Embed } from './organ';

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
/** More groups than this fill no chart that can be read. */
const MOST_BARS = 40;

type Group = ExploreQuery['aggregate']['groups'][number];

/** One of a list, as the address has it; else the first. */
function oneOf<T extends string>(list: readonly T[], value: string | null, fallback: T): T {
  return list.find((one) => one === value) ?? fallback;
}

export default function ExplorePage({ embed = false }: { embed?: boolean }): ReactNode {
  const text = useText();
  const { language } = useLanguage();
  const address = useAddress();
  const [, navigate] = useLocation();
  const { labelOf } = useDictionary();
  useTitle(text.explore.title);
  const { params } = address;
  const first = oneOf<GroupField>(FIELDS, address.get('by'), 'YEAR');
  const second = FIELDS.find((one) => one === address.get('then') && one !== first) ?? null;
  const key = address.get('key') ?? 'applications.received.total';
  const figure = oneOf<MeasureType>(FIGURES, address.get('figure'), isRatioKey(key) ? 'POOLED_RATE' : 'SUM');
  const scope = oneOf<ScopeChoice>(SCOPES, address.get('nested'), 'TOP_LEVEL');
  const chart = oneOf<ChartKind>(CHARTS, address.get('chart'), first === 'YEAR' ? 'line' : 'bar');
  const groupBy = second === null ? [first] : [first, second];
  const query = address.get('q');
  const variables = {
    query,
    filter: filterOf(params),
    groupBy,
    measures: [{ key, type: figure }],
    scope,
    orderBy: first === 'YEAR' || second !== null ? null : [{ by: 'MEASURE' as const, measure: 0 }],
    first: 200,
  };
  const { data, error, refetch } = useQuery({
    queryKey: ['explore', variables],
    queryFn: ({ signal }) => ask(ExploreDocument, variables, signal),
    placeholderData: keepPreviousData,
  });
  const result = data?.aggregate;
  const groups = result?.groups ?? [];
  const nameOf = (group: Group, at: number): string => groupName(group, at, text);
  const categories = [...new Set(groups.map((group) => nameOf(group, 0)))].slice(0, MOST_BARS);
  const names =
    second === null ? [labelOf(key)] : [...new Set(groups.map((group) => nameOf(group, 1)))].slice(0, 10);
  const find = (category: string, name: string): Group | undefined =>
    groups.find((group) => nameOf(group, 0) === category && (second === null || nameOf(group, 1) === name));
  const open = (group: Group | undefined): void => {
    if (group !== undefined) navigate(reportsAddress(params, group));
  };
  const title = `${labelOf(key)}（${text.explore.figures[figure as keyof typeof text.explore.figures]}）`;
  return (
    <div className={embed ? 'explore embed' : 'explore'}>
      {!embed && <h1>{text.explore.title}</h1>}
      {!embed && (
        <form
          className="explore-form"
          onSubmit={(event) => {
            event.preventDefault();
          }}
        >
          <Choice
            label={text.explore.groupBy}
            value={first}
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
              ...FIELDS.filter((one) => one !== first).map(
                (one) => [one, text.facets[one]] as [string, string],
              ),
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
            options={FIGURES.filter((one) => (isRatioKey(key) ? one !== 'SUM' : one !== 'POOLED_RATE')).map(
              (one) => [one, text.explore.figures[one]],
            )}
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
      )}
      {!embed && CONDITION_NAMES.some((name) => params.has(name)) && (
        <p className="muted">
          {text.explore.filtered}：
          <Link href={link('/', onlyConditions(params))}>
            {[query, ...FACETS.flatMap(({ name }) => params.getAll(name))].filter(Boolean).join('，')}
          </Link>
        </p>
      )}
      {error !== null ? (
        <ApiFailure error={error} retry={() => void refetch()} />
      ) : result === undefined ? (
        <Loading />
      ) : groups.length === 0 ? (
        <p className="empty">{text.explore.empty}</p>
      ) : (
        <>
          {result.warnings.length > 0 && (
            <div className="hint" role="note">
              <strong>{text.explore.warnings}</strong>
              <ul>
                {result.warnings.map((warning) => (
                  <li key={warning.code}>{language === 'zh' ? warning.messageZh : warning.messageEn}</li>
                ))}
              </ul>
            </div>
          )}
          <Chart
            title={title}
            kind={chart}
            categories={categories}
            series={names.map((name) => ({
              name,
              values: categories.map((category) => find(category, name)?.values[0]?.value ?? null),
            }))}
            isRatio={isRatioKey(key)}
            onOpen={
              embed
                ? undefined
                : (category, series) => {
                    open(find(categories[category] ?? '', names[series] ?? ''));
                  }
            }
            bare={embed}
          />
          {embed ? (
            <p className="embed-source">
              {text.embed.source} ·{' '}
              <a href={link('/explore', params)} target="_blank" rel="noopener">
                {text.embed.view}
              </a>
            </p>
          ) : (
            <>
              <p className="muted">
                {text.explore.groups(groups.length, result.totalGroups)}
                {scope === 'TOP_LEVEL' &&
                  result.scopes.nested > 0 &&
                  ` · ${text.explore.nested(result.scopes.nested)}`}
              </p>
              <div className="scroll" tabIndex={0} role="region" aria-label={title}>
                <table className="plain">
                  <thead>
                    <tr>
                      {groupBy.map((field) => (
                        <th key={field} scope="col">
                          {text.facets[field]}
                        </th>
                      ))}
                      <th scope="col">{title}</th>
                      <th scope="col">{text.explore.reports}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {groups.map((group, index) => {
                      const [value] = group.values;
                      return (
                        <tr key={index}>
                          {groupBy.map((field, at) => (
                            <th key={field} scope="row">
                              {nameOf(group, at)}
                            </th>
                          ))}
                          <td className="number">{formatFigure(key, value?.value ?? null, text)}</td>
                          <td>
                            <Link href={reportsAddress(params, group)}>
                              {text.explore.basis(value?.reportsWithValue ?? 0, group.reports)}
                            </Link>
                          </td>
                        </tr>
                      );
                    })}
                  </tbody>
                </table>
              </div>
              <p className="actions">
                <button
                  type="button"
                  onClick={() => {
                    saveCsv(title, [
                      [
                        ...groupBy.map((field) => text.facets[field]),
                        title,
                        text.explore.reports,
                        'reportsWithValue',
                      ],
                      ...groups.map((group) => [
                        ...groupBy.map((_, at) => nameOf(group, at)),
                        group.values[0]?.value ?? null,
                        group.reports,
                        group.values[0]?.reportsWithValue ?? 0,
                      ]),
                    ]);
                  }}
                >
                  {text.organ.csv}
                </button>
                <a href={sandboxAddress(ExploreDocument, variables)}>{text.search.graphql}</a>
              </p>
              <Embed path="/embed/explore" />
            </>
          )}
        </>
      )}
    </div>
  );
}

/** The name for people of a group's value. */
function groupName(group: Group, at: number, text: Dictionary): string {
  const key = group.keys[at];
  if (key === undefined || key.value === null) return text.explore.missingGroup;
  return valueLabel(key.field, key.value, key.label, text);
}

/** Conditions alone, without what the page itself chooses. */
function onlyConditions(params: URLSearchParams): URLSearchParams {
  return new URLSearchParams([...params].filter(([name]) => CONDITION_NAMES.includes(name)));
}

/** The search page with the reports of a group. */
function reportsAddress(params: URLSearchParams, group: Group): string {
  const next = onlyConditions(params);
  for (const { field, value } of group.keys) {
    if (value === null) continue;
    const name = field === 'ORGAN' ? 'organId' : FACETS.find((facet) => facet.field === field)?.name;
    if (name !== undefined) next.set(name, value);
  }
  return link('/', next);
}

export function Choice(props: {
  label: string;
  value: string;
  options: readonly (readonly [string, string])[];
  onChange: (value: string) => void;
}): ReactNode {
  const { label, value, options, onChange } = props;
  return (
    <label className="field">
      <span>{label}</span>
      <select
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      >
        {options.map(([one, name]) => (
          <option key={one} value={one}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
