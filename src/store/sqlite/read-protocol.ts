/** Messages between the store and its read workers. */
import type { ErrorFacts } from '../../errors.js';
import type { Deadline } from './deadline.js';
import type { FileReader } from './file-reader.js';

/** The reads that a worker does. */
export type ReadName = keyof FileReader;

/** Arguments of a read, without the deadline that the worker adds. */
export type ReadArguments<Name extends ReadName> =
  Parameters<FileReader[Name]> extends [...infer Rest, infer Last]
    ? Last extends Deadline
      ? Rest
      : Parameters<FileReader[Name]>
    : [];

/** A read to do. */
export interface ReadCall {
  name: ReadName;
  args: readonly unknown[];
  /** On the clock of `monotonicMs`. */
  end: number;
}

/** What came of it. Errors of ours pass as facts: a copied error would lose its class. */
export type ReadReply = { value: unknown } | { refusal: ErrorFacts } | { failure: Error };
