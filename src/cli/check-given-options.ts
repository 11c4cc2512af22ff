/** `--title`, `--organ` and `--year`: what the user says of files that tell too little of themselves. */
import { isDynamicPattern } from 'tinyglobby';
import type { GivenHead } from '../domain/report.js';
import { OgiError } from '../errors.js';
import { checkGiven } from '../services/check-given.js';
import type { PrintedGiven } from '../services/check-given.js';

/**
 * What the options say. Organ or year alone may hold for many files; a title, or both, is that of one report.
 *
 * @throws OgiError `BAD_ARGUMENT` where one of them cannot be, or they would make one report of many files
 */
export function checkGivenOptions(paths: readonly string[], options: PrintedGiven): GivenHead | undefined {
  const given = checkGiven(options, { title: '--title', organ: '--organ', year: '--year' });
  if (given === undefined) return undefined;
  const isOfOne = given.title !== undefined || (given.organ !== undefined && given.year !== undefined);
  if (!isOfOne || (paths.length === 1 && !isDynamicPattern(paths[0] ?? ''))) return given;
  throw new OgiError('BAD_ARGUMENT', 'A title, or organ and year together, are those of one file.', {
    argument: given.title === undefined ? '--organ' : '--title',
    remedy: 'Name one file, or give for many files only what they share: the organ or the year.',
  });
}
