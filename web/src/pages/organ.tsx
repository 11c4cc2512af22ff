/** `/organ/ID`: one organ over the years, beside others or its region. */
import { useQueries, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useAddress } from '../address';
import { ask } from '../api/client';
import { OrganPageDocument, RegionFiguresDocument } from '../api/generated';
import { useTitle } from '../app';
import { Chart } from '../parts/chart';
import type { ChartSeries } from '../parts/chart';
import { useDictionary } from '../parts/dictionary';
import { Embed } from '../parts/embed';
import { CHARTS, CHART_NAMES, Figures, KEYS } from '../parts/organ-figures';
import type { ChartName, Organ } from '../parts/organ-figures';
import { Compare, MOST_COMPARED } from '../parts/organ-compare';
import { ApiFailure, Failure, Loading } from '../parts/states';
import { isRatioKey } from '../parts/values';
import { useText } from '../text';
import type { Dictionary } from '../text';

export default function OrganPage({ id, embed = false }: { id: string; embed?: boolean }): ReactNode {
  const text = useText();
  const { data, error, refetch } = useQuery({
    queryKey: ['organ', id],
    queryFn: ({ signal }) => ask(OrganPageDocument, { id, keys: KEYS }, signal),
  });
  useTitle(data?.organ?.name ?? null);
  if (error !== null) return <ApiFailure error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  if (data.organ === null) return <Failure message={text.organ.missing(id)} help={text.organ.missingHelp} />;
  return <OrganView organ={data.organ} embed={embed} />;
}

function OrganView({ organ, embed }: { organ: Organ; embed: boolean }): ReactNode {
  const text = useText();
  const address = useAddress();
  const { labelOf } = useDictionary();
  const compared = address.all('with').slice(0, MOST_COMPARED);
  const others = useQueries({
    queries: compared.map((id) => ({
      queryKey: ['organ', id],
      queryFn: ({ signal }: { signal: AbortSignal }) => ask(OrganPageDocument, { id, keys: KEYS }, signal),
    })),
  }).flatMap(({ data }) => data?.organ ?? []);
  const region = regionOf(organ);
  const withRegion = address.get('region') === '1' && region !== null;
  const pooled = useQuery({
    queryKey: ['pooled', region?.filter],
    queryFn: ({ signal }) =>
      ask(
        RegionFiguresDocument,
        {
          filter: region?.filter ?? null,
          measures: KEYS.map((key) => ({
            key,
            type: isRatioKey(key) ? ('POOLED_RATE' as const) : ('SUM' as const),
          })),
        },
        signal,
      ),
    enabled: withRegion,
  });
  const places = [organ.region.province, organ.region.city, organ.region.county].flatMap(
    (one) => one?.name ?? [],
  );
  const years = organ.series.map(({ year }) => year);
  const all = [organ, ...others];
  const valueOf = (one: Organ, year: number, key: string): number | null => {
    const found = one.series.find((entry) => entry.year === year);
    return found?.figures.find((figure) => figure.key === key)?.value ?? null;
  };
  const allYears = spanOf(all.flatMap((one) => one.series.map(({ year }) => year)));
  const pooledOf = (year: number, key: string): number | null =>
    pooled.data?.aggregate.groups
      .find(({ keys }) => keys[0]?.value === String(year))
      ?.values.find((figure) => figure.key === key)?.value ?? null;
  const nameOf = (key: string): string => text.shortNames[key] ?? labelOf(key);
  const chartName = address.get('chart');
  const charts = CHART_NAMES.filter((name) => !embed || chartName === null || chartName === name);
  const seriesOf = (name: ChartName): ChartSeries[] => {
    const keys: readonly string[] = CHARTS[name];
    const isAlone = all.length === 1 && !withRegion;
    // Beside others, each organ is one line: of the first value of the chart.
    const shown = isAlone ? keys : keys.slice(0, 1);
    return [
      ...all.flatMap((one) =>
        shown.map((key) => ({
          name: isAlone ? nameOf(key) : one.name,
          values: allYears.map((year) => valueOf(one, year, key)),
        })),
      ),
      ...(withRegion
        ? shown.map((key) => ({
            name: text.organ.compareRegion(region.name),
            values: allYears.map((year) => pooledOf(year, key)),
          }))
        : []),
    ];
  };
  const changes = scopeChanges(organ);
  const isAlone = all.length === 1 && !withRegion;
  return (
    <article className={embed ? 'organ embed' : 'organ'}>
      <header>
        <h1>{organ.name}</h1>
        <p className="muted">
          {[...places, text.kind[organ.kind], text.level[organ.level]].join(' · ')}
          {organ.series.some(({ report }) => report?.madeUp === true) && (
            <span className="tag made-up-tag">{text.madeUpBadge}</span>
          )}
        </p>
        {changes.map(({ year, from, to }) => (
          <p key={year} className="hint" role="note">
            {text.organ.scopeChanges(year, text.scope[from], text.scope[to])}
          </p>
        ))}
      </header>
      <div className="charts">
        {charts.map((name) => (
          <Chart
            key={name}
            title={`${text.organ.charts[name]}${isAlone ? '' : `：${nameOf(CHARTS[name][0])}`}`}
            kind={name === 'outcomes' && isAlone ? 'stacked' : 'line'}
            categories={allYears.map(String)}
            series={seriesOf(name)}
            isRatio={name === 'rates'}
            marks={changes.map(({ year, to }) => ({
              category: allYears.indexOf(year),
              label: text.scope[to],
            }))}
            bare={embed}
            note={name === 'outcomes' && isAlone ? partsMissing(organ, text) : null}
          />
        ))}
      </div>
      {embed ? (
        <p className="embed-source">
          {text.embed.source} ·{' '}
          <a
            href={`/organ/${encodeURIComponent(organ.id ?? '')}?${address.params.toString()}`}
            target="_blank"
            rel="noopener"
          >
            {text.embed.view}
          </a>
        </p>
      ) : (
        <>
          <Compare
            organ={organ}
            others={others}
            compared={compared}
            region={region}
            withRegion={withRegion}
          />
          <Figures organ={organ} years={years} labelOf={labelOf} />
          <Embed path={`/embed/organ/${encodeURIComponent(organ.id ?? '')}`} />
        </>
      )}
    </article>
  );
}

/** A pile that lacks a part looks like a smaller whole: the years in which one has no value. */
function partsMissing(organ: Organ, text: Dictionary): string | null {
  const years = organ.series.flatMap(({ year, figures }) => {
    const known = CHARTS.outcomes.map((key) => figures.find((one) => one.key === key)?.value ?? null);
    return known.some((value) => value !== null) && known.includes(null) ? [year] : [];
  });
  return years.length === 0 ? null : text.organ.partsMissing(years.join(text.organ.yearJoin));
}

/** All years from the first to the last: one without a report is a gap that is seen. */
function spanOf(years: readonly number[]): number[] {
  if (years.length === 0) return [];
  const [first, last] = [Math.min(...years), Math.max(...years)];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function scopeChanges(organ: Organ): { year: number; from: Scope; to: Scope }[] {
  // A report that does not say is no change: nobody knows.
  const known = organ.series.flatMap(({ year, report }) =>
    report === null || report.scope.kind === 'UNKNOWN' ? [] : [{ year, kind: report.scope.kind }],
  );
  return known.flatMap(({ year, kind }, index) => {
    const before = known[index - 1];
    return before === undefined || before.kind === kind ? [] : [{ year, from: before.kind, to: kind }];
  });
}
type Scope = NonNullable<Organ['series'][number]['report']>['scope']['kind'];

/** The deepest certain region above townships, as a filter. */
function regionOf({ region }: Organ): { name: string; filter: Record<string, string[]> } | null {
  if (!region.certain) return null;
  for (const level of ['county', 'city', 'province'] as const) {
    const place = region[level];
    if (place !== null) return { name: place.name, filter: { [level]: [place.code ?? place.name] } };
  }
  return null;
}
