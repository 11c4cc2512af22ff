/** Lists that users give as CSV. Excel saves them in GB 18030 on a Chinese Windows: encodings are told as those of reports are. */
import { parse } from 'csv-parse/sync';
import { OgiError } from '../errors.js';
import { decodeText } from '../ingest/decode-text.js';

/** One line below the header. */
export interface CsvLine {
  /** By the names of the header. */
  record: Record<string, string>;
  /** From 1, the header among them. */
  line: number;
}

/** A list that cannot be taken as it is. */
export function badList(argument: string, message: string, remedy: string): OgiError {
  return new OgiError('BAD_ARGUMENT', message, { argument, remedy });
}

/**
 * Reads a list with a header; empty lines are left out, and a line may be shorter or longer than the header.
 *
 * @param header checks the names of the columns, trimmed, and gives those to read them by
 * @param argument what the list was given as, for errors
 * @throws OgiError `BAD_ARGUMENT`
 */
export function readCsvList(
  bytes: Uint8Array,
  header: (names: string[]) => string[],
  argument: string,
): CsvLine[] {
  try {
    const rows: { record: Record<string, string>; info: { lines: number } }[] = parse(
      decodeText(bytes).text,
      {
        bom: true,
        columns: (names: string[]) => header(names.map((name) => name.trim())),
        info: true,
        skip_empty_lines: true,
        relax_column_count: true,
      },
    );
    return rows.map(({ record, info }) => ({ record, line: info.lines }));
  } catch (error) {
    if (error instanceof OgiError) throw error;
    throw badList(
      argument,
      error instanceof Error ? error.message : String(error),
      'Save it again as CSV in UTF-8.',
    );
  }
}
