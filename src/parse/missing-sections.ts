/** Sections that the official outline prescribes and a report of its form leaves out. */
import type { FormEdition } from '../domain/cells.js';
import type { Finding } from '../domain/finding.js';
import type { Form, Section, SectionKind } from '../domain/report.js';
import { formOf } from '../forms/forms.js';
import type { Cells } from './audit.js';
import { sectionKind } from './headings.js';
import { squeeze } from './label-text.js';
import { readingFinding } from './table-reading.js';

/** With fewer of its sections a text does not keep the outline at all. */
const FEWEST_SECTIONS = 3;
/** A preamble longer than this may be the overview. */
const LONGEST_PREAMBLE = 400;
/** A heading within a text: its number and what follows, to the next sign. */
const ENUMERATED =
  /(?:[一二三四五六七八九十]{1,2}、|\([一二三四五六七八九十]{1,2}\)|第[一二三四五六]部分)([^。,;:!?、]{2,24})/gu;
/** The list tables before 2019 came with outlines of the provinces' own. */
const EDITIONS: Partial<Record<Form, FormEdition>> = { FORM_2019: '2019', FORM_2021: '2021' };
const TABLE_OF: Partial<Record<SectionKind, string>> = {
  PROACTIVE_DISCLOSURE: 'disclosure.',
  APPLICATIONS: 'applications.',
  REVIEW_AND_LITIGATION: 'review.',
};
const IN_ENGLISH: Partial<Record<SectionKind, string>> = {
  OVERVIEW: 'overview',
  PROACTIVE_DISCLOSURE: 'proactive disclosure',
  APPLICATIONS: 'applications received and processed',
  REVIEW_AND_LITIGATION: 'reconsideration and litigation',
  PROBLEMS_AND_IMPROVEMENT: 'problems and improvement',
  OTHER_MATTERS: 'other matters',
};

/**
 * A finding for each section of the form's outline that stands nowhere: without a heading, without its table, and not begun in
 * the middle of a line. None where the text does not keep the outline.
 */
export function missingSections(form: Form, sections: readonly Section[], cells: Cells): Finding[] {
  const edition = EDITIONS[form];
  if (edition === undefined) return [];
  const { outline } = formOf(edition);
  const headed = sections.filter(({ heading }) => heading !== null);
  const kinds = new Set(headed.map(({ kind }) => kind));
  const preamble = sections.find(({ heading }) => heading === null)?.text ?? '';
  const lacking = outline.filter(
    ({ kind }) =>
      !kinds.has(kind) &&
      !standsInTable(kind, cells) &&
      (kind !== 'OVERVIEW' || preamble.length <= LONGEST_PREAMBLE),
  );
  if (lacking.length === 0 || outline.filter(({ kind }) => kinds.has(kind)).length < FEWEST_SECTIONS)
    return [];
  const begun = new Set(headed.flatMap(kindsBegun));
  return lacking
    .filter(({ kind }) => !begun.has(kind))
    .map(({ number, heading, kind }) =>
      readingFinding(
        'missing-section',
        'INFO',
        [],
        null,
        `没有“${number}、${heading}”一节`,
        `the form's section on ${IN_ENGLISH[kind] ?? kind} (“${heading}”) is not there`,
      ),
    );
}

/** Kinds of the sections that a section's own heading or text begins, as texts without line ends do. */
function kindsBegun({ heading, text }: Section): SectionKind[] {
  return [...squeeze(`${heading ?? ''}\n${text}`).matchAll(ENUMERATED)].map((match) =>
    sectionKind(match[1] ?? ''),
  );
}

/** True where any cell of the section's table is printed, or its words are. */
function standsInTable(kind: SectionKind, cells: Cells): boolean {
  const prefix = TABLE_OF[kind];
  return (
    prefix !== undefined &&
    Object.entries(cells).some(
      ([key, { state }]) => key.startsWith(prefix) && state !== 'ABSENT' && state !== 'NOT_IN_FORM',
    )
  );
}
