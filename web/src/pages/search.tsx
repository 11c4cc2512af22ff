/** `/`: the search page. */
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useAddress } from '../address';
import { ask } from '../api/client';
import { FacetsDocument, SearchDocument, StatusDocument } from '../api/generated';
import type { SearchQuery, SearchQueryVariables } from '../api/generated';
import {
  ARITHMETIC_RULES,
  CONDITION_NAMES,
  FACETS,
  exportAddress,
  feedAddress,
  filterOf,
  hintsOf,
  readRange,
  sandboxAddress,
  sortOf,
} from '../parts/conditions';
import { useDictionary } from '../parts/dictionary';
import { FacetList, valueLabel } from '../parts/facet-list';
import { HitList } from '../parts/hit-list';
import { KeyPicker } from '../parts/key-picker';
import { SearchBox } from '../parts/search-box';
import { ApiFailure, Loading } from '../parts/states';
import { useLanguage, useText } from '../text';

const PAGE = 20;
const FORMATS = ['csv', 'xlsx', 'ndjson', 'parquet'] as const;

export function SearchPage(): ReactNode {
  const text = useText();
  const address = useAddress();
  const { params } = address;
  const query = address.get('q') ?? '';
  const headings = params.get('headings') === '1';
  const filter = filterOf(params);
  const sort = sortOf(params);
  // A value that is asked for or sorted by is shown with each hit.
  const keys = [
    ...new Set([
      ...params.getAll('value').flatMap((one) => readRange(one)?.key ?? []),
      ...sort.flatMap(({ key }) => key ?? []),
    ]),
  ];
  const cells = keys.filter((key) => !key.startsWith('derived.'));
  const derived = keys.filter((key) => key.startsWith('derived.'));
  const search = {
    query: query === '' ? null : query,
    filter,
    searchIn: headings ? (['TITLE', 'TEXT', 'HEADINGS'] as const).slice() : null,
    textFilter: params.get('own') === '1' ? ('OWN_WORDS' as const) : null,
  };
  const variables: SearchQueryVariables = {
    ...search,
    sort: sort.length === 0 ? null : sort,
    first: PAGE,
    after: null,
    keys: cells,
    derived,
    withCells: cells.length > 0,
    withDerived: derived.length > 0,
    withWarnings: sort.some(({ key }) => key != null),
  };
  const hits = useInfiniteQuery({
    queryKey: ['search', variables],
    queryFn: ({ pageParam, signal }) => ask(SearchDocument, { ...variables, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ search: { pageInfo } }) => (pageInfo.hasNextPage ? pageInfo.endCursor : undefined),
    placeholderData: keepPreviousData,
  });
  const facets = useQuery({
    queryKey: ['facets', search],
    queryFn: ({ signal }) =>
      ask(FacetsDocument, { ...search, facets: FACETS.map(({ field }) => ({ field, limit: 30 })) }, signal),
    placeholderData: keepPreviousData,
  });
  const edges = hits.data?.pages.flatMap((page) => page.search.edges) ?? [];
  const total = hits.data?.pages[0]?.search.totalCount ?? null;
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
        <div className="search-options">
          <label className="choice">
            <input
              type="checkbox"
              checked={headings}
              onChange={(event) => {
                address.set({ headings: event.target.checked ? '1' : null });
              }}
            />
            {text.search.headings}
          </label>
          <label className="choice" title={text.copies.onlyOwnHelp}>
            <input
              type="checkbox"
              checked={params.get('own') === '1'}
              onChange={(event) => {
                address.set({ own: event.target.checked ? '1' : null });
              }}
            />
            {text.copies.onlyOwn}
          </label>
          <label className="choice" title={text.search.noOcrHelp}>
            <input
              type="checkbox"
              checked={params.get('ocr') === '0'}
              onChange={(event) => {
                address.set({ ocr: event.target.checked ? '0' : null });
              }}
            />
            {text.search.noOcr}
          </label>
          <details className="help">
            <summary>{text.search.help}</summary>
            <ul>
              {text.search.helpLines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </details>
        </div>
      </section>
      <aside className="filters" aria-label={text.search.filters} aria-busy={facets.isFetching}>
        <Filters facets={facets} search={search} />
      </aside>
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
              <HitList edges={edges} query={query} headings={headings} />
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
    </div>
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

function Filters(props: {
  facets: ReturnType<
    typeof useQuery<Awaited<ReturnType<typeof ask<import('../api/generated').FacetsQuery, unknown>>>>
  >;
  search: {
    query: string | null;
    filter: ReturnType<typeof filterOf>;
    searchIn: ('TITLE' | 'TEXT' | 'HEADINGS')[] | null;
    textFilter: 'OWN_WORDS' | null;
  };
}): ReactNode {
  const text = useText();
  const address = useAddress();
  const { facets, search } = props;
  const [open, setOpen] = useState(false);
  const id = useId();
  const answers = new Map(facets.data?.search.facets.map((facet) => [facet.field, facet]));
  return (
    <>
      <button
        type="button"
        className="filters-toggle"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => {
          setOpen(!open);
        }}
      >
        {text.search.filters}
      </button>
      <div id={id} className={open ? 'filters-body open' : 'filters-body'}>
        {facets.error !== null && <p className="hint">{text.search.facetUnknown}</p>}
        {FACETS.map(({ field, name }) => (
          <FacetList
            key={field}
            field={field}
            answer={answers.get(field)}
            chosen={address.all(name)}
            onChange={(values) => {
              address.set({ [name]: values });
            }}
            search={search}
          />
        ))}
        <ValueFilter />
      </div>
    </>
  );
}

/** A condition on any cell or derived value. */
function ValueFilter(): ReactNode {
  const text = useText();
  const address = useAddress();
  const [isOpen, setOpen] = useState(false);
  const [key, setKey] = useState<string | null>(null);
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  return (
    <details
      className="facet"
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>{text.search.value}</summary>
      <form
        className="value-filter"
        onSubmit={(event) => {
          event.preventDefault();
          if (key === null || (from === '' && to === '')) return;
          address.set({ value: [...address.all('value'), `${key}:${from}:${to}`] });
          setFrom('');
          setTo('');
        }}
      >
        {isOpen && <KeyPicker label={text.search.valueKey} chosen={key} onChoose={setKey} />}
        <div className="row">
          <label>
            {text.search.from}
            <input
              type="number"
              step="any"
              value={from}
              onChange={(event) => {
                setFrom(event.target.value);
              }}
            />
          </label>
          <label>
            {text.search.to}
            <input
              type="number"
              step="any"
              value={to}
              onChange={(event) => {
                setTo(event.target.value);
              }}
            />
          </label>
        </div>
        <button type="submit" disabled={key === null || (from === '' && to === '')}>
          {text.search.addValue}
        </button>
      </form>
    </details>
  );
}

/** The conditions in force, each with a way out of it. */
function Chosen(): ReactNode {
  const text = useText();
  const address = useAddress();
  const { labelOf } = useDictionary(address.all('value').length > 0);
  const chosen = [
    ...FACETS.flatMap(({ field, name }) =>
      address.all(name).map((value) => ({
        name,
        value,
        label: `${text.facets[field]}：${valueLabel(field, value.replace(/^.*\//u, ''), null, text)}`,
      })),
    ),
    ...address
      .all('organId')
      .map((value) => ({ name: 'organId', value, label: `${text.facets.ORGAN}：${value}` })),
    ...address.all('value').flatMap((value) => {
      const range = readRange(value);
      return range === null
        ? []
        : [{ name: 'value', value, label: text.search.range(labelOf(range.key), range.from, range.to) }];
    }),
  ];
  if (chosen.length === 0) return null;
  return (
    <ul className="chosen">
      {chosen.map(({ name, value, label }) => (
        <li key={`${name}=${value}`}>
          <button
            type="button"
            className="chip"
            aria-label={text.search.remove(label)}
            onClick={() => {
              address.set({ [name]: address.all(name).filter((one) => one !== value) });
            }}
          >
            {label} <span aria-hidden="true">×</span>
          </button>
        </li>
      ))}
      <li>
        <Link
          href={address.with(
            Object.fromEntries(CONDITION_NAMES.filter((name) => name !== 'q').map((name) => [name, null])),
          )}
        >
          {text.search.clear}
        </Link>
      </li>
    </ul>
  );
}

function SortChoice(): ReactNode {
  const text = useText();
  const address = useAddress();
  const by = address.get('sort') ?? '';
  const keys = [
    ...new Set([
      ...address.all('value').flatMap((one) => readRange(one)?.key ?? []),
      ...(by.includes('.') ? [by] : []),
    ]),
  ];
  const { labelOf } = useDictionary(keys.length > 0);
  const standard = address.get('q') === null ? 'YEAR' : 'RELEVANCE';
  return (
    <label className="sort">
      {text.search.sort}
      <select
        value={by === '' ? standard : by}
        onChange={(event) => {
          address.set({ sort: event.target.value === standard ? null : event.target.value });
        }}
      >
        {(['RELEVANCE', 'YEAR', 'ORGAN', 'PUBLISHED_ON', 'IMPORTED_AT'] as const)
          .filter((one) => one !== 'RELEVANCE' || address.get('q') !== null)
          .map((one) => (
            <option key={one} value={one}>
              {text.search.sorts[one]}
            </option>
          ))}
        {keys.map((key) => (
          <option key={key} value={key}>
            {text.search.valueSort(labelOf(key))}
          </option>
        ))}
      </select>
    </label>
  );
}

function ExportLinks({ variables }: { variables: SearchQueryVariables }): ReactNode {
  const text = useText();
  const { params } = useAddress();
  return (
    <details className="export">
      <summary>{text.search.exportTitle}</summary>
      <ul>
        {FORMATS.map((format) => (
          <li key={format}>
            <a href={exportAddress(params, format)} download>
              {text.search.exportAs(format.toUpperCase())}
            </a>
          </li>
        ))}
        <li>
          <a href={feedAddress(params)}>{text.search.feed}</a>
        </li>
        <li>
          <a href={sandboxAddress(SearchDocument, variables)}>{text.search.graphql}</a>
        </li>
      </ul>
    </details>
  );
}
