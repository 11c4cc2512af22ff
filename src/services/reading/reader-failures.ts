/** Why a file is set aside whose reading did not come to its end. */
import { SetAsideError } from '../../errors.js';

/** The engine aborts where the memory for objects does not suffice; so does `watchProcess`. */
export function isOutOfMemory(code: number | null, signal: NodeJS.Signals | null): boolean {
  return signal === 'SIGABRT' || code === 134;
}

const SAVE_ANEW =
  'Save it again with the program that it was made with (print a PDF to a new PDF), or save its text as a UTF-8 text file, and import that.';

/** It was ended, for it took too much processor time or waited for too long. */
export function tooSlow(): SetAsideError {
  return new SetAsideError(
    'too-large',
    `The file takes more than a few seconds to read, which no annual report does: it is damaged or holds something else. ${SAVE_ANEW}`,
  );
}

/** It ended for want of memory. */
export function tooMuchMemory(): SetAsideError {
  return new SetAsideError(
    'too-large',
    `The file takes more memory than any annual report does: it is damaged or holds something else. ${SAVE_ANEW}`,
  );
}

/** It ended, or answered with an error that is none of ours. */
export function failed(cause: string): SetAsideError {
  return new SetAsideError(
    'damaged-file',
    `The file made its reader fail. Fetch it again from where it was published. ${SAVE_ANEW}`,
    new Error(cause),
  );
}
