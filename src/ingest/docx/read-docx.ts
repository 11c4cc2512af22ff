/** A Word document (.docx) to a document. */
import type { Document } from '../document.js';
import { numberParagraphs } from '../document.js';
import type { ZipMember } from '../zip/zip-archive.js';
import { BodyReader } from './body-reader.js';
import { DOCUMENT_SHAPE } from './document-shape.js';
import { NUMBERING_SHAPE, Numbering } from './numbering.js';
import { STYLES_SHAPE, Styles } from './styles.js';
import { WordPackage, damaged } from './word-package.js';

const MEDIA_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/**
 * Reads the text that the document shows: tracked changes accepted, hidden text, headers, footers, notes and the table
 * of contents left out, automatic numbers printed. {@link BodyReader} says what the places are.
 *
 * @param members the directory of the file
 * @throws SetAsideError where it is damaged or too large
 */
export async function readDocx(members: readonly ZipMember[]): Promise<Document> {
  const word = new WordPackage(members);
  const name = await word.documentName();
  const root = await word.part(name, DOCUMENT_SHAPE);
  if (root === undefined) throw damaged('its text is missing');
  const { styles, numbering } = await word.related(name, ['styles', 'numbering']);
  const reader = new BodyReader(
    new Styles(await word.referredPart(styles, STYLES_SHAPE)),
    new Numbering(await word.referredPart(numbering, NUMBERING_SHAPE)),
  );
  reader.read(root);
  return {
    mediaType: MEDIA_TYPE,
    encoding: null,
    // The file's own properties are often those of an older file that it was made from.
    metadata: {},
    blocks: numberParagraphs(reader.blocks),
  };
}
