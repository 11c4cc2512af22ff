/** Pages without text among others, or whose letters their fonts do not tell: read by what they show, or told. */
import type { Document } from '../document.js';
import type { PageContent } from '../page/page-content.js';
import { pagesToBlocks } from '../page/pages-to-blocks.js';
import { LEAST_CHARACTERS, countLetters, isGarbled } from '../page/text-quality.js';
import { illegiblePages } from './illegible-pages.js';
import { OCR_COMMAND } from './ocr-runtime.js';

/** Recognises some pages, by index, of a file whose other pages are text; null where nothing can. */
export type RecogniseSome = (
  pages: readonly number[],
) => Promise<{ by: string; pages: readonly PageContent[] } | null>;

/** How the pages of a file can be read by what they show. */
export interface PageReading {
  recognise?: RecogniseSome | undefined;
  /** False where the letters of text are not drawn: pages whose fonts do not tell them are told. Default is `true`. */
  drawsText?: boolean;
}

/** Pages of a file with text as a document; those that are pictures, or whose fonts do not tell their letters, are recognised, or named where nothing can read them. */
export async function readBarePages(
  pages: readonly PageContent[],
  facts: Pick<Document, 'mediaType' | 'encoding' | 'metadata'>,
  { recognise, drawsText = true }: PageReading = {},
): Promise<Document> {
  const bare = pages.flatMap((page, index) =>
    isBare(page) || (drawsText && isGarbled(page)) ? [index] : [],
  );
  const untold = drawsText ? [] : pages.flatMap((page, index) => (isGarbled(page) ? [index] : []));
  const seen = bare.length === 0 ? null : await recognise?.(bare);
  if (seen === undefined || seen === null) {
    return {
      ...facts,
      ...unreadPages([...bare, ...untold], bare.length === 0 ? null : OCR_COMMAND),
      ...pagesToBlocks(pages),
    };
  }
  const pictures = new Map<number, PageContent>();
  bare.forEach((index, at) => {
    const [own, read] = [pages[index], seen.pages[at]];
    if (own === undefined || read === undefined) return;
    if (addsText(own, read)) pictures.set(index, read);
    else if (isGarbled(own)) untold.push(index);
  });
  const looked = new Map(bare.map((index, at) => [index, seen.pages[at]]));
  const illegible = illegiblePages(pages.map((page, index) => looked.get(index) ?? page)).unread?.pages ?? [];
  const unread = unreadPages(untold, null, illegible);
  if (pictures.size === 0) return { ...facts, ...unread, ...pagesToBlocks(pages) };
  return {
    ...facts,
    recognisedBy: seen.by,
    textIn: pages.flatMap((_, index) => (pictures.has(index) ? [] : [{ page: index + 1 }])),
    ...unread,
    ...pagesToBlocks(pages.map((page, index) => pictures.get(index) ?? page)),
  };
}

function isBare(page: PageContent): boolean {
  return page.pictured === true && countLetters(page) < LEAST_CHARACTERS;
}

/** A picture without text, as on a cover, adds nothing; letters that fonts do not tell stand for about as many that are seen. */
function addsText(own: PageContent, read: PageContent): boolean {
  const letters = countLetters(own);
  return countLetters(read) > (isGarbled(own) ? letters / 2 : 2 * letters + LEAST_CHARACTERS);
}

/** What a document says of pages that were not read; nothing where there are none. */
function unreadPages(
  indexes: readonly number[],
  command: string | null,
  illegible: NonNullable<Document['unread']>['pages'] = [],
): Pick<Document, 'unread'> {
  const others = indexes.map((index) => ({ page: index + 1 }));
  const known = new Set(illegible.map(({ page }) => page));
  const pages = [...illegible, ...others.filter(({ page }) => !known.has(page))].sort(
    (a, b) => (a.page ?? 0) - (b.page ?? 0),
  );
  return pages.length === 0 ? {} : { unread: { pages, command } };
}
