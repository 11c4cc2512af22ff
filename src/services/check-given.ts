/** What a person says of a file that tells too little of itself, checked. */
import type { GivenHead } from '../domain/report.js';
import { badArgument } from './check-input.js';

const LONGEST_TITLE = 200;
const LONGEST_ORGAN = 80;
/** OGI regulations are from 2007. */
const FIRST_YEAR = 2007;
const LAST_YEAR = 2100;

/** As options, columns or arguments have it; empty text counts as not given. */
export interface PrintedGiven {
  title?: string | null;
  organ?: string | null;
  year?: string | number | null;
}

/**
 * Title, organ and year as a person gives them; undefined where nothing is given.
 *
 * @param names what to call the three in messages
 * @throws OgiError `BAD_ARGUMENT` where the organ is no name, the title too long or the year none of a report
 */
export function checkGiven(
  printed: PrintedGiven,
  names: Readonly<Record<keyof PrintedGiven, string>> = { title: 'title', organ: 'organ', year: 'year' },
): GivenHead | undefined {
  const title = (printed.title ?? '').replace(/\s+/gu, '');
  const organ = (printed.organ ?? '').replace(/\s+/gu, '').normalize('NFKC');
  const year = String(printed.year ?? '').trim();
  if (title.length > LONGEST_TITLE) {
    throw badArgument(
      names.title,
      `${names.title} has more than ${LONGEST_TITLE} characters.`,
      'Give the title alone.',
    );
  }
  if (organ !== '' && (!/\p{Script=Han}/u.test(organ) || organ.length < 2 || organ.length > LONGEST_ORGAN)) {
    throw badArgument(
      names.organ,
      `${names.organ} is no name of an organ: ${organ.slice(0, 100)}.`,
      'Give its full Chinese name with its place, such as 云桥省青岚市统计局.',
    );
  }
  if (year !== '' && !(/^\d{4}$/u.test(year) && Number(year) >= FIRST_YEAR && Number(year) <= LAST_YEAR)) {
    throw badArgument(
      names.year,
      `${names.year} is no year of a report: ${year.slice(0, 100)}.`,
      `Give the year reported on, ${FIRST_YEAR} or later, in four digits.`,
    );
  }
  if (title === '' && organ === '' && year === '') return undefined;
  return {
    ...(title === '' ? {} : { title }),
    ...(organ === '' ? {} : { organ }),
    ...(year === '' ? {} : { year: Number(year) }),
  };
}
