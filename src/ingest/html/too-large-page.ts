/** The one way in which a page is too much to read. */
import { SetAsideError } from '../../errors.js';

/** The error for a page with more than `limit` of something. */
export function tooLargePage(limit: number, what: 'elements' | 'lines'): SetAsideError {
  return new SetAsideError(
    'too-large',
    `The page has more than ${limit.toLocaleString('en-US')} ${what}, and no annual report is that long. If it holds many reports, split it into one file each; if it is damaged, fetch it again from where it was published.`,
  );
}
