/** Enums of statistic cells and findings. */
import type { CellBasis } from '../../domain/cell-basis.js';
import type { CellUnit, FormEdition, FormTableName } from '../../domain/cells.js';
import type { FindingCode, Outcome, Severity } from '../../domain/finding.js';
import type { CellState } from '../../domain/report.js';
import { registerEnumType } from 'type-graphql';
import { domainEnum } from './register-enum.js';

/** State of a cell. */
export const CellStateEnum = domainEnum<CellState>(
  'CellState',
  'What a report says in a cell. Only a reported cell has a value; a missing cell is never zero.',
  {
    REPORTED: 'A number is printed. Zero is printed zero and nothing else.',
    BLANK: 'The row is there, the cell is empty, “/” or “—”.',
    ABSENT: 'The report has no such row or table though its form has.',
    NOT_IN_FORM: 'The form of the report has no such cell.',
    UNREADABLE: 'Something is printed that is no number, or no evidence decides where it belongs.',
  },
);

/** The tables. */
export const TableEnum = domainEnum<FormTableName>('Table', 'The tables of the official forms.', {
  disclosure: '主动公开政府信息情况: proactive disclosure.',
  applications: '收到和处理政府信息公开申请情况: applications received and processed.',
  review: '政府信息公开行政复议、行政诉讼情况: reconsideration and litigation.',
  statistics: '政府信息公开情况统计表: the list tables of 2008–2018.',
});

/** Edition of the official form, named like the forms of a report. */
export const FormEditionEnum = {
  FORM_2014: '2014',
  FORM_2019: '2019',
  FORM_2021: '2021',
} as const satisfies Record<string, FormEdition>;
registerEnumType(FormEditionEnum, {
  name: 'FormEdition',
  description: 'Edition of the official form that lists a cell.',
  valuesConfig: {
    FORM_2014: { description: 'The list tables of 2008–2018, national and provincial.' },
    FORM_2019: { description: 'The form of 2019.' },
    FORM_2021: { description: 'The form of 2021.' },
  },
});

/** What decided where a number belongs. */
export const CellBasisEnum = domainEnum<CellBasis>('CellBasis', 'What decided where a number belongs.', {
  PRINTED: 'Its row prints every column, or its own field or header shows it.',
  SHIFTED: 'Its row has more fields than columns; its total or the other rows show where it begins.',
  ALIGNMENT: 'Its alignment with other rows or the header.',
  ORDER: 'Labels and numbers are printed apart; their order and number decide.',
  SUMS: 'Row and column totals decide, blanks as zero.',
  OCR: 'It was read from a picture, in its cell of a drawn table, twice alike.',
});

/** Unit that the form gives to a cell. */
export const CellUnitEnum = domainEnum<CellUnit>('CellUnit', 'What the number in a cell counts.', {
  count: 'A number of things, not negative.',
  signedCount: 'An increase or decrease; a decrease is negative.',
  tenThousandYuan: 'An amount in 万元 (10,000 yuan).',
  tenThousandYuanIfStated: 'An amount in 万元 where a unit is printed; else its unit is unknown.',
});

/** Unit of one amount as printed. */
export const AmountUnitEnum = domainEnum<'TEN_THOUSAND_YUAN' | 'UNKNOWN'>(
  'AmountUnit',
  'Unit of an amount in a report.',
  {
    TEN_THOUSAND_YUAN: '万元 (10,000 yuan).',
    UNKNOWN:
      'Neither the form nor the cell prints a unit: the number is kept as printed and stays out of every sum.',
  },
);

/** Outcome of an arithmetic rule. */
export const OutcomeEnum = domainEnum<Outcome>('Outcome', 'Outcome of an arithmetic rule (勾稽关系).', {
  HOLDS: 'The numbers agree.',
  FAILS: 'The numbers do not agree.',
  HOLDS_IF_BLANKS_ARE_ZERO: 'The numbers agree only if blank cells are taken for zero.',
  NOT_CHECKED: 'A number that the rule needs is missing.',
});

/** Severity of a finding. */
export const SeverityEnum = domainEnum<Severity>('Severity', 'How much a finding matters.', {
  ERROR: 'A number is wrong or lost.',
  WARNING: 'A reader should look.',
  NOTICE: 'Worth knowing.',
  INFO: 'A rule that holds, or a section of the form that the report leaves out.',
});

/** Code of a finding. */
export const FindingCodeEnum = domainEnum<FindingCode>(
  'FindingCode',
  'What the parser saw: how the source was read, or whether the numbers agree.',
  {
    'displaced-row': 'The values of a row stood in other columns than their own.',
    'placed-by-sums': 'Row and column totals decided where a value belongs.',
    'placed-by-alignment': 'The alignment of a value with the other rows decided its column.',
    'placed-by-order':
      'Labels and numbers of a table are printed apart; their order and number, and the totals, decided what belongs together.',
    'ambiguous-column': 'Nothing decides which column a value belongs to.',
    'blank-beside-full':
      'Rows are blank in a table that leaves no other cell blank: where the source has a cell merged over rows, some tools leave it empty.',
    'unreadable-cell': 'A cell holds something that is no number, or that cannot be placed.',
    'truncated-table': 'A table ends before its last row.',
    'unreadable-table':
      'Words of a table or of its rows are in the text, but their numbers could not be read.',
    'missing-table': 'A table of the form is not there.',
    'unknown-table': 'A table, or rows of one, are of no form that is known; they are kept as printed.',
    'missing-row': 'A row of the form is not there.',
    'missing-section': 'A section of the outline of the form is nowhere in a report that keeps the outline.',
    'duplicate-row': 'A row is printed twice.',
    'unknown-header': 'A header is in no form.',
    'label-corrected': 'A misprinted label was recognised.',
    'noise-removed': 'Text that belongs to the page or the scan, not to the report, was dropped.',
    'several-reports': 'The file holds more than one report.',
    joined: 'The report is joined of several files: a page with its attachment, or pictures of its pages.',
    converted: 'The file was converted by another program before it was read.',
    'signature-not-verified':
      'The file bears electronic signatures or seals; whose they are was not verified.',
    'organ-recognised':
      'The organ’s name was read from a picture, once: a character may be wrong or missing; the message names those that are not sure.',
    'macros-not-run': 'The file holds macros; none was run.',
    'mixed-form': 'The tables mix rows of both forms.',
    'unit-unknown': 'An amount has no printed unit.',
    'number-with-remark': 'A number has a remark in its cell.',
    'no-year': 'The report year is not printed.',
    'no-organ': 'The organ is not printed.',
    'no-title': 'There is no title.',
    'unknown-region': 'The region dictionary lacks a place.',
    'ambiguous-region': 'A place name fits several places.',
    'place-not-of-its-year':
      'A place name was that of a place in other years only, or the year is outside the tables.',
    'identity-uncertain': 'The region of the organ is not certain, so the file is a report of its own.',
    'revisions-differ': 'Two revisions of the report differ in some cells.',
    recognised:
      'The file is pictures: its text was read by OCR. The filter `{readByOcr: false}` leaves such reports out.',
    'unsure-recognition':
      'A number in a picture was not read twice alike, or not surely; the message names what it may be.',
    'page-not-read':
      'A page is a picture, or in fonts that do not say which letters they show, and the packages that read pictures are not installed or could not tell its letters: what is missing may be there.',
    'metadata-used': 'A fact was taken from the properties of the file, not from its text.',
    'row-total': 'A row’s 总计 against the sum of its six applicant columns.',
    'outcome-total': '（七）总计 against the sum of the outcomes of a column.',
    'intake-balance': '本年新收 + 上年结转 against （七）总计 + 结转下年度.',
    'review-total': 'A review block’s 总计 against the sum of its four results.',
    'other-outcome-rows-agree': 'The single row 其他处理 against its three sub-rows.',
    'carried-in-continues': '上年结转 against last year’s 结转下年度.',
    'in-force-continues': '现行有效 against last year’s, plus 制发, minus 废止.',
    'items-continue': '上一年项目数量 against last year’s, plus last year’s 本年增/减.',
    'list-total': 'A whole of a list table of 2008–2018 against its printed parts.',
    'prose-agrees': 'A number in the narrative against its cell.',
  },
);
