/** Pages that were recognised without their letters being told: upside down, too small, or in no script that the models know. */
import type { Document } from '../document.js';
import type { PageContent } from '../page/page-content.js';
import { countLetters } from '../page/text-quality.js';

/** Letters of pages that are read well have a mean probability of 0.98 and more, those of pages on their side 0.2 to 0.5. */
const LEAST_LEGIBILITY = 0.75;
/** A page with fewer is a cover, or blank but for its number. */
const FEWEST_LETTERS = 12;

/** What a document says of such pages; nothing where there are none. */
export function illegiblePages(pages: readonly PageContent[]): Pick<Document, 'unread'> {
  const found = pages.flatMap((page, index) => {
    const { legibility = 1, part } = page;
    if (legibility >= LEAST_LEGIBILITY || countLetters(page) < FEWEST_LETTERS) return [];
    return [part === undefined ? { page: index + 1 } : { part }];
  });
  return found.length === 0 ? {} : { unread: { pages: found, command: null } };
}
