/** What both libraries that read PDFs give. */
import type { PageContent } from '../page/page-content.js';

/** Most pages that are read. The longest report known has under 60. */
export const MAX_PAGES = 500;

/** A scanned page is its picture: this part of it at least. */
export const LEAST_PICTURED = 0.5;

/** What a PDF holds. */
export interface PdfContent {
  /** From its properties; null where it has none. */
  title: string | null;
  pages: PageContent[];
}
