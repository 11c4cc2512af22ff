/** Messages between the store and its read workers. */
import { OgiError } from '../../errors.js';
import type { ErrorCode } from '../../errors.js';
import type { Deadline } from './deadline.js';
import type { Reader } from './reader.js';

/** The reads that a worker does. */
export type ReadName = keyof Reader;

/** Arguments of a read, without the deadline that the worker adds. */
export type ReadArguments<Name extends ReadName> =
  Parameters<Reader[Name]> extends [...infer Rest, infer Last]
    ? Last extends Deadline
      ? Rest
      : Parameters<Reader[Name]>
    : [];

/** A read to do. */
export interface ReadCall {
  name: ReadName;
  args: readonly unknown[];
  /** On the clock of `monotonicMs`. */
  end: number;
}

/** What came of it. Errors of ours pass as facts: a copied error would lose its class. */
export type ReadReply = { value: unknown } | { refusal: Refusal } | { failure: Error };

interface Refusal {
  code: ErrorCode;
  message: string;
  argument: string | null;
  remedy: string;
  details: Readonly<Record<string, unknown>>;
}

/** The facts of an error of ours; null for any other. */
export function toRefusal(error: unknown): Refusal | null {
  if (!(error instanceof OgiError)) return null;
  const { code, message, argument, remedy, details } = error;
  return { code, message, argument, remedy, details };
}

/** The error that the facts tell of. */
export function fromRefusal({ code, message, argument, remedy, details }: Refusal): OgiError {
  return new OgiError(code, message, {
    ...(argument === null ? {} : { argument }),
    remedy,
    details: { ...details },
  });
}
