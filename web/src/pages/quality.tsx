/** `/quality`: how many reports fail rules or gave the parser trouble, by year or region. */
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { link, useAddress } from '../address';
import { ask } from '../api/client';
import { QualityPageDocument } from '../api/generated';
import type { GroupField, QualityPageQuery } from '../api/generated';
import { useTitle } from '../app';
import { CopiedPassages } from '../parts/copied';
import { FACETS, filterOf } from '../parts/conditions';
import { valueLabel } from '../parts/facet-list';
import { ApiFailure, Loading } from '../parts/states';
import { RecentChanges, Timeliness } from '../parts/timeliness';
import { useText } from '../text';
import { Choice } from '../parts/choice';

const GROUPS = ['YEAR', 'PROVINCE', 'CITY'] as const;

export default function QualityPage(): ReactNode {
  const text = useText();
  const address = useAddress();
  useTitle(text.quality.title);
  const by = GROUPS.find((one) => one === address.get('by')) ?? 'YEAR';
  const kind = address.get('kind') === 'reading' ? 'reading' : 'failing';
  const variables = {
    filter: filterOf(address.params),
    groupBy: [by] as GroupField[],
    outcomes: kind === 'failing' ? (['FAILS'] as const).slice() : null,
    codes: null,
  };
  const { data, error, refetch } = useQuery({
    queryKey: ['quality', variables],
    queryFn: ({ signal }) => ask(QualityPageDocument, variables, signal),
  });
  return (
    <div className="quality">
      <h1>{text.quality.title}</h1>
      <p>{text.quality.intro}</p>
      <form
        className="explore-form"
        onSubmit={(event) => {
          event.preventDefault();
        }}
      >
        <Choice
          label={text.explore.groupBy}
          value={by}
          options={[
            ['YEAR', text.quality.byYear],
            ['PROVINCE', text.quality.byProvince],
            ['CITY', text.quality.byCity],
          ]}
          onChange={(value) => {
            address.set({ by: value });
          }}
        />
        <Choice
          label={text.facets.FINDING}
          value={kind}
          options={[
            ['failing', text.quality.failing],
            ['reading', text.quality.reading],
          ]}
          onChange={(value) => {
            address.set({ kind: value });
          }}
        />
      </form>
      {error !== null ? (
        <ApiFailure error={error} retry={() => void refetch()} />
      ) : data === undefined ? (
        <Loading />
      ) : (
        <>
          <QualityTable data={data} isReading={kind === 'reading'} />
          <CopiedPassages filter={variables.filter} />
          {data.status.setAside > 0 && <p className="hint">{text.quality.setAside(data.status.setAside)}</p>}
        </>
      )}
      <Timeliness />
      <RecentChanges />
    </div>
  );
}

function QualityTable({ data, isReading }: { data: QualityPageQuery; isReading: boolean }): ReactNode {
  const text = useText();
  const { params } = useAddress();
  // A rule has an outcome, a problem of reading has none.
  const fits = ({ outcome }: { outcome: string | null }): boolean => (outcome === null) === isReading;
  const { groups } = data.quality;
  const codes = [
    ...new Set(groups.flatMap(({ counts }) => counts.filter(fits).map(({ code }) => code))),
  ].sort();
  if (codes.length === 0) return <p className="empty">{text.quality.empty}</p>;
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={text.quality.title}>
      <table className="plain heat">
        <thead>
          <tr>
            <th scope="col">{text.facets[groups[0]?.keys[0]?.field ?? 'YEAR']}</th>
            <th scope="col">{text.quality.reports}</th>
            {codes.map((code) => (
              <th key={code} scope="col">
                {text.findings[code] ?? code}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map(({ keys, reports, counts }, index) => {
            const [key] = keys;
            return (
              <tr key={index}>
                <th scope="row">
                  {key?.value == null
                    ? text.explore.missingGroup
                    : valueLabel(key.field, key.value, key.label, text)}
                </th>
                <td className="number">{text.count(reports)}</td>
                {codes.map((code) => {
                  const count = counts.filter(fits).find((one) => one.code === code)?.reports ?? 0;
                  const share = reports === 0 ? 0 : count / reports;
                  return (
                    <td key={code} className={`number heat-${Math.min(4, Math.ceil(share * 5))}`}>
                      {count === 0 ? (
                        <span className="muted">0</span>
                      ) : (
                        <Link href={reportsAddress(params, key, code, isReading)}>{text.count(count)}</Link>
                      )}
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function reportsAddress(
  params: URLSearchParams,
  key: QualityPageQuery['quality']['groups'][number]['keys'][number] | undefined,
  code: string,
  isReading: boolean,
): string {
  const next = new URLSearchParams(
    [...params].filter(([name]) => FACETS.some((facet) => facet.name === name)),
  );
  const name = FACETS.find(({ field }) => field === key?.field)?.name;
  if (name !== undefined && key?.value != null) next.set(name, key.value);
  next.set('finding', code);
  if (!isReading) next.set('outcome', 'FAILS');
  return link('/', next);
}
