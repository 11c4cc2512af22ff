/** One facet: its values with their counts, several may be chosen; long ones are searched by how they begin. */
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useId, useState } from 'react';
import type { ReactNode } from 'react';
import { ask } from '../api/client';
import { FacetsDocument } from '../api/generated';
import type { FacetField, FacetsQuery, FacetsQueryVariables } from '../api/generated';
import { useText } from '../text';
import type { Dictionary } from '../text';

export type FacetAnswer = FacetsQuery['search']['facets'][number];

/** Longer facets get a box to find values. */
const SEARCHED_FROM = 12;
const FEW = 8;

/** The name for people of a facet's value. */
export function valueLabel(field: FacetField, value: string, label: string | null, text: Dictionary): string {
  const names: Partial<Record<FacetField, Readonly<Record<string, string>>>> = {
    FORM: text.form,
    SCOPE: text.scope,
    ORGAN_KIND: text.kind,
    LEVEL: text.level,
    FINDING: text.findings,
  };
  return names[field]?.[value] ?? label ?? value;
}

export function FacetList(props: {
  field: FacetField;
  answer: FacetAnswer | undefined;
  chosen: readonly string[];
  onChange: (values: string[]) => void;
  /** What was searched for, to find values beyond those listed. */
  search: Omit<FacetsQueryVariables, 'facets'>;
}): ReactNode {
  const text = useText();
  const id = useId();
  const { field, answer, chosen, onChange, search } = props;
  const [typed, setTyped] = useState('');
  const [all, setAll] = useState(false);
  const prefix = useDeferredValue(typed.trim());
  const found = useQuery({
    queryKey: ['facet', field, prefix, search],
    queryFn: ({ signal }) =>
      ask(FacetsDocument, { ...search, facets: [{ field, limit: 50, prefix }] }, signal),
    enabled: prefix !== '',
  });
  const shown = prefix === '' ? answer : (found.data?.search.facets[0] ?? answer);
  const { rows, hidden } = rowsOf(field, shown, chosen, all || prefix !== '');
  const label = text.facets[field];
  return (
    <details
      className="facet"
      open={chosen.length > 0 || ['YEAR', 'PROVINCE', 'ORGAN_KIND', 'SCOPE'].includes(field)}
    >
      <summary>
        {label}
        {chosen.length > 0 && <span className="badge">{chosen.length}</span>}
      </summary>
      <fieldset>
        <legend className="visually-hidden">{label}</legend>
        {(answer?.distinct ?? 0) > SEARCHED_FROM && field !== 'YEAR' && (
          <input
            type="search"
            className="small"
            aria-label={text.search.facetSearch(label)}
            placeholder={text.search.facetSearch(label)}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
            }}
          />
        )}
        {rows.map(({ value, label: printed, count }) => (
          <label key={value} className="choice" htmlFor={`${id}-${value}`}>
            <input
              id={`${id}-${value}`}
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={(event) => {
                onChange(event.target.checked ? [...chosen, value] : chosen.filter((one) => one !== value));
              }}
            />
            <span className="choice-label">{valueLabel(field, value, printed, text)}</span>
            {count !== null && <span className="choice-count">{text.count(count)}</span>}
          </label>
        ))}
        {rows.length === 0 && (
          <p className="muted">{shown === undefined ? text.loading : text.search.facetEmpty}</p>
        )}
        {hidden > 0 && (
          <button
            type="button"
            className="quiet"
            onClick={() => {
              setAll(true);
            }}
          >
            {text.more}
          </button>
        )}
        {shown !== undefined && <FacetNotes answer={shown} isAll={all} />}
      </fieldset>
    </details>
  );
}

/** How many values are not listed though all are asked for, and how many reports have none. */
function FacetNotes({ answer, isAll }: { answer: FacetAnswer; isAll: boolean }): ReactNode {
  const text = useText();
  const rest = answer.distinct - answer.buckets.length;
  return (
    <>
      {isAll && rest > 0 && <p className="muted">{text.search.facetRest(rest)}</p>}
      {answer.missing > 0 && <p className="muted">{text.search.facetMissing(answer.missing)}</p>}
    </>
  );
}

/** The values to list, the first of them or all, and how many are not; what is chosen stays, also where it has no hit any more. */
function rowsOf(
  field: FacetField,
  shown: FacetAnswer | undefined,
  chosen: readonly string[],
  all: boolean,
): { rows: { value: string; label: string | null; count: number | null }[]; hidden: number } {
  const sorted = [...(shown?.buckets ?? [])];
  if (field === 'YEAR') sorted.sort((a, b) => Number(b.value) - Number(a.value));
  const listed = new Set(sorted.map(({ value }) => value));
  const gone = chosen
    .filter((value) => !listed.has(value))
    .map((value) => ({ value, label: value, count: null }));
  const seen = all ? sorted : sorted.slice(0, FEW);
  return { rows: [...gone, ...seen], hidden: sorted.length - seen.length };
}
