/** Pages without text among others: read by what they show, or told. */
import type { Document } from '../document.js';
import type { PageContent } from '../page/page-content.js';
import { pagesToBlocks } from '../page/pages-to-blocks.js';
import { LEAST_CHARACTERS, countLetters } from '../page/text-quality.js';
import { illegiblePages } from './illegible-pages.js';
import { OCR_COMMAND } from './ocr-runtime.js';

/** Recognises some pages, by index, of a file whose other pages are text; null where nothing can. */
export type RecogniseSome = (
  pages: readonly number[],
) => Promise<{ by: string; pages: readonly PageContent[] } | null>;

/** Pages of a file with text as a document; those that are pictures are recognised, or named where nothing can read them. */
export async function readBarePages(
  pages: readonly PageContent[],
  facts: Pick<Document, 'mediaType' | 'encoding' | 'metadata'>,
  recognise?: RecogniseSome,
): Promise<Document> {
  const bare = pages.flatMap((page, index) =>
    page.pictured === true && countLetters(page) < LEAST_CHARACTERS ? [index] : [],
  );
  const seen = bare.length === 0 ? null : await recognise?.(bare);
  if (seen === undefined || seen === null) {
    const unread = { pages: bare.map((index) => ({ page: index + 1 })), command: OCR_COMMAND };
    return { ...facts, ...(bare.length === 0 ? {} : { unread }), ...pagesToBlocks(pages) };
  }
  const pictures = new Map<number, PageContent>();
  const looked = new Map(bare.map((index, at) => [index, seen.pages[at]]));
  const illegible = illegiblePages(pages.map((page, index) => looked.get(index) ?? page));
  bare.forEach((index, at) => {
    const [own, read] = [pages[index], seen.pages[at]];
    // A picture without text, as on a cover, adds nothing.
    if (own === undefined || read === undefined) return;
    if (countLetters(read) > 2 * countLetters(own) + LEAST_CHARACTERS) pictures.set(index, read);
  });
  if (pictures.size === 0) return { ...facts, ...illegible, ...pagesToBlocks(pages) };
  return {
    ...facts,
    recognisedBy: seen.by,
    textIn: pages.flatMap((_, index) => (pictures.has(index) ? [] : [{ page: index + 1 }])),
    ...illegible,
    ...pagesToBlocks(pages.map((page, index) => pictures.get(index) ?? page)),
  };
}
