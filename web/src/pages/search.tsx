/** `/`: the search page. */
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useAddress } from '../address';
import type { Address } from '../address';
import { ask } from '../api/client';
import { FacetsDocument, SearchDocument, StatusDocument } from '../api/generated';
import type { FacetsQueryVariables, SearchQuery, SearchQueryVariables } from '../api/generated';
import { ARITHMETIC_RULES, FACETS, filterOf, hintsOf, readRange, sortOf } from '../parts/conditions';
import { Chosen, Filters } from '../parts/filters';
import { HitList } from '../parts/hit-list';
import { ExportLinks, SortChoice } from '../parts/result-actions';
import { SearchBox } from '../parts/search-box';
import { ApiFailure, Loading } from '../parts/states';
import { useLanguage, useText } from '../text';

const PAGE = 20;
/** What the conditions of the address ask for. */
function searchOf(address: Address): Omit<FacetsQueryVariables, 'facets'> {
  return {
    query: address.get('q'),
    filter: filterOf(address.params),
    searchIn: address.get('headings') === '1' ? ['TITLE', 'TEXT', 'HEADINGS'] : null,
    textFilter: address.get('own') === '1' ? 'OWN_WORDS' : null,
  };
}

/** The same with order and size, for the first page of hits; a value that is asked for or sorted by is shown with each hit. */
function hitsWanted(address: Address): SearchQueryVariables {
  const sort = sortOf(address.params);
  const keys = [
    ...new Set([
      ...address.all('value').flatMap((one) => readRange(one)?.key ?? []),
      ...sort.flatMap(({ key }) => key ?? []),
    ]),
  ];
  const cells = keys.filter((key) => !key.startsWith('derived.'));
  const derived = keys.filter((key) => key.startsWith('derived.'));
  return {
    ...searchOf(address),
    sort: sort.length === 0 ? null : sort,
    first: PAGE,
    after: null,
    keys: cells,
    derived,
    withCells: cells.length > 0,
    withDerived: derived.length > 0,
    withWarnings: sort.some(({ key }) => key != null),
  };
}

export function SearchPage(): ReactNode {
  const text = useText();
  const address = useAddress();
  const { params } = address;
  const query = address.get('q') ?? '';
  const search = searchOf(address);
  const facets = useQuery({
    queryKey: ['facets', search],
    queryFn: ({ signal }) =>
      ask(FacetsDocument, { ...search, facets: FACETS.map(({ field }) => ({ field, limit: 30 })) }, signal),
    placeholderData: keepPreviousData,
  });
  return (
    <div className="search-page">
      <section className="search-head">
        <h1 className={params.size === 0 ? 'hero' : 'visually-hidden'}>{text.tagline}</h1>
        <SearchBox
          query={query}
          onSearch={(written) => {
            address.set({ q: written });
          }}
        />
        {params.size === 0 && <Welcome />}
        <Hints query={query} />
        <SearchOptions />
      </section>
      <aside className="filters" aria-label={text.search.filters} aria-busy={facets.isFetching}>
        <Filters facets={facets} search={search} />
      </aside>
      <Results />
    </div>
  );
}

/** What a search may look at besides, or leave out. */
function SearchOptions(): ReactNode {
  const text = useText();
  const options = [
    { name: 'headings', value: '1', label: text.search.headings, help: undefined },
    { name: 'own', value: '1', label: text.copies.onlyOwn, help: text.copies.onlyOwnHelp },
    { name: 'ocr', value: '0', label: text.search.noOcr, help: text.search.noOcrHelp },
  ];
  const address = useAddress();
  return (
    <div className="search-options">
      {options.map(({ name, value, label, help }) => (
        <label key={name} className="choice" title={help}>
          <input
            type="checkbox"
            checked={address.get(name) === value}
            onChange={(event) => {
              address.set({ [name]: event.target.checked ? value : null });
            }}
          />
          {label}
        </label>
      ))}
      <details className="help">
        <summary>{text.search.help}</summary>
        <ul>
          {text.search.helpLines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </details>
    </div>
  );
}

/** The hits, page by page. */
function Results(): ReactNode {
  const text = useText();
  const address = useAddress();
  const variables = hitsWanted(address);
  const hits = useInfiniteQuery({
    queryKey: ['search', variables],
    queryFn: ({ pageParam, signal }) => ask(SearchDocument, { ...variables, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ search: { pageInfo } }) => (pageInfo.hasNextPage ? pageInfo.endCursor : undefined),
    placeholderData: keepPreviousData,
  });
  const edges = hits.data?.pages.flatMap((page) => page.search.edges) ?? [];
  const total = hits.data?.pages[0]?.search.totalCount ?? null;
  return (
    <section className="results" aria-busy={hits.isFetching}>
      <Chosen />
      {hits.error !== null ? (
        <ApiFailure error={hits.error} retry={() => void hits.refetch()} />
      ) : hits.data === undefined ? (
        <Loading />
      ) : (
        <>
          <div className="results-head">
            <p className="total" role="status">
              {total === null ? '' : text.search.total(total)}
            </p>
            <SortChoice />
            {total !== null && total > 0 && <ExportLinks variables={variables} />}
          </div>
          <OrderWarnings warnings={hits.data.pages[0]?.search.warnings} />
          {edges.length === 0 ? (
            <div className="empty">
              <p>{text.search.noHits}</p>
              <p className="muted">{text.search.noHitsHelp}</p>
            </div>
          ) : (
            <HitList
              edges={edges}
              query={address.get('q') ?? ''}
              headings={address.get('headings') === '1'}
            />
          )}
          {hits.hasNextPage && (
            <p className="more">
              <button
                type="button"
                disabled={hits.isFetchingNextPage}
                onClick={() => void hits.fetchNextPage()}
              >
                {hits.isFetchingNextPage ? text.loading : text.more}
              </button>
              <span className="muted">{text.search.shown(edges.length)}</span>
            </p>
          )}
        </>
      )}
    </section>
  );
}

/** What to mind before reports are compared by the value that they are sorted by. */
function OrderWarnings({ warnings = [] }: { warnings: Warnings | undefined }): ReactNode {
  const { language } = useLanguage();
  return warnings.map(({ code, messageZh, messageEn }) => (
    <p key={code} className="hint" role="note">
      {language === 'zh' ? messageZh : messageEn}
    </p>
  ));
}
type Warnings = SearchQuery['search']['warnings'];

/** What a first visitor sees: how much there is, and ways in. */
function Welcome(): ReactNode {
  const text = useText();
  const { data } = useQuery({
    queryKey: ['status'],
    queryFn: ({ signal }) => ask(StatusDocument, {}, signal),
  });
  const { reports = 0, years = null } = data?.status ?? {};
  return (
    <p className="welcome">
      {years !== null && <strong>{text.search.corpus(reports, years.from, years.to)}</strong>}
      <span className="muted">{text.search.examples}</span>
      {EXAMPLES.map((q) => (
        <Link key={q} href={`/?q=${encodeURIComponent(q)}`}>
          {q}
        </Link>
      ))}
      <Link href={`/?sort=${LARGEST}`}>{text.search.largest}</Link>
      <Link href={`/?${FAILING.toString()}`}>{text.search.failingReports}</Link>
    </p>
  );
}
const EXAMPLES = ['公开不及时', '行政诉讼 庭审', '培训 不足'];
const LARGEST = 'applications.received.total';
const FAILING = new URLSearchParams([
  ...ARITHMETIC_RULES.map((code) => ['finding', code]),
  ['outcome', 'FAILS'],
]);

/** Operators that are none here are named, with the query as it should be written. */
function Hints({ query }: { query: string }): ReactNode {
  const text = useText();
  const address = useAddress();
  return hintsOf(query).map(({ hint, fixed }) => (
    <p key={hint} className="hint" role="note">
      {text.search.hints[hint]}
      {fixed !== '' && (
        <>
          {' '}
          <Link href={address.with({ q: fixed })}>
            {text.search.fix} <q>{fixed}</q>
          </Link>
        </>
      )}
    </p>
  ));
}
