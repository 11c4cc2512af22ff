/** A column of repeating values: each distinct value is kept once, and a report holds its number. */

/** A longer copy of a typed array; the new places hold `fill`. */
export function grow<T extends Uint8Array | Int32Array | Uint32Array | Float64Array>(
  array: T,
  length: number,
  fill = 0,
): T {
  const longer = new (array.constructor as new (length: number) => T)(length).fill(fill);
  longer.set(array);
  return longer as T;
}

/** The number of a missing value. */
export const MISSING = -1;

/** Values of all reports, by `seq`. */
export class ValueColumn<T> {
  /** For each report the place of its value in `values`, or {@link MISSING}. */
  codes = new Int32Array(1).fill(MISSING);
  /** The distinct values, in the order of first appearance. */
  readonly values: T[] = [];
  readonly #keyOf: (value: T) => string;
  readonly #codeByKey = new Map<string, number>();

  /** `keyOf` gives equal keys to equal values and to no others. */
  constructor(keyOf: (value: T) => string) {
    this.#keyOf = keyOf;
  }

  set(seq: number, value: T | null): void {
    this.codes[seq] = value === null ? MISSING : this.#code(value);
  }

  grow(length: number): void {
    this.codes = grow(this.codes, length, MISSING);
  }

  /** The value of a report; null where it has none. */
  at(seq: number): T | null {
    return this.values[this.codes[seq] ?? MISSING] ?? null;
  }

  #code(value: T): number {
    const key = this.#keyOf(value);
    let code = this.#codeByKey.get(key);
    if (code === undefined) {
      code = this.values.push(value) - 1;
      this.#codeByKey.set(key, code);
    }
    return code;
  }
}
