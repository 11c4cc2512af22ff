/** Headings of Markdown ("## 一、总体情况", "**一、总体情况**"): the signs are markup, not text. */
import { furtherRight } from '../../domain/place.js';
import type { Block, HeadingBlock, LineBlock, TableBlock } from '../document.js';

/** CommonMark 4.2: up to three blanks, one to six number signs, and a blank. */
const HEADING = /^( {0,3})(#{1,6})([ \t]+)(\S.*)$/u;
/** Blanks at the end, and the run of signs that closes a heading: no text. */
const BLANK_END = /(?<![ \t])[ \t]+$/u;
const CLOSING_SIGNS = /(?<=[ \t])#+$/u;
/** A whole line in bold; CommonMark 6.2. */
const BOLD_LINE = /^(\s*)(\*\*|__)(?=\S)((?:(?!\2).)+)\2\s*$/u;
/** A text is Markdown with this many headings. */
const FEWEST_HEADINGS = 2;

/** Headings become blocks of their own; a text with hardly any is no Markdown and stays as it is. */
export function markdownHeadings(blocks: readonly (LineBlock | TableBlock)[]): Block[] {
  const count = blocks.filter((block) => block.kind === 'line' && HEADING.test(block.text)).length;
  return blocks.map((block) => {
    if (block.kind !== 'line') return block;
    if (count >= FEWEST_HEADINGS) {
      const [, indent = '', signs = '', gap = '', text] = HEADING.exec(block.text) ?? [];
      if (text !== undefined)
        return headingOf(block, withoutEnd(text), indent.length + signs.length + gap.length, signs.length);
    }
    const [, indent = '', mark = '', text] = BOLD_LINE.exec(block.text) ?? [];
    return text === undefined ? block : shifted(block, text, indent.length + mark.length);
  });
}

function withoutEnd(text: string): string {
  return text.replace(BLANK_END, '').replace(CLOSING_SIGNS, '').replace(BLANK_END, '');
}

function headingOf(line: LineBlock, printed: string, offset: number, level: number): HeadingBlock {
  const bold = BOLD_LINE.exec(printed);
  const { text, place } = shifted(line, bold?.[3] ?? printed, offset + (bold === null ? 0 : 2));
  return { kind: 'heading', level, text, place };
}

function shifted(line: LineBlock, text: string, by: number): LineBlock {
  return { ...line, text, place: furtherRight(line.place, by) };
}
