/** Addresses that a model can give to a person, beside what it quotes. */

/** The address of a server as it is given, without a slash at its end. */
export function baseAddress(given: string): string {
  return given.endsWith('/') ? given.slice(0, -1) : given;
}

/** Makes links below the address of a server. */
export class Links {
  readonly #base: string;

  /** `base` is the address of a server that shows the page, without a slash at its end. */
  constructor(base: string) {
    this.#base = base;
  }

  /** The page of a report; with a key, at that cell. */
  report(id: string, cell?: string): string {
    const query = cell === undefined ? '' : `?cell=${encodeURIComponent(cell)}`;
    return `${this.#base}/report/${encodeURIComponent(id)}${query}`;
  }

  /** The page of an organ. */
  organ(id: string): string {
    return `${this.#base}/organ/${encodeURIComponent(id)}`;
  }

  /** The original file by its path at the server. */
  file(path: string): string {
    return this.#base + path;
  }
}
