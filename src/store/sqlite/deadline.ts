/** The moment past which a read stops. */
import { OgiError } from '../../errors.js';

/** Milliseconds of a clock that all threads of the process share and that is never set back. */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** What a read past its deadline rejects with. */
export function deadlineExceeded(): OgiError {
  return new OgiError('DEADLINE_EXCEEDED', 'The search took too long and was stopped.', {
    remedy:
      'Ask for less: a longer phrase, fewer conditions, a narrower filter; or try again when the service is less busy.',
  });
}

/** A deadline, asked now and then by whatever may take long. */
export class Deadline {
  readonly #end: number;

  /** `end` in {@link monotonicMs}. */
  constructor(end: number) {
    this.#end = end;
  }

  /** Throws `DEADLINE_EXCEEDED` once the deadline has passed. */
  check(): void {
    if (monotonicMs() > this.#end) throw deadlineExceeded();
  }
}
