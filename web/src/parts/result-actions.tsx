/** What to do with the hits of a search: sort them, take them along. */
import type { ReactNode } from 'react';
import { useAddress } from '../address';
import { SearchDocument } from '../api/generated';
import type { SearchQueryVariables } from '../api/generated';
import { useText } from '../text';
import { exportAddress, feedAddress, readRange, sandboxAddress } from './conditions';
import { useDictionary } from './dictionary';

const FORMATS = ['csv', 'xlsx', 'ndjson', 'parquet'] as const;

export function SortChoice(): ReactNode {
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

/** The hits as files and as a feed, and the request for them. */
export function ExportLinks({ variables }: { variables: SearchQueryVariables }): ReactNode {
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
