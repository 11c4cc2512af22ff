/** The box for the query, with suggestions of organs and frequent terms. */
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useLocation } from 'wouter';
import { ask } from '../api/client';
import { OrgansDocument } from '../api/generated';
import { useText } from '../text';
import { PHRASES } from '../text/phrases';

interface Suggestion {
  id: string;
  label: string;
  note: string;
  group: 'organs' | 'phrases';
  choose: () => void;
}

/** `onSearch` is called with what was written. */
export function SearchBox({
  query,
  onSearch,
}: {
  query: string;
  onSearch: (query: string) => void;
}): ReactNode {
  const text = useText();
  const id = useId();
  const [, navigate] = useLocation();
  const [written, setWritten] = useState(query);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    setWritten(query);
  }, [query]);
  const name = useDeferredValue(written.trim());
  const mayBeOrgan = open && /^\p{Script=Han}{2,}$/u.test(name);
  const { data } = useQuery({
    queryKey: ['organs', name],
    queryFn: ({ signal }) => ask(OrgansDocument, { name }, signal),
    enabled: mayBeOrgan,
  });
  const suggestions = useMemo((): Suggestion[] => {
    if (!open || name === '') return [];
    const phrases = PHRASES.filter((phrase) => phrase.includes(name) && phrase !== name).slice(0, 5);
    const organs = mayBeOrgan ? (data?.organs.organs ?? []) : [];
    return [
      ...phrases.map((phrase): Suggestion => ({
        id: `phrase-${phrase}`,
        label: phrase,
        note: '',
        group: 'phrases',
        choose: () => {
          onSearch(phrase);
        },
      })),
      ...organs.flatMap((organ): Suggestion[] => {
        if (organ.id === null) return [];
        const { province, city, county } = organ.region;
        return [
          {
            id: `organ-${organ.id}`,
            label: organ.name,
            note: [province, city, county].flatMap((one) => one?.name ?? []).join(' '),
            group: 'organs',
            choose: () => {
              navigate(`/organ/${encodeURIComponent(organ.id ?? '')}`);
            },
          },
        ];
      }),
    ];
  }, [open, name, mayBeOrgan, data, onSearch, navigate]);
  const chosen = suggestions[active];

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (suggestions.length === 0) return;
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      // One more than the list: the box itself.
      const count = suggestions.length + 1;
      setActive(((active + 1 + step + count) % count) - 1);
    } else if (event.key === 'Escape') {
      setOpen(false);
    } else if (event.key === 'Enter' && chosen !== undefined) {
      event.preventDefault();
      setOpen(false);
      chosen.choose();
    }
  };
  return (
    <form
      ref={form}
      className="search-box"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        setOpen(false);
        onSearch(written.trim());
      }}
      onBlur={(event) => {
        if (!form.current?.contains(event.relatedTarget)) setOpen(false);
      }}
    >
      <label htmlFor={id} className="visually-hidden">
        {text.search.label}
      </label>
      <input
        id={id}
        type="search"
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        maxLength={256}
        value={written}
        placeholder={text.search.placeholder}
        aria-expanded={suggestions.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={chosen === undefined ? undefined : `${id}-${active}`}
        onChange={(event) => {
          setWritten(event.target.value);
          setOpen(true);
          setActive(-1);
        }}
        onKeyDown={onKeyDown}
      />
      <button type="submit" className="primary">
        {text.search.button}
      </button>
      <ul
        id={`${id}-list`}
        role="listbox"
        className="suggestions"
        aria-label={text.search.label}
        hidden={suggestions.length === 0}
      >
        {suggestions.map((one, index) => (
          <li
            key={one.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            onPointerDown={(event) => {
              event.preventDefault();
              setOpen(false);
              one.choose();
            }}
          >
            <span className="suggestion-kind">{text.search[one.group]}</span>
            <span>{one.label}</span>
            {one.note !== '' && <span className="muted">{one.note}</span>}
          </li>
        ))}
      </ul>
    </form>
  );
}
