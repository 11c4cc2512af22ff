/** Where files come from: addresses and days, checked. */
import type { SourceOrigin } from '../store/sources.js';
import { badArgument } from './check-input.js';

/** How many characters an address may have. */
export const MAX_URL_LENGTH = 2048;

/** An address as a file names it; null unless it is one of the web that can be shown to everybody. */
export function webAddress(text: string | undefined): string | null {
  const printed = text?.trim() ?? '';
  if (printed === '' || printed.length > MAX_URL_LENGTH || !URL.canParse(printed)) return null;
  const url = new URL(printed);
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
  return isWeb && url.username === '' && url.password === '' ? url.href : null;
}

/** `2024-01-31`, or with a time and its zone. */
const DAY_OR_INSTANT = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2}))?$/u;

/**
 * An origin as a person gives it; empty text counts as not given.
 *
 * @param names what to call the two in messages
 * @throws OgiError `BAD_ARGUMENT` where the address is none of the web, or the day none of the calendar.
 */
export function checkOrigin(
  given: { url?: string | null; retrievedAt?: string | null },
  names: { url: string; retrievedAt: string } = { url: 'sourceUrl', retrievedAt: 'retrievedAt' },
): SourceOrigin {
  const printed = { url: given.url?.trim() ?? '', retrievedAt: given.retrievedAt?.trim() ?? '' };
  const url = webAddress(printed.url);
  if (printed.url !== '' && url === null) {
    throw badArgument(
      names.url,
      `${names.url} is no address of the web: ${printed.url.slice(0, 100)}.`,
      `Give an address that begins with http:// or https://, of at most ${MAX_URL_LENGTH} characters and without a password.`,
    );
  }
  const day = printed.retrievedAt;
  if (day !== '' && !isDayOrInstant(day)) {
    throw badArgument(
      names.retrievedAt,
      `${names.retrievedAt} is no date: ${day.slice(0, 100)}.`,
      'Give it as 2024-01-31 or 2024-01-31T08:00:00Z.',
    );
  }
  return { url, retrievedAt: day === '' ? null : day };
}

/** Whether a text is a day of the calendar, or an instant with its zone. */
export function isDayOrInstant(text: string): boolean {
  if (!DAY_OR_INSTANT.test(text) || Number.isNaN(Date.parse(text))) return false;
  // 2024-02-30 is parsed as the first of March.
  const day = text.slice(0, 10);
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}
