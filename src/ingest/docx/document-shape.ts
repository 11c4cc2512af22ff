/** Which parts of `word/document.xml` are read. */
import type { Treatment, TreeShape } from './xml-tree.js';

const KEPT = new Set(
  'p pPr pStyle numPr numId ilvl outlineLvl r rPr rStyle vanish t tab ptab br cr noBreakHyphen tbl tr trPr gridBefore gridAfter hidden tc tcPr gridSpan vMerge hMerge txbxContent'
    .split(' ')
    .map((name) => `w:${name}`)
    .concat('mc:AlternateContent', 'mc:Choice', 'mc:Fallback'),
);

/** Not shown, or not text: deleted and moved text, codes of fields, ruby, former and other properties. */
const SKIPPED = new Set(
  'del moveFrom delText instrText delInstrText rt sdtPr sectPr tblPr tblPrEx tblGrid tabs pPrChange rPrChange tcPrChange trPrChange'
    .split(' ')
    .map((name) => `w:${name}`),
);

/** Marks of tracked changes: within these properties, of the row or of the paragraph's end, they delete what they mark. */
const DELETION_MARKS = new Set(['w:del', 'w:moveFrom']);
const MARKED = new Set(['w:trPr', 'w:rPr']);

/**
 * The elements that {@link BodyReader} reads. All others (content controls, links, drawings, inserted text …) are
 * flattened: what they hold is in their place.
 */
export const DOCUMENT_SHAPE: TreeShape = {
  treat(name: string, parent: string): Treatment {
    if (DELETION_MARKS.has(name) && MARKED.has(parent)) return 'keep';
    return KEPT.has(name) ? 'keep' : SKIPPED.has(name) ? 'skip' : 'flatten';
  },
  textOf: new Set(['w:t']),
};
