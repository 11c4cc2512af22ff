/** `/organ/ID`: one organ over the years, beside others or its region. */
import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useAddress } from '../address';
import { ask } from '../api/client';
import { OrganPageDocument, OrgansDocument, RegionFiguresDocument } from '../api/generated';
import type { OrganPageQuery } from '../api/generated';
import { useTitle } from '../app';
import { Chart } from '../parts/chart';
import type { ChartSeries } from '../parts/chart';
import { useDictionary } from '../parts/dictionary';
import { saveCsv } from '../parts/save-csv';
import { ApiFailure, Failure, Loading } from '../parts/states';
import { formatValue, isRatioKey } from '../parts/values';
import { useText } from '../text';
import type { Dictionary } from '../text';

type Organ = NonNullable<OrganPageQuery['organ']>;

/** The charts; each is one kind of number, so that one axis fits. */
const CHARTS = {
  intake: ['applications.received.total', 'applications.outcomeTotal.total', 'applications.carriedOut.total'],
  outcomes: [
    'derived.disclosed.total',
    'derived.refused.total',
    'derived.unableToProvide.total',
    'derived.notProcessed.total',
    'derived.otherOutcome.total',
  ],
  rates: ['derived.disclosedRate.ofConcluded', 'derived.refusedShare.ofConcluded'],
  disputes: ['review.reconsideration.total', 'derived.litigation.total'],
} as const;
const KEYS: string[] = Object.values(CHARTS).flat();
const MOST_COMPARED = 4;

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
  const charts = (Object.keys(CHARTS) as (keyof typeof CHARTS)[]).filter(
    (name) => !embed || chartName === null || chartName === name,
  );
  const seriesOf = (name: keyof typeof CHARTS): ChartSeries[] => {
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

function Compare(props: {
  organ: Organ;
  others: readonly Organ[];
  compared: readonly string[];
  region: { name: string } | null;
  withRegion: boolean;
}): ReactNode {
  const text = useText();
  const address = useAddress();
  const { organ, others, compared, region, withRegion } = props;
  const [name, setName] = useState('');
  const found = useQuery({
    queryKey: ['organs', name],
    queryFn: ({ signal }) => ask(OrgansDocument, { name }, signal),
    enabled: name.length >= 2,
  });
  const offered = (found.data?.organs.organs ?? []).filter(
    ({ id }) => id !== null && id !== organ.id && !compared.includes(id),
  );
  return (
    <section className="compare">
      <h2>{text.organ.compare}</h2>
      <ul className="chosen">
        {others.map((one) => (
          <li key={one.id}>
            <button
              type="button"
              className="chip"
              aria-label={text.organ.removeCompare(one.name)}
              onClick={() => {
                address.set({ with: compared.filter((id) => id !== one.id) });
              }}
            >
              {one.name} <span aria-hidden="true">×</span>
            </button>
          </li>
        ))}
      </ul>
      {region !== null && (
        <label className="choice">
          <input
            type="checkbox"
            checked={withRegion}
            onChange={(event) => {
              address.set({ region: event.target.checked ? '1' : null });
            }}
          />
          {text.organ.compareRegion(region.name)}
        </label>
      )}
      {compared.length < MOST_COMPARED && (
        <label className="compare-search">
          {text.organ.compareHelp}
          <input
            type="search"
            value={name}
            onChange={(event) => {
              setName(event.target.value.trim());
            }}
          />
        </label>
      )}
      {offered.length > 0 && (
        <ul className="offered">
          {offered.map((one) => (
            <li key={one.id}>
              <button
                type="button"
                className="link"
                onClick={() => {
                  setName('');
                  address.set({ with: [...compared, one.id ?? ''] });
                }}
              >
                {one.name}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Figures(props: {
  organ: Organ;
  years: readonly number[];
  labelOf: (key: string) => string;
}): ReactNode {
  const text = useText();
  const { organ, labelOf } = props;
  const rows = organ.series.map(({ year, report, figures }) => ({
    year,
    report,
    shown: KEYS.map((key) => figures.find((figure) => figure.key === key) ?? null),
  }));
  return (
    <section>
      <h2>{text.organ.figures}</h2>
      <div className="scroll" tabIndex={0} role="region" aria-label={text.organ.figures}>
        <table className="plain figures">
          <thead>
            <tr>
              <th scope="col">{text.report.year}</th>
              <th scope="col">{text.report.scope}</th>
              {KEYS.map((key) => (
                <th key={key} scope="col">
                  {labelOf(key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ year, report, shown }) => (
              <tr key={year}>
                <th scope="row">
                  {report === null ? (
                    year
                  ) : (
                    <Link href={`/report/${encodeURIComponent(report.id)}`}>{year}</Link>
                  )}
                </th>
                <td>{report === null ? text.organ.gap : text.scope[report.scope.kind]}</td>
                {shown.map((figure, index) => (
                  <td key={KEYS[index]} className={figure?.value == null ? 'missing' : 'number'}>
                    {figure === null
                      ? text.organ.gap
                      : figure.value === null && figure.state === null
                        ? text.organ.noValue
                        : formatValue(figure, text)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p>
        <button
          type="button"
          onClick={() => {
            saveCsv(organ.name, [
              [text.report.year, text.report.scope, ...KEYS],
              ...rows.map(({ year, report, shown }) => [
                year,
                report === null ? null : report.scope.kind,
                ...shown.map((figure) => figure?.value ?? null),
              ]),
            ]);
          }}
        >
          {text.organ.csv}
        </button>
      </p>
    </section>
  );
}

/** What to paste into another page. */
export function Embed({ path }: { path: string }): ReactNode {
  const text = useText();
  const { params } = useAddress();
  const search = params.toString();
  const source = `${location.origin}${path}${search === '' ? '' : `?${search}`}`;
  return (
    <details>
      <summary>{text.organ.embed}</summary>
      <pre className="code">{`<iframe src="${source.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}" width="100%" height="480" loading="lazy"></iframe>`}</pre>
    </details>
  );
}
