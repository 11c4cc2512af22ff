/** The reports that a search found. */
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { SearchQuery } from '../api/generated';
import { useText } from '../text';
import type { Dictionary } from '../text';
import { OwnWords } from './copied';
import { useDictionary } from './dictionary';
import { formatValue } from './values';

type Edge = SearchQuery['search']['edges'][number];
type Highlight = Edge['highlights'][number];

/** Text with its matches marked; text is never HTML. */
export function Marked({
  text,
  ranges,
}: {
  text: string;
  ranges: readonly { start: number; end: number }[];
}): ReactNode {
  const parts: ReactNode[] = [];
  let from = 0;
  ranges.forEach(({ start, end }, index) => {
    parts.push(text.slice(from, start), <mark key={index}>{text.slice(start, end)}</mark>);
    from = end;
  });
  return (
    <>
      {parts}
      {text.slice(from)}
    </>
  );
}

/** Where something is, in words. */
export function placeWords(
  place: {
    page: number | null;
    line: number | null;
    paragraph: number | null;
    table: number | null;
    row: number | null;
  } | null,
  text: Dictionary,
): string {
  if (place === null) return '';
  const { search } = text;
  if (place.page !== null) return search.page(place.page);
  if (place.table !== null) return search.table(place.table, place.row);
  if (place.paragraph !== null) return search.paragraph(place.paragraph);
  return place.line === null ? '' : search.line(place.line);
}

/** The address of a report, opened at a hit. */
function hitAddress(id: string, query: string, headings: boolean, hit: Highlight | null): string {
  const params = new URLSearchParams();
  if (query !== '') params.set('q', query);
  if (headings) params.set('headings', '1');
  if (hit !== null && hit.section !== null && hit.field === 'SECTION') {
    params.set('at', `${hit.section}:${hit.offset + (hit.ranges[0]?.start ?? 0)}`);
  }
  const search = params.toString();
  return `/report/${encodeURIComponent(id)}${search === '' ? '' : `?${search}`}`;
}

export function HitList(props: { edges: readonly Edge[]; query: string; headings: boolean }): ReactNode {
  const { edges, query, headings } = props;
  return (
    <ol className="hits">
      {edges.map((edge) => (
        <Hit key={edge.node.id} edge={edge} query={query} headings={headings} />
      ))}
    </ol>
  );
}

function Hit({
  edge: { node, highlights },
  query,
  headings,
}: {
  edge: Edge;
  query: string;
  headings: boolean;
}): ReactNode {
  const text = useText();
  const passages = highlights.filter(({ field }) => field !== 'TITLE');
  const inTitle = highlights.find(({ field, offset }) => field === 'TITLE' && offset === 0);
  const title = node.title ?? node.organ?.name ?? node.id;
  const values = [...(node.cells ?? []), ...(node.derived ?? [])];
  const { labelOf } = useDictionary(values.length > 0);
  return (
    <li className="hit">
      <h2>
        <Link href={hitAddress(node.id, query, headings, passages[0] ?? null)}>
          {inTitle !== undefined && inTitle.text === title ? (
            <Marked text={title} ranges={inTitle.ranges} />
          ) : (
            title
          )}
        </Link>
      </h2>
      <p className="hit-facts">
        {node.organ !== null &&
          (node.organ.id === null ? (
            <span>{node.organ.name}</span>
          ) : (
            <Link href={`/organ/${encodeURIComponent(node.organ.id)}`}>{node.organ.name}</Link>
          ))}
        <span>{node.year}</span>
        <span className={`tag scope-${node.scope.kind.toLowerCase()}`} title={node.scope.words ?? undefined}>
          {text.scope[node.scope.kind]}
        </span>
        <span className="tag">{text.form[node.form]}</span>
        <OwnWords share={node.originality?.own} />
        {node.failed.length > 0 && (
          <span className="tag failing">{text.search.failing(node.failed.length)}</span>
        )}
        {node.madeUp && <span className="tag made-up-tag">{text.madeUpBadge}</span>}
      </p>
      {values.length > 0 && (
        <dl className="hit-values">
          {values.map((value) => (
            <div key={value.key}>
              <dt>{labelOf(value.key)}</dt>
              <dd>{formatValue(value, text)}</dd>
            </div>
          ))}
        </dl>
      )}
      {passages.length > 0 && (
        <ul className="snippets">
          {passages.map((hit, index) => (
            <li key={index}>
              <Link href={hitAddress(node.id, query, headings, hit)} className="snippet">
                …<Marked text={hit.text} ranges={hit.ranges} />…
              </Link>
              <span className="snippet-place">
                {hit.heading ?? ''} {placeWords(hit.place, text)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
