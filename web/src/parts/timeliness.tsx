/** Who has no report of a year, who published late, and what came in: parts of `/quality`. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { link, useAddress } from '../address';
import type { Address } from '../address';
import { ask } from '../api/client';
import { RecentChangesDocument, StatusDocument, TimelinessDocument } from '../api/generated';
import type { CellState, RecentChangesQuery, Sort, TimelinessQuery } from '../api/generated';
import { Choice } from './choice';
import { useText } from '../text';
import { ApiFailure, Loading } from './states';
import { formatNumber } from './values';

const DAYS_LATE = 'derived.daysLate';
const DAY_MS = 86_400_000;
/** How far back the changes go. */
const DAYS = 7;
const MOST_CELLS = 6;

/** Missing and late organs of one year. */
export function Timeliness(): ReactNode {
  const text = useText();
  const address = useAddress();
  const status = useQuery({ queryKey: ['status'], queryFn: ({ signal }) => ask(StatusDocument, {}, signal) });
  const years = status.data?.status.years ?? null;
  const year = Number(address.get('of') ?? (years && onlyYear(address, years)) ?? years?.to ?? 0);
  const variables = {
    year,
    after: address.get('organsAfter'),
    late: { year: { eq: year }, derived: [{ key: DAYS_LATE, gt: 0 }] },
    known: { year: { eq: year }, derived: [{ key: DAYS_LATE, hasValue: true }] },
    sort: [{ by: 'DERIVED', key: DAYS_LATE, direction: 'DESC' }] as Sort[],
  };
  const { data, error, refetch } = useQuery({
    queryKey: ['timeliness', variables],
    queryFn: ({ signal }) => ask(TimelinessDocument, variables, signal),
    enabled: years !== null,
  });
  if (years === null) return null;
  const choices = Array.from({ length: years.to - years.from + 1 }, (_, index) => String(years.to - index));
  return (
    <section aria-labelledby="timeliness">
      <h2 id="timeliness">{text.news.title}</h2>
      <form
        className="explore-form"
        onSubmit={(event) => {
          event.preventDefault();
        }}
      >
        <Choice
          label={text.facets.YEAR}
          value={String(year)}
          options={choices.map((one) => [one, one] as const)}
          onChange={(value) => {
            address.set({ of: value, organsAfter: null });
          }}
        />
      </form>
      {error !== null ? (
        <ApiFailure error={error} retry={() => void refetch()} />
      ) : data === undefined ? (
        <Loading />
      ) : (
        <>
          <Missing coverage={data.coverage} />
          <Late late={data.late} known={data.known.totalCount} year={year} />
        </>
      )}
    </section>
  );
}

/** The year that the page is narrowed to: what it lists above is of that year too. */
function onlyYear(address: Address, { from, to }: { from: number; to: number }): number | null {
  const asked = address.all('year').map(Number);
  const [year = 0] = asked;
  return asked.length === 1 && year >= from && year <= to ? year : null;
}

function Missing({ coverage }: Pick<TimelinessQuery, 'coverage'>): ReactNode {
  const text = useText();
  const address = useAddress();
  const { known, reported, missing, uncertain, edges, pageInfo } = coverage;
  return (
    <>
      <h3>{text.news.missing}</h3>
      <p>{text.news.coverage({ known, reported, missing, uncertain })}</p>
      <p className="hint">{text.lang.startsWith('zh') ? coverage.noteZh : coverage.noteEn}</p>
      {edges.length > 0 && (
        <div className="scroll" tabIndex={0} role="region" aria-label={text.news.missing}>
          <table className="plain">
            <thead>
              <tr>
                <th scope="col">{text.facets.ORGAN}</th>
                <th scope="col">{text.news.place}</th>
                <th scope="col">{text.news.years}</th>
                <th scope="col">{text.news.status}</th>
              </tr>
            </thead>
            <tbody>
              {edges.map(({ node }, index) => (
                <tr key={index}>
                  <th scope="row">
                    {node.organId === null ? (
                      node.name
                    ) : (
                      <Link href={`/organ/${encodeURIComponent(node.organId)}`}>{node.name}</Link>
                    )}
                  </th>
                  <td>
                    {[node.place.province, node.place.city, node.place.county]
                      .filter((one) => one !== null)
                      .join(' ')}
                  </td>
                  <td>{node.years.length === 0 ? node.rosters.join('、') : node.years.join('、')}</td>
                  <td>
                    {text.news.statuses[node.status]}
                    {node.mayBe.map((id, at) => (
                      <span key={id}>
                        {' '}
                        <Link href={`/report/${encodeURIComponent(id)}`}>{`[${String(at + 1)}]`}</Link>
                      </span>
                    ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {pageInfo.hasNextPage && (
        <p>
          <Link href={address.with({ organsAfter: pageInfo.endCursor })}>{text.news.more}</Link>
        </p>
      )}
    </>
  );
}

function Late({
  late,
  known,
  year,
}: Pick<TimelinessQuery, 'late'> & { known: number; year: number }): ReactNode {
  const text = useText();
  const [first] = late.nodes;
  const rule = first?.derived[0]?.definition;
  const all = new URLSearchParams({ year: String(year), value: `${DAYS_LATE}:1:` });
  return (
    <>
      <h3>{text.news.late}</h3>
      <p>{text.news.lateOf(late.totalCount, known)}</p>
      {rule !== undefined && (
        <details>
          <summary>{text.news.rule}</summary>
          <p>{text.lang.startsWith('zh') ? rule.ruleZh : rule.ruleEn}</p>
        </details>
      )}
      {late.nodes.length > 0 && (
        <div className="scroll" tabIndex={0} role="region" aria-label={text.news.late}>
          <table className="plain">
            <thead>
              <tr>
                <th scope="col">{text.facets.ORGAN}</th>
                <th scope="col">{text.news.published}</th>
                <th scope="col">{text.news.days}</th>
              </tr>
            </thead>
            <tbody>
              {late.nodes.map(({ id, organ, publishedOn, derived }) => (
                <tr key={id}>
                  <th scope="row">
                    <Link href={`/report/${encodeURIComponent(id)}`}>{organ?.name ?? id}</Link>
                  </th>
                  <td>{publishedOn}</td>
                  <td className="number">
                    {derived[0]?.value == null ? '—' : formatNumber(derived[0].value, text)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {late.totalCount > late.nodes.length && (
        <p>
          <Link href={link('/', all)}>{text.news.allLate(late.totalCount)}</Link>
        </p>
      )}
    </>
  );
}

/** What came in, was revised or deleted in the last days. */
export function RecentChanges(): ReactNode {
  const text = useText();
  // Of the day, so that looking again asks the same.
  const since = useMemo(() => new Date(Date.now() - DAYS * DAY_MS).toISOString().slice(0, 10), []);
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['changes', since],
    queryFn: ({ pageParam, signal }) => ask(RecentChangesDocument, { since, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ changes: { pageInfo } }) => (pageInfo.hasNextPage ? pageInfo.endCursor : undefined),
    retry: false,
  });
  const edges = data?.pages.flatMap(({ changes }) => changes.edges) ?? [];
  return (
    <section aria-labelledby="news">
      <h2 id="news">{text.news.changes(DAYS)}</h2>
      {error !== null ? (
        <ApiFailure error={error} retry={() => void refetch()} />
      ) : data === undefined ? (
        <Loading />
      ) : edges.length === 0 ? (
        <p className="empty">{text.news.noChanges}</p>
      ) : (
        <ChangeList edges={edges} />
      )}
      {hasNextPage && (
        <button type="button" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {text.more}
        </button>
      )}
      <p>
        <a href="/feed/changes">{text.news.feed}</a>
      </p>
    </section>
  );
}

function ChangeList({ edges }: { edges: RecentChangesQuery['changes']['edges'] }): ReactNode {
  const text = useText();
  const isZh = text.lang.startsWith('zh');
  const reading = ({ state, value }: { state: CellState; value: number | null }): string =>
    value === null ? text.states[state] : formatNumber(value, text);
  return (
    <>
      <ul>
        {edges.map(({ node }, index) => (
          <li key={index}>
            <time dateTime={node.at}>{node.at.slice(0, 16).replace('T', ' ')}</time>{' '}
            <strong>{text.news.kinds[node.kind]}</strong>{' '}
            {node.kind === 'DELETED' ? (
              `${node.organ} ${String(node.year)}`
            ) : (
              <Link
                href={`/report/${encodeURIComponent(node.id)}`}
              >{`${node.organ} ${String(node.year)}`}</Link>
            )}
            {node.cells.length > 0 && (
              <ul>
                {node.cells.slice(0, MOST_CELLS).map(({ key, labelZh, labelEn, before, after }) => (
                  <li key={key}>{`${isZh ? labelZh : labelEn}: ${reading(before)} → ${reading(after)}`}</li>
                ))}
                {node.cells.length > MOST_CELLS && (
                  <li>{text.news.moreCells(node.cells.length - MOST_CELLS)}</li>
                )}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
