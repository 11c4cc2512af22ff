/** The narrative: everything that is neither table nor title nor noise, as sections. */
import type { Section } from '../domain/report.js';
import type { TextRun } from '../domain/text-run.js';
import { foldRadicals } from '../text/fold-script.js';
import type { Heading } from './headings.js';
import { squeeze } from './label-text.js';
import { mendParagraphs } from './paragraphs.js';
import type { Paragraph } from './paragraphs.js';
import type { SourceLine } from './source-line.js';
import type { SourceItem } from './source-lines.js';

/** A section and the paragraphs that its text is made of. */
export interface NarrativePart {
  section: Section;
  paragraphs: Paragraph[];
}

/** Everything that is neither table nor title nor noise, parted at the headings. Each line goes into one section. */
export function narrative(
  items: readonly SourceItem[],
  headingAt: ReadonlyMap<number, Heading>,
  skipped: ReadonlySet<number>,
  wrap: number,
): NarrativePart[] {
  const parts: { heading: Heading | null; place: Section['place']; lines: SourceLine[] }[] = [
    { heading: null, place: null, lines: [] },
  ];
  items.forEach((item, index) => {
    const heading = headingAt.get(index);
    if (heading !== undefined) {
      if (index === heading.first) parts.push({ heading, place: item.place, lines: [] });
      return;
    }
    if (skipped.has(index)) return;
    const current = parts.at(-1);
    if (item.kind === 'line') {
      if (item.squeezed !== '') current?.lines.push(item);
    } else {
      current?.lines.push(...gridLines(item));
    }
  });
  return parts
    .map(({ heading, place, lines }) => {
      const paragraphs = mendParagraphs(lines, wrap);
      const text = paragraphs.map((paragraph) => paragraph.text).join('\n');
      const section: Section = {
        kind: heading === null ? 'PREAMBLE' : heading.kind,
        heading: heading?.text ?? null,
        text,
        place: place ?? lines[0]?.place ?? null,
        runs: joinRuns(paragraphs),
      };
      return { section, paragraphs };
    })
    .filter((part) => part.section.heading !== null || part.section.text !== '');
}

/** The runs of paragraphs joined by one character each. */
function joinRuns(paragraphs: readonly Paragraph[]): TextRun[] {
  let from = 0;
  return paragraphs.flatMap(({ text, runs }) => {
    const moved = runs.map((run) => ({ ...run, offset: from + run.offset }));
    from += text.length + 1;
    return moved;
  });
}

/** A table that is none of the three is narrative: its cells, one a paragraph. */
function gridLines(grid: SourceItem): SourceLine[] {
  if (grid.kind !== 'grid') return [];
  return grid.rows
    .flat()
    .filter((cell) => cell.origin && cell.text.trim() !== '')
    .map((cell) => ({
      kind: 'line',
      text: foldRadicals(cell.text),
      squeezed: squeeze(cell.text),
      place: cell.place,
      blankLinesBefore: 0,
      whole: true,
      heading: false,
    }));
}
