/** Which file a saved page attaches. Names and links alone; what is in the files is judged afterwards. */
import { posix } from 'node:path';
import type { PageLinks } from '../../ingest/html/page-links.js';

/** A page and the one file that is its attachment by link or name; more than one, or several pages for one file, are ambiguous. */
export interface AttachmentMatches {
  /** Path of the page → path of the attachment. */
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

/** Files that may be attachments, as pages look for them. */
interface Attachments {
  /** By their own paths. */
  byPath: ReadonlyMap<string, string>;
  /** Paths by folded name, for each folder. */
  byFolder: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/**
 * Matches them. A link finds the very file that its address names, in whatever folder; a name finds files of the page's own folder alone.
 *
 * @param files paths of the files that may be attachments, `/` between folders, all from one folder on: a link that leads above it finds none
 * @param pages what each page says of other files, by its path
 */
export function matchAttachments(
  files: readonly string[],
  pages: ReadonlyMap<string, PageLinks>,
): AttachmentMatches {
  const attachments = attachmentsOf(files);
  const candidates = [...pages].map(([page, links]) => ({
    page,
    files: candidatesOf(page, links, attachments),
  }));
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

function attachmentsOf(files: readonly string[]): Attachments {
  const byFolder = new Map<string, Map<string, string>>();
  for (const path of files) {
    const folder = posix.dirname(path);
    const names = byFolder.get(folder) ?? new Map<string, string>();
    names.set(folded(posix.basename(path)), path);
    byFolder.set(folder, names);
  }
  return { byPath: new Map(files.map((path) => [path.normalize('NFC'), path])), byFolder };
}

/** The files that a page links to; where it links to no file at all, those beside it that bear its name or its title. */
function candidatesOf(
  page: string,
  { titles, documents }: PageLinks,
  { byPath, byFolder }: Attachments,
): string[] {
  const folder = posix.dirname(page);
  const beside = byFolder.get(folder) ?? new Map<string, string>();
  const linked = new Set<string>();
  for (const { name, path, text } of documents) {
    const named = path === null ? undefined : byPath.get(posix.join(folder, path).normalize('NFC'));
    const found = named ?? beside.get(folded(name)) ?? beside.get(folded(withoutLabel(text)));
    if (found !== undefined) linked.add(found);
  }
  if (documents.length > 0) return [...linked];
  const stems = new Set([stemOf(page), ...titles.flatMap(titleStems)]);
  return [...beside.values()].filter((path) => stems.has(stemOf(path)));
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
