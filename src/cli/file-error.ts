/** Errors of the file system as sentences. */
import { SetAsideError } from '../errors.js';

/** True where there is no such file or folder. */
export function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes(errorCode(error));
}

/** An error of the file system as a reason to set a file aside. */
export function describeFileError(error: unknown, noun: 'file' | 'folder' = 'file'): SetAsideError {
  if (isMissing(error)) {
    return new SetAsideError(
      'not-found',
      'There is no such file or folder. Check the name; one with blanks needs quotes in the shell.',
      error,
    );
  }
  const code = errorCode(error);
  if (code === 'EACCES' || code === 'EPERM') {
    const message = `You have no permission to read this ${noun}. Have its owner allow it (chmod +r${noun === 'folder' ? 'x' : ''}), or run as a user who may.`;
    return new SetAsideError('no-permission', message, error);
  }
  return new SetAsideError(
    'io-error',
    `This ${noun} could not be read (${code}). Check the disk and try again.`,
    error,
  );
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
