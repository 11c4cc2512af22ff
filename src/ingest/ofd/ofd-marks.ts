/** What was put on an OFD document besides its pages: signatures and seals, which are counted, and annotations, whose text is no text of the report. */
import { SetAsideError } from '../../errors.js';
import type { OmittedText } from '../document.js';
import type { XmlElement } from '../docx/xml-tree.js';
import { child, childrenOf } from '../docx/xml-tree.js';
import type { OfdPackage } from './ofd-package.js';
import { locate } from './ofd-package.js';

/** Most annotations that are looked at: more are left out without being told. */
const MOST_ANNOTATIONS = 1000;
/** What an annotation is called that has no text. */
const KINDS: Readonly<Record<string, string>> = {
  Stamp: '印章',
  Watermark: '水印',
  Highlight: '突出显示',
  Path: '图形',
};

/**
 * How many signatures and seals a document bears.
 *
 * @param body its entry in the file
 */
export async function signatureCount(ofd: OfdPackage, body: XmlElement): Promise<number> {
  const location = child(body, 'ofd:Signatures')?.text.trim() ?? '';
  if (location === '') return 0;
  const list = await partOrNull(ofd, locate('OFD.xml', location));
  return list === null ? 0 : childrenOf(list, 'ofd:Signature').length;
}

/**
 * Text of a document's annotations, each with its page; an annotation without text is recognised by its kind, a link not at all.
 *
 * @param name of the document's part, and its root
 * @param pageIds of its pages, in order
 * @param before pages of the file before those of the document
 */
export async function annotationsOf(
  ofd: OfdPackage,
  { name, root }: { name: string; root: XmlElement },
  pageIds: readonly string[],
  before: number,
): Promise<OmittedText[]> {
  const location = child(root, 'ofd:Annotations')?.text.trim() ?? '';
  if (location === '') return [];
  const listName = locate(name, location);
  const list = await partOrNull(ofd, listName);
  const found: OmittedText[] = [];
  for (const entry of list === null ? [] : childrenOf(list, 'ofd:Page')) {
    const index = pageIds.indexOf(entry.attributes['PageID'] ?? '');
    const file = child(entry, 'ofd:FileLoc')?.text ?? '';
    const page = await partOrNull(ofd, locate(listName, file));
    for (const annotation of page === null ? [] : childrenOf(page, 'ofd:Annot')) {
      const text = textOf(annotation) || (KINDS[annotation.attributes['Type'] ?? ''] ?? '');
      if (text === '' || found.length === MOST_ANNOTATIONS) continue;
      found.push({ text, place: index < 0 ? {} : { page: before + index + 1 }, why: 'ANNOTATION' });
    }
  }
  return found;
}

/** What it shows, and what is remarked of it. */
function textOf(annotation: XmlElement): string {
  const texts = [
    child(annotation, 'ofd:Remark')?.text ?? '',
    ...shownBy(child(annotation, 'ofd:Appearance')),
  ];
  return texts
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .join(' ');
}

function shownBy(element: XmlElement | undefined): string[] {
  if (element === undefined) return [];
  return element.name === 'ofd:TextCode' ? [element.text] : element.children.flatMap(shownBy);
}

/** Null where a part is missing or damaged: no number is in it. */
async function partOrNull(ofd: OfdPackage, name: string): Promise<XmlElement | null> {
  try {
    return await ofd.part(name);
  } catch (error) {
    if (error instanceof SetAsideError && error.reason === 'damaged-file') return null;
    throw error;
  }
}
