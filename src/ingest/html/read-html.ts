/** A web page to a document. */
import type { Document } from '../document.js';
import { numberParagraphs } from '../document.js';
import { findReport } from './find-report.js';
import { savedFrom } from './saved-from.js';
import { pageBlocks } from './page-blocks.js';
import { isPageOfPdf } from './page-of-pdf.js';
import { labelledValues, pageMetadata } from './page-metadata.js';
import { parsePage } from './page-tree.js';

/**
 * Reads a saved page of a site, or a bare part of one. The site's chrome is left out; tables that hold data become
 * grids with their spans expanded, those that lay out the page are read through.
 *
 * Cells have their place by table (the ordinal of the table element in the page), row and column of the grid; all
 * other text by its paragraph, counted in the report's part of the page.
 *
 * @param encoding name of the encoding that the page was decoded from
 * @throws SetAsideError `too-large` for a page with too many elements.
 */
export function readHtml(text: string, encoding: string): Document {
  const page = parsePage(text.replace(/\r\n?/gu, '\n'));
  const blocks = pageBlocks(page.root, page.source, isPageOfPdf(page));
  const url = savedFrom(text) ?? page.canonical ?? undefined;
  return {
    mediaType: 'text/html',
    encoding,
    metadata: { ...pageMetadata(page, labelledValues(blocks)), ...(url === undefined ? {} : { url }) },
    ...(page.unshown.trim() === '' ? {} : { unshown: page.unshown }),
    blocks: numberParagraphs(findReport(blocks).map(({ block }) => block)),
  };
}
