/** Everything that a page shows is in its address, so that a link is enough to show it to others. */
import { useCallback, useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';

/** The parameters of the address, and how to change them. */
export interface Address {
  params: URLSearchParams;
  /** One value; null where there is none, or an empty one. */
  get: (name: string) => string | null;
  all: (name: string) => string[];
  /** Sets parameters (null removes, a list repeats) as a step of its own in the history, or in place. */
  set: (changes: Changes, options?: { replace?: boolean }) => void;
  /** The address that {@link set} would lead to. */
  with: (changes: Changes) => string;
}

export type Changes = Readonly<Record<string, string | number | readonly string[] | null>>;

/** Parameters after changes. */
export function changed(params: URLSearchParams, changes: Changes): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const [name, value] of Object.entries(changes)) {
    next.delete(name);
    if (value === null || value === '') continue;
    for (const one of Array.isArray(value) ? (value as readonly string[]) : [String(value)])
      next.append(name, one);
  }
  return next;
}

/** A path with parameters, without a question mark where there are none. */
export function link(path: string, params: URLSearchParams): string {
  const text = params.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** The address of this page. */
export function useAddress(): Address {
  const [path, navigate] = useLocation();
  const search = useSearch();
  const params = useMemo(() => new URLSearchParams(search), [search]);
  const set = useCallback(
    (changes: Changes, options?: { replace?: boolean }) => {
      navigate(link(path, changed(new URLSearchParams(search), changes)), options);
    },
    [navigate, path, search],
  );
  return {
    params,
    get: (name) => params.get(name) || null,
    all: (name) => params.getAll(name).filter((value) => value !== ''),
    set,
    with: (changes) => link(path, changed(params, changes)),
  };
}
