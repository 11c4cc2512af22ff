/** Which file of a folder a saved page of the same folder attaches. Names alone; what is in the files is judged afterwards. */
import { posix } from 'node:path';
import type { PageLinks } from '../../ingest/html/page-links.js';

/** A page and the one file that is its attachment by name; more than one, or several pages for one file, are ambiguous. */
export interface AttachmentMatches {
  /** Name of the page → name of the attachment. */
  pairs: Map<string, string>;
  /** Pages of which it cannot be told which file they attach, with the files it may be. */
  ambiguous: { page: string; files: string[] }[];
}

const ATTACHMENT = /\.(?:docx?|wps|rtf|odt|fodt|pdf|ofd|xlsx?|xlsm|et|ods|fods|jpe?g|png|tiff?)$/iu;
const PAGE = /\.(?:html?|shtml|xhtml|mhtml?)$/iu;

/** True for the name of a page. */
export function isPageName(name: string): boolean {
  return PAGE.test(name);
}

/** True for the name of a file that a page may attach. */
export function isAttachmentName(name: string): boolean {
  return ATTACHMENT.test(name);
}

/**
 * Matches them.
 *
 * @param files names of the folder's files that may be attachments
 * @param pages what each page says of other files, by its name
 */
export function matchAttachments(
  files: readonly string[],
  pages: ReadonlyMap<string, PageLinks>,
): AttachmentMatches {
  const byName = new Map(files.map((name) => [folded(name), name]));
  const candidates = [...pages].map(([page, links]) => ({ page, files: candidatesOf(page, links, byName) }));
  const claims = new Map<string, number>();
  for (const { files: own } of candidates)
    for (const file of own) claims.set(file, (claims.get(file) ?? 0) + 1);
  const pairs = new Map<string, string>();
  const ambiguous: AttachmentMatches['ambiguous'] = [];
  for (const { page, files: own } of candidates) {
    const [file] = own;
    if (file === undefined) continue;
    if (own.length === 1 && claims.get(file) === 1) pairs.set(page, file);
    else ambiguous.push({ page, files: own });
  }
  return { pairs, ambiguous };
}

/** The files that a page links to; where it links to no file at all, those that bear its name or its title. */
function candidatesOf(
  page: string,
  { titles, documents }: PageLinks,
  byName: ReadonlyMap<string, string>,
): string[] {
  const linked = new Set<string>();
  for (const { name, text } of documents) {
    const found = byName.get(folded(name)) ?? byName.get(folded(withoutLabel(text)));
    if (found !== undefined) linked.add(found);
  }
  if (documents.length > 0) return [...linked];
  const stems = new Set([stemOf(page), ...titles.flatMap(titleStems)]);
  return [...byName.values()].filter((name) => stems.has(stemOf(name)));
}

/** A title element often ends with the name of the site: “…年度报告_某县人民政府”. */
function titleStems(title: string): string[] {
  return [title, title.split(/[_|｜]|\s[-–—]+\s/u)[0] ?? ''].map(folded).filter((stem) => stem !== '');
}

/** “附件1：NAME.doc” names NAME.doc. */
function withoutLabel(text: string): string {
  return text.replace(/^附件\s*[\d一二三四五六七八九十]*\s*[:：.、]?\s*/u, '');
}

function stemOf(name: string): string {
  return folded(posix.basename(name, posix.extname(name)));
}

function folded(name: string): string {
  return name.normalize('NFKC').replace(/\s+/gu, '').toLowerCase();
}
