/** The list of where files come from: `ogi ingest --sources FILE.csv`. */
import { readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { OgiError } from '../errors.js';
import type { ImportInput } from '../services/import-reports.js';
import { checkOrigin } from '../services/source-origin.js';
import type { SourceOrigin } from '../store/port.js';

/** The columns; `retrievedAt` may be left out. */
const COLUMNS = ['file', 'url', 'retrievedAt'] as const;

/** What a list says of one file. */
export interface ListedSource {
  /** As the list has it: a path beside the list, or the name of a file. */
  file: string;
  /** Line of the list, from 1. */
  line: number;
  origin: SourceOrigin;
}

/** A list of sources, and which of its lines met a file so far. */
export class SourceList {
  readonly #byPath = new Map<string, ListedSource>();
  readonly #byName = new Map<string, ListedSource | null>();
  readonly #met = new Set<ListedSource>();
  readonly #all: readonly ListedSource[];

  /** @param folder that relative paths begin in */
  constructor(sources: readonly ListedSource[], folder: string) {
    this.#all = sources;
    for (const source of sources) {
      this.#byPath.set(resolve(folder, source.file), source);
      const name = basename(source.file);
      // A name that stands twice is no name of one file.
      this.#byName.set(name, this.#byName.has(name) ? null : source);
    }
  }

  /** The origin of an input: by its path, else by its name where only one line has it. */
  originOf({ path, fileName }: Pick<ImportInput, 'path' | 'fileName'>): SourceOrigin | undefined {
    const found = this.#byPath.get(resolve(path)) ?? this.#byName.get(basename(fileName)) ?? undefined;
    if (found !== undefined) this.#met.add(found);
    return found?.origin;
  }

  /** The lines that met no file. */
  unmet(): ListedSource[] {
    return this.#all.filter((source) => !this.#met.has(source));
  }
}

/**
 * Reads a list: CSV with a header of `file`, `url` and `retrievedAt`, in UTF-8.
 *
 * @throws OgiError `BAD_CONFIGURATION` where it cannot be read, and `BAD_ARGUMENT` naming line and column of what is wrong in it.
 */
export async function readSourceList(path: string): Promise<SourceList> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw new OgiError('BAD_CONFIGURATION', `The list ${path} cannot be read.`, {
      argument: '--sources',
      remedy: 'Give a CSV file with the columns file,url,retrievedAt.',
      cause,
    });
  }
  return new SourceList(parseSources(text), dirname(path));
}

/** The lines of a list; one that names neither address nor day is left out. */
export function parseSources(text: string): ListedSource[] {
  const rows = parseCsv(text);
  const sources: ListedSource[] = [];
  for (const { record, info } of rows) {
    const line = info.lines;
    const file = (record['file'] ?? '').trim();
    const at = (column: string): string => `line ${line}, ${column}`;
    const names = { url: at('url'), retrievedAt: at('retrievedAt') };
    const origin = checkOrigin({ url: record['url'] ?? '', retrievedAt: record['retrievedAt'] ?? '' }, names);
    if (file === '') throw badList(`Line ${line} names no file.`, 'Fill the column file.');
    if (origin.url !== null || origin.retrievedAt !== null) sources.push({ file, line, origin });
  }
  return sources;
}

function parseCsv(text: string): { record: Record<string, string>; info: { lines: number } }[] {
  try {
    return parse(text, {
      bom: true,
      columns: (header: string[]) => checkHeader(header.map((name) => name.trim())),
      info: true,
      skip_empty_lines: true,
      relax_column_count: true,
    });
  } catch (error) {
    if (error instanceof OgiError) throw error;
    throw badList(error instanceof Error ? error.message : String(error), 'Save it anew as CSV in UTF-8.');
  }
}

function checkHeader(header: string[]): string[] {
  const missing = ['file', 'url'].filter((name) => !header.includes(name));
  if (missing.length === 0) return header;
  throw badList(
    `The list has no column ${missing.join(' and ')}.`,
    `Name the columns in its first line: ${COLUMNS.join(',')}.`,
  );
}

function badList(message: string, remedy: string): OgiError {
  return new OgiError('BAD_ARGUMENT', message, { argument: '--sources', remedy });
}

/** The inputs with their origins, where the list or the one address tells them. */
export async function* withOrigins(
  inputs: AsyncIterable<ImportInput>,
  originOf: (input: ImportInput) => SourceOrigin | undefined,
): AsyncGenerator<ImportInput> {
  for await (const input of inputs) {
    const origin = originOf(input);
    yield origin === undefined ? input : { ...input, origin };
  }
}
