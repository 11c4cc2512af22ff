/** The text that a paragraph shows. */
import type { Styles } from './styles.js';
import { child, childFlag, childValue } from './xml-tree.js';
import type { XmlElement } from './xml-tree.js';

/** What is in a paragraph. */
export interface InlineContent {
  /** Line breaks as "\n", tabs as "\t". */
  text: string;
  /** Contents of the text boxes that are anchored in it. */
  boxes: XmlElement[];
}

const CHARACTERS: Readonly<Record<string, string>> = {
  'w:tab': '\t',
  'w:ptab': '\t',
  'w:br': '\n',
  'w:cr': '\n',
  'w:noBreakHyphen': '-',
};

/** Adds the runs of a paragraph to `content`; hidden text is left out. */
export function readInline(content: InlineContent, paragraph: XmlElement, styles: Styles): void {
  const hidden = styles.get(childValue(child(paragraph, 'w:pPr'), 'w:pStyle')).hidden;
  addInline(content, paragraph, hidden, styles);
}

function addInline(content: InlineContent, parent: XmlElement, hidden: boolean, styles: Styles): void {
  for (const element of parent.children) {
    switch (element.name) {
      case 'w:t':
        content.text += shownText(element);
        break;
      case 'w:r':
        if (!isHidden(element, hidden, styles)) addInline(content, element, hidden, styles);
        break;
      case 'mc:AlternateContent':
        addInline(content, chosenBranch(element), hidden, styles);
        break;
      case 'w:txbxContent':
        content.boxes.push(element);
        break;
      default:
        content.text += CHARACTERS[element.name] ?? '';
    }
  }
}

/** White space at the ends counts only where the file says so, line ends never (ECMA-376, CT_Text). */
function shownText(element: XmlElement): string {
  const text = element.text.replace(/[\n\r\t]/gu, ' ');
  return element.attributes['xml:space'] === 'preserve' ? text : text.replace(/^ +|(?<! ) +$/gu, '');
}

function isHidden(run: XmlElement, paragraphHidden: boolean, styles: Styles): boolean {
  const properties = child(run, 'w:rPr');
  const byStyle = paragraphHidden || styles.get(childValue(properties, 'w:rStyle')).hidden;
  return childFlag(properties, 'w:vanish') ?? byStyle;
}

/** One branch of content that is there in several forms: the first that holds anything, so that nothing comes twice. */
export function chosenBranch(alternatives: XmlElement): XmlElement {
  return alternatives.children.find((branch) => branch.children.length > 0) ?? alternatives;
}
