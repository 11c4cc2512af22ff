/** The choice of what an organ is shown beside: other organs, its region. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAddress } from '../address';
import { ask } from '../api/client';
import { OrgansDocument } from '../api/generated';
import { useText } from '../text';
import type { Organ } from './organ-figures';

export const MOST_COMPARED = 4;

export function Compare(props: {
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
