/** Headings and commands of LaTeX around the text, as recognisers and converters write them: `\section*{一、总体情况}`. */
import { furtherRight } from '../../domain/place.js';
import type { LineBlock } from '../document.js';

/** A line that is a title, a heading or a line set off. */
const HEADING =
  /^(\\(?:title|chapter|(?:sub){0,2}section|paragraph|centerline|textbf|date)\*?\{(?:\\(?:textbf\{|(?:Large|large|bf|centering) ))?)([^{}\\]*)\}{1,2}(?:\\\\)?$/u;
/** A line of commands alone. */
const COMMANDS =
  /^\s*\\(?:maketitle|centering|newpage|clearpage|noindent|(?:begin|end)\{(?:document|center|flushright|flushleft|abstract)\}|(?:documentclass|usepackage)(?:\[[^\]]*\])?\{[^{}]*\}|author\{[^{}]*\}|date\{\})\s*$/u;

/** The lines with what their headings print, without those of commands; a text without headings of LaTeX stays as it is. */
export function latexLines(lines: readonly LineBlock[]): readonly LineBlock[] {
  if (!lines.some(({ text }) => text.includes('\\') && HEADING.test(text.trim()))) return lines;
  return lines.flatMap((line) => {
    if (COMMANDS.test(line.text)) return [];
    const [, before = '', text] = HEADING.exec(line.text.trim()) ?? [];
    if (text === undefined) return [line];
    return [
      {
        ...line,
        text,
        place: furtherRight(line.place, line.text.indexOf('\\') + before.length),
      },
    ];
  });
}
