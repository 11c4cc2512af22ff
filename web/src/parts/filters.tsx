/** The conditions of a search: those to choose from, and those that were chosen. */
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useAddress } from '../address';
import type { FacetsQuery, FacetsQueryVariables } from '../api/generated';
import { useText } from '../text';
import { CONDITION_NAMES, FACETS, readRange } from './conditions';
import { useDictionary } from './dictionary';
import { FacetList, valueLabel } from './facet-list';
import { KeyPicker } from './key-picker';

export function Filters(props: {
  /** The answer of the server, as far as it is there. */
  facets: { data: FacetsQuery | undefined; error: Error | null };
  search: Omit<FacetsQueryVariables, 'facets'>;
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
export function Chosen(): ReactNode {
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
