/** Enums of a search. */
import type {
  FacetField,
  Highlight,
  QueryHintCode,
  SearchField,
  Sort,
  SortField,
  TextFilter,
} from '../../domain/query.js';
import { reportFieldTexts } from './report.enum.js';
import { domainEnum } from './register-enum.js';

/** Where to search. */
export const SearchFieldEnum = domainEnum<SearchField>(
  'SearchField',
  'Where to search for the words of a query.',
  {
    TITLE: 'The title of the report (标题).',
    TEXT: 'The text of its sections (正文).',
    HEADINGS:
      'The headings of its sections. Nearly every heading of the form names 行政诉讼, so they are searched on request only.',
  },
);

/** Which text counts. */
export const TextFilterEnum = domainEnum<TextFilter>('TextFilter', 'Which text of the sections counts.', {
  DEFAULT: 'All of it (全文).',
  OWN_WORDS:
    "Sentences that no other organ has, nor the organ's report of the year before, numbers and own names left out (自有文字). A phrase must be within one; titles and headings are not looked at.",
});

/** What to sort by. */
export const SortFieldEnum = domainEnum<SortField>('SortField', 'What to sort by.', {
  RELEVANCE: 'How well a report fits the query.',
  YEAR: 'Report year.',
  ORGAN: 'Name of the organ, by code point.',
  CELL: 'Value of one cell.',
  DERIVED: 'One derived value (派生指标).',
  IMPORTED_AT: 'When the file was imported (导入时间).',
  PUBLISHED_ON: 'Date of the report (发布日期); a month or year counts as its first day.',
});

/** Direction of a sort. */
export const SortDirectionEnum = domainEnum<Sort['direction']>(
  'SortDirection',
  'Direction of a sort. Reports without the value come last in both.',
  {
    ASC: 'Smallest first.',
    DESC: 'Largest, latest or most relevant first.',
  },
);

/** What to count by. */
export const FacetFieldEnum = domainEnum<FacetField>('FacetField', 'What to count reports by.', {
  year: 'Report year.',
  province: 'Province (省).',
  city: 'City (市).',
  county: 'County or district (县、区).',
  township: 'Township or subdistrict (乡镇、街道).',
  provinceToday: 'Province of today (省，按现行区划).',
  cityToday: 'City of today (市，按现行区划).',
  countyToday: 'County of today (县、区，按现行区划): one that was divided has none.',
  townshipToday: 'Township within the county of today (乡镇、街道，按现行区划).',
  organ: 'Organ (机关).',
  ...reportFieldTexts,
  sectionKind: 'Kinds of section that a report has.',
  finding: 'Codes of its findings, without rules that hold.',
});

/** Where a highlighted passage is. */
export const HighlightFieldEnum = domainEnum<Highlight['field']>(
  'HighlightField',
  'Where a highlighted passage is.',
  {
    TITLE: 'In the title.',
    SECTION: 'In the text of a section.',
    HEADING: 'In the heading of a section.',
  },
);

/** Operators that people type. */
export const QueryHintCodeEnum = domainEnum<QueryHintCode>(
  'QueryHintCode',
  'An operator of other search engines that is text here.',
  {
    AND_WORD: 'AND, &&: blanks mean AND already.',
    NOT_WORD: 'NOT, !: a minus right before a word excludes it.',
    OR_WORD: 'or, ||: only OR in capitals is an operator.',
    NEAR: 'NEAR, NEAR/3, ~: there is no search by nearness.',
    WILDCARD: '* or ? in a word: parts of words are found anyway.',
    REQUIRED: 'A plus before a word: every word must match anyway.',
    FIELD: 'title:, site: and others: fields are filters.',
  },
);
