/**
 * The official forms as data: what each edition prints, row by row. Everything that knows the form — the dictionary of cells,
 * the schema, the rules of arithmetic, the readers, the samples — is derived from it. The data lie beside this file: one
 * `form-EDITION.json` each, and `names.json` with what all editions share (English, other spellings).
 */
import type { CellUnit, FormEdition, SectionKindOfForm, FormTableName } from './words.js';

/** Another spelling of a label. */
export interface Alias {
  readonly text: string;
  /**
   * A rendering in which it is: `golden/…` a fixture of ours, anything else a path in the collection of real and made-up
   * reports; null where it is known from hearsay alone.
   */
  readonly seen: string | null;
}

/** A level of the group path of a row: a heading of the table, or the row whose parts (其中) follow. */
export interface FormGroup {
  /** As printed, e.g. `（三）`; null where none is. */
  readonly number: string | null;
  readonly label: string;
  /** Of a row that is the whole of its parts; null for a mere heading. */
  readonly rowKey: string | null;
}

/** A row of a table. */
export interface FormRow {
  readonly table: FormTableName;
  /** e.g. `applications.refused.stateSecret`. */
  readonly key: string;
  /** As printed, e.g. `1.`, `（一）`, `一、`; null where none is. */
  readonly number: string | null;
  /** Without number and remark. */
  readonly label: string;
  /** Printed behind the label, brackets included; null where there is none. */
  readonly remark: string | null;
  /** From the outermost inwards. */
  readonly groups: readonly FormGroup[];
  /** In the order of the form. */
  readonly columns: readonly FormColumn[];
  readonly aliases: readonly Alias[];
  /** Where the label itself was read; undefined for the editions of which the official text is known. */
  readonly seen?: string | null;
}

/** A column of a table. */
export interface FormColumn {
  /** e.g. `naturalPerson`. */
  readonly key: string;
  readonly label: string;
  /** The header over this and its neighbours, e.g. 法人或其他组织; null where there is none. */
  readonly under: string | null;
  readonly unit: CellUnit;
  /** Headers that are over it in the list tables; `YYYY` is a year. Empty elsewhere. */
  readonly printed: readonly string[];
  readonly aliases: readonly Alias[];
}

/** A part of a table with a header of its own, e.g. 第二十条第（一）项. */
export interface FormPart {
  /** The line over its columns; null where there is none. */
  readonly header: string | null;
  /** A note of the form beside the header; null where there is none. */
  readonly remark: string | null;
  /** The header over the labels, e.g. 信息内容; null where there is none. */
  readonly corner: string | null;
  readonly columns: readonly FormColumn[];
  readonly rows: readonly FormRow[];
}

/**
 * What must be equal: the sum of `left` and that of `right`. Along `COLUMNS` they are columns of each row, along `ROWS` rows in
 * each column. In a list table the parts are those that the table prints.
 */
export interface FormSum {
  /** Code of the rule. */
  readonly code: string;
  readonly along: 'COLUMNS' | 'ROWS';
  /** Keys of columns, or whole keys of rows. */
  readonly left: readonly string[];
  readonly right: readonly string[];
}

/**
 * `ROWS` a label and its numbers on each row · `ONE_ROW` the rows of the data are side by side as header groups over one row
 * of numbers · `LIST` label, unit and one or two numbers.
 */
export type TableLayout = 'ROWS' | 'ONE_ROW' | 'LIST';

/** A table of a form. */
export interface FormTable {
  readonly name: FormTableName;
  readonly title: string;
  /** Number of the section that holds it, e.g. `二`; null where it is at the end. */
  readonly section: string | null;
  readonly layout: TableLayout;
  readonly columns: readonly FormColumn[];
  readonly parts: readonly FormPart[];
  /** The rows of all parts. */
  readonly rows: readonly FormRow[];
  readonly sums: readonly FormSum[];
  /** Of a list table: words that its column of units prints. Empty elsewhere. */
  readonly units: readonly string[];
  /** Of a list table: headers over its labels and its units. Empty elsewhere. */
  readonly labelHeaders: readonly string[];
  readonly unitHeaders: readonly string[];
}

/** A section of the outline. */
export interface FormSection {
  readonly number: string;
  readonly heading: string;
  readonly kind: SectionKindOfForm;
}

/** An edition of the form. */
export interface Form {
  readonly edition: FormEdition;
  readonly name: { readonly zh: string; readonly en: string };
  /** The notice that prescribes it. */
  readonly source: string;
  readonly outline: readonly FormSection[];
  readonly tables: readonly FormTable[];
}
