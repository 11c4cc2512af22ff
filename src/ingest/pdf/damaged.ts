import { SetAsideError } from '../../errors.js';

export function damaged(cause?: unknown): SetAsideError {
  return new SetAsideError(
    'damaged-file',
    'The PDF is damaged: parts of it cannot be read. Fetch it again from where it was published, or open it in a viewer, compare it with the original and print it to a new PDF.',
    cause,
  );
}
