/** `/explore`: figures of groups of reports, as chart and table; every figure leads to its reports. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { link, useAddress } from '../address';
import { ask } from '../api/client';
import { ExploreDocument } from '../api/generated';
import type { ExploreQuery } from '../api/generated';
import { useTitle } from '../app';
import { Chart } from '../parts/chart';
import { CONDITION_NAMES, FACETS, filterOf, sandboxAddress } from '../parts/conditions';
import { useDictionary } from '../parts/dictionary';
import { valueLabel } from '../parts/facet-list';
import { Embed } from '../parts/embed';
import { ExploreForm, viewOf } from '../parts/explore-form';
import type { View } from '../parts/explore-form';
import { saveCsv } from '../parts/save-csv';
import { ApiFailure, Loading } from '../parts/states';
import { formatFigure, isRatioKey } from '../parts/values';
import { useLanguage, useText } from '../text';
import type { Dictionary } from '../text';

/** More groups than this fill no chart that can be read. */
const MOST_BARS = 40;
const MOST_SERIES = 10;

type Result = ExploreQuery['aggregate'];
type Group = Result['groups'][number];

export default function ExplorePage({ embed = false }: { embed?: boolean }): ReactNode {
  const text = useText();
  const address = useAddress();
  const { params } = address;
  useTitle(text.explore.title);
  const view = viewOf(address);
  const { groupBy, key, figure, scope } = view;
  const variables = {
    query: address.get('q'),
    filter: filterOf(params),
    groupBy: [...groupBy],
    measures: [{ key, type: figure }],
    scope,
    orderBy: groupBy[0] === 'YEAR' || groupBy.length > 1 ? null : [{ by: 'MEASURE' as const, measure: 0 }],
    first: 200,
  };
  const { data, error, refetch } = useQuery({
    queryKey: ['explore', variables],
    queryFn: ({ signal }) => ask(ExploreDocument, variables, signal),
    placeholderData: keepPreviousData,
  });
  const result = data?.aggregate;
  return (
    <div className={embed ? 'explore embed' : 'explore'}>
      {!embed && (
        <>
          <h1>{text.explore.title}</h1>
          <ExploreForm view={view} />
          <Conditions />
        </>
      )}
      {error !== null ? (
        <ApiFailure error={error} retry={() => void refetch()} />
      ) : result === undefined ? (
        <Loading />
      ) : result.groups.length === 0 ? (
        <p className="empty">{text.explore.empty}</p>
      ) : (
        <>
          <Warnings warnings={result.warnings} />
          <GroupChart view={view} groups={result.groups} embed={embed} />
          {embed ? (
            <p className="embed-source">
              {text.embed.source} ·{' '}
              <a href={link('/explore', params)} target="_blank" rel="noopener">
                {text.embed.view}
              </a>
            </p>
          ) : (
            <Figures view={view} result={result} sandbox={sandboxAddress(ExploreDocument, variables)} />
          )}
        </>
      )}
    </div>
  );
}

/** The conditions that the search page has left in the address, with a way back to it. */
function Conditions(): ReactNode {
  const text = useText();
  const { params } = useAddress();
  if (!CONDITION_NAMES.some((name) => params.has(name))) return null;
  return (
    <p className="muted">
      {text.explore.filtered}：
      <Link href={link('/', onlyConditions(params))}>
        {[params.get('q'), ...FACETS.flatMap(({ name }) => params.getAll(name))].filter(Boolean).join('，')}
      </Link>
    </p>
  );
}

/** What to mind before the groups are compared. */
function Warnings({ warnings }: { warnings: Result['warnings'] }): ReactNode {
  const { text, language } = useLanguage();
  if (warnings.length === 0) return null;
  return (
    <div className="hint" role="note">
      <strong>{text.explore.warnings}</strong>
      <ul>
        {warnings.map((warning) => (
          <li key={warning.code}>{language === 'zh' ? warning.messageZh : warning.messageEn}</li>
        ))}
      </ul>
    </div>
  );
}

/** The groups as a chart: a category for each value of the first field, a series for each of the second. */
function GroupChart(props: { view: View; groups: readonly Group[]; embed: boolean }): ReactNode {
  const text = useText();
  const { params } = useAddress();
  const [, navigate] = useLocation();
  const { labelOf } = useDictionary();
  const { view, groups, embed } = props;
  const isSplit = view.groupBy.length > 1;
  const nameOf = (group: Group, at: number): string => groupName(group, at, text);
  const categories = [...new Set(groups.map((group) => nameOf(group, 0)))].slice(0, MOST_BARS);
  const names = isSplit
    ? [...new Set(groups.map((group) => nameOf(group, 1)))].slice(0, MOST_SERIES)
    : [labelOf(view.key)];
  const find = (category: string | undefined, name: string | undefined): Group | undefined =>
    groups.find((group) => nameOf(group, 0) === category && (!isSplit || nameOf(group, 1) === name));
  const open = (category: number, series: number): void => {
    const group = find(categories[category], names[series]);
    if (group !== undefined) navigate(reportsAddress(params, group));
  };
  return (
    <Chart
      title={titleOf(view, labelOf, text)}
      kind={view.chart}
      categories={categories}
      series={names.map((name) => ({
        name,
        values: categories.map((category) => find(category, name)?.values[0]?.value ?? null),
      }))}
      isRatio={isRatioKey(view.key)}
      onOpen={embed ? undefined : open}
      bare={embed}
    />
  );
}

/** The groups as a table, each with a way to its reports, and what can be taken along. */
function Figures(props: { view: View; result: Result; sandbox: string }): ReactNode {
  const text = useText();
  const { params } = useAddress();
  const { labelOf } = useDictionary();
  const { view, result, sandbox } = props;
  const { groupBy, key, scope } = view;
  const { groups } = result;
  const title = titleOf(view, labelOf, text);
  const save = (): void => {
    saveCsv(title, [
      [...groupBy.map((field) => text.facets[field]), title, text.explore.reports, 'reportsWithValue'],
      ...groups.map((group) => [
        ...groupBy.map((_, at) => groupName(group, at, text)),
        group.values[0]?.value ?? null,
        group.reports,
        group.values[0]?.reportsWithValue ?? 0,
      ]),
    ]);
  };
  return (
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
                      {groupName(group, at, text)}
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
        <button type="button" onClick={save}>
          {text.organ.csv}
        </button>
        <a href={sandbox}>{text.search.graphql}</a>
      </p>
      <Embed path="/embed/explore" />
    </>
  );
}

function titleOf({ key, figure }: View, labelOf: (key: string) => string, text: Dictionary): string {
  return `${labelOf(key)}（${text.explore.figures[figure]}）`;
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
