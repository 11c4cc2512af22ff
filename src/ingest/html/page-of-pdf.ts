/** Pages that Apache's tools write of a PDF: a line of the PDF is a line of the source, where other pages set a blank. */
import type { Page, PageElement } from './page-tree.js';
import { isText } from './page-tree.js';

/** What Tika says of a PDF, and of no other file. */
const TIKA_NAMES = ['xmptpg:npages', 'pdf:pdfversion'];
/** How PDFBox begins each page. */
const PDFBOX_PAGE = /^page-break-before:\s*always;\s*page-break-after:\s*always;?$/u;

/** True for a page that Tika or PDFBox wrote of a PDF. */
export function isPageOfPdf({ metas, root }: Page): boolean {
  if (TIKA_NAMES.some((name) => metas.has(name))) return true;
  const parts = elementsIn(bodyOf(root));
  return parts.length > 0 && parts.every((part) => PDFBOX_PAGE.test(part.attributes.get('style') ?? ''));
}

function bodyOf(root: PageElement): PageElement {
  const html = elementsIn(root).find(({ tag }) => tag === 'html') ?? root;
  return elementsIn(html).find(({ tag }) => tag === 'body') ?? html;
}

function elementsIn({ children }: PageElement): PageElement[] {
  return children.filter((child): child is PageElement => !isText(child));
}
