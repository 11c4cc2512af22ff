/** Paragraph and character styles, as far as they decide what is text and what a heading. */
import { child, childFlag, childNumber, childValue, childrenOf } from './xml-tree.js';
import type { TreeShape, XmlElement } from './xml-tree.js';

/** A reference to automatic numbering; each part is inherited on its own. */
export interface NumberingReference {
  /** Id of the list; 0 takes inherited numbering away. */
  numId?: number;
  /** Level, from 0. */
  level?: number;
}

/** What a style says itself or inherits. */
export interface Style extends NumberingReference {
  /** Lower case. */
  name: string;
  /** Level of heading, 1–9; null for body text. */
  headingLevel: number | null;
  /** True where text in this style is not shown. */
  hidden: boolean;
}

const NO_STYLE: Style = Object.freeze({ name: '', headingLevel: null, hidden: false });
/** Styles inherit from one another; a longer chain is a circle or nonsense. */
const LONGEST_CHAIN = 20;
/** Value of `w:outlineLvl` for body text; 0–8 are headings. */
const BODY_LEVEL = 9;
const HEADING_NAME = /^(?:heading|标题) ?([1-9])$/u;

/** The whole of `word/styles.xml` is small enough to keep. */
export const STYLES_SHAPE: TreeShape = { treat: () => 'keep', textOf: new Set() };

/** The styles of a document. */
export class Styles {
  readonly #elements = new Map<string, XmlElement>();
  readonly #read = new Map<string, Style>();

  /** @param root tree of `word/styles.xml`; undefined where the document has no styles */
  constructor(root?: XmlElement) {
    for (const style of childrenOf(child(root, 'w:styles'), 'w:style')) {
      const id = style.attributes['w:styleId'];
      if (id !== undefined) this.#elements.set(id, style);
    }
  }

  /** The style of an id, with what it inherits; one that says nothing where there is none. */
  get(id: string | undefined): Style {
    return id === undefined ? NO_STYLE : this.#resolve(id, LONGEST_CHAIN);
  }

  #resolve(id: string, chain: number): Style {
    const known = this.#read.get(id);
    if (known !== undefined) return known;
    const element = this.#elements.get(id);
    if (element === undefined || chain === 0) return NO_STYLE;
    const parent = childValue(element, 'w:basedOn');
    const style = readStyle(element, parent === undefined ? NO_STYLE : this.#resolve(parent, chain - 1));
    this.#read.set(id, style);
    return style;
  }
}

function readStyle(element: XmlElement, inherited: Style): Style {
  const name = childValue(element, 'w:name')?.trim().toLowerCase() ?? '';
  const paragraph = child(element, 'w:pPr');
  const named = HEADING_NAME.exec(name)?.[1];
  return {
    name,
    headingLevel: headingLevel(paragraph) ?? (named === undefined ? inherited.headingLevel : Number(named)),
    hidden: childFlag(child(element, 'w:rPr'), 'w:vanish') ?? inherited.hidden,
    ...joinNumbering(inherited, numberingReference(paragraph)),
  };
}

/** The level that paragraph properties state: 1–9, null where they state body text, undefined where nothing. */
export function headingLevel(properties: XmlElement | undefined): number | null | undefined {
  const level = childNumber(properties, 'w:outlineLvl');
  return level === undefined ? undefined : level < BODY_LEVEL ? level + 1 : null;
}

/** The numbering that paragraph properties state. */
export function numberingReference(properties: XmlElement | undefined): NumberingReference {
  const numbering = child(properties, 'w:numPr');
  const numId = childNumber(numbering, 'w:numId');
  const level = childNumber(numbering, 'w:ilvl');
  return { ...(numId === undefined ? {} : { numId }), ...(level === undefined ? {} : { level }) };
}

/** What `own` states, and what it leaves open as inherited. */
export function joinNumbering(inherited: NumberingReference, own: NumberingReference): NumberingReference {
  const numId = own.numId ?? inherited.numId;
  const level = own.level ?? inherited.level;
  return { ...(numId === undefined ? {} : { numId }), ...(level === undefined ? {} : { level }) };
}
