/** An organ's name that was read from a picture: once, as words are, so that a rare character may be wrong or lost. It is always told. */
import type { Finding } from '../domain/finding.js';
import type { GivenHead, Place, Report } from '../domain/report.js';
import type { Document } from '../ingest/document.js';
import { isReadAsText } from './recognition.js';
import { readingFinding } from './table-reading.js';

/** A title may go on over so many lines. */
const LINES_OF_TITLE = 3;

/**
 * What is to be told of the name.
 *
 * @param facts what was read of the report's head, and what was given of it
 * @param title where its title begins; null where it is from elsewhere
 */
export function organRecognised(
  document: Document,
  { head, given }: { head: Pick<Report, 'organ'>; given: GivenHead },
  title: Place | null,
): Finding[] {
  if (head.organ === null || given.organ !== undefined || isReadAsText(document, title)) return [];
  const organ = head.organ.name;
  const unsure = unsureLetters(document, organ, title);
  const quoted = unsure.map((letter) => `“${letter}”`);
  return [
    readingFinding(
      'organ-recognised',
      unsure.length > 0 ? 'WARNING' : 'NOTICE',
      [],
      title,
      `机关名称“${organ}”由图片识读一次，可能有错字或漏字${unsure.length > 0 ? `，其中${quoted.join('、')}不确定` : ''}；请与原件核对，必要时以 --organ 给出`,
      `the organ’s name “${organ}” was read from a picture, once: a character may be wrong or missing${unsure.length > 0 ? `, and ${quoted.join(', ')} ${unsure.length > 1 ? 'are' : 'is'} not sure` : ''}. Compare it with the original, and give it with --organ if need be`,
    ),
  ];
}

/** The letters of the name of which the reader of its title was not sure. */
function unsureLetters({ blocks }: Document, organ: string, title: Place | null): string[] {
  const first = title?.line;
  if (first === undefined) return [];
  const letters = blocks.flatMap((block) => {
    if (block.kind !== 'line' || block.place.page !== title?.page || block.place.part !== title?.part)
      return [];
    const line = block.place.line ?? 0;
    return line >= first && line < first + LINES_OF_TITLE ? [...(block.unsure ?? '')] : [];
  });
  return [...new Set(letters)].filter((letter) => organ.includes(letter));
}
