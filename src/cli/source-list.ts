/** The list of where files come from, and what they do not tell of themselves: `ogi ingest --sources FILE.csv`. */
import { readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { OgiError } from '../errors.js';
import type { ImportInput } from '../services/fetch-inputs.js';
import type { GivenHead } from '../domain/report.js';
import { checkGiven } from '../services/check-given.js';
import { badList, readCsvList } from '../services/csv-list.js';
import { checkOrigin } from '../services/source-origin.js';
import type { SourceOrigin } from '../store/sources.js';

/** What the list is called in errors: the option of the command. */
const LIST = '--sources';

/** The columns; all but the first may be left out. */
const COLUMNS = ['file', 'url', 'retrievedAt', 'title', 'organ', 'year'] as const;

/** What a list says of one file. */
export interface ListedSource {
  /** As the list has it: a path beside the list, or the name of a file. */
  file: string;
  /** Line of the list, from 1. */
  line: number;
  origin: SourceOrigin;
  /** What it says of the report's head. */
  given: GivenHead | undefined;
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
      // A name that is listed twice is no name of one file.
      this.#byName.set(name, this.#byName.has(name) ? null : source);
    }
  }

  /** What the list says of an input: by its path, else by its name where only one line has it. */
  find({
    path,
    fileName,
    alsoFrom,
  }: Pick<ImportInput, 'path' | 'fileName' | 'alsoFrom'>): ListedSource | undefined {
    // Of a page and its attachment the page's line goes first; both are met.
    const others = (alsoFrom ?? []).map((other) => this.find(other));
    const found = this.#byPath.get(resolve(path)) ?? this.#byName.get(basename(fileName)) ?? undefined;
    if (found !== undefined) this.#met.add(found);
    return found ?? others.find((other) => other !== undefined);
  }

  /** The lines that met no file. */
  unmet(): ListedSource[] {
    return this.#all.filter((source) => !this.#met.has(source));
  }
}

/**
 * Reads a list: CSV with a header of `file` and any of `url`, `retrievedAt`, `title`, `organ` and `year`.
 *
 * @throws OgiError `BAD_CONFIGURATION` where it cannot be read, and `BAD_ARGUMENT` naming line and column of what is wrong in it.
 */
export async function loadSourceList(path: string): Promise<SourceList> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    throw new OgiError('BAD_CONFIGURATION', `The list ${path} cannot be read.`, {
      argument: LIST,
      remedy: 'Give a CSV file with the columns file,url,retrievedAt.',
      cause,
    });
  }
  return new SourceList(parseSources(bytes), dirname(path));
}

/** The lines of a list; one that says nothing of its file is left out. */
export function parseSources(bytes: Uint8Array): ListedSource[] {
  const sources: ListedSource[] = [];
  for (const { record, line } of readCsvList(bytes, checkHeader, LIST)) {
    const file = (record['file'] ?? '').trim();
    const at = (column: string): string => `line ${line}, ${column}`;
    const names = { url: at('url'), retrievedAt: at('retrievedAt') };
    const origin = checkOrigin({ url: record['url'] ?? '', retrievedAt: record['retrievedAt'] ?? '' }, names);
    if (file === '') throw badList(LIST, `Line ${line} names no file.`, 'Fill the column file.');
    const given = checkGiven(
      {
        title: record['title'] ?? null,
        organ: record['organ'] ?? null,
        year: record['year'] ?? null,
      },
      { title: at('title'), organ: at('organ'), year: at('year') },
    );
    if (origin.url !== null || origin.retrievedAt !== null || given !== undefined) {
      sources.push({ file, line, origin, given });
    }
  }
  return sources;
}

function checkHeader(header: string[]): string[] {
  const isUseful = COLUMNS.slice(1).some((name) => header.includes(name));
  if (header.includes('file') && isUseful) return header;
  const missing = header.includes('file') ? COLUMNS.slice(1) : ['file'];
  throw badList(
    LIST,
    `The list has no column ${missing.join(' or ')}.`,
    `Name the columns in its first line: ${COLUMNS.join(',')}.`,
  );
}

/** The inputs with what the list, or the one address, says of them; the list goes before what was said of all. */
export async function* withSources(
  inputs: AsyncIterable<ImportInput>,
  list: SourceList | null,
  one: SourceOrigin | null,
): AsyncGenerator<ImportInput> {
  for await (const input of inputs) {
    const found = list?.find(input);
    const origin = one ?? found?.origin;
    const given = found?.given === undefined ? input.given : { ...input.given, ...found.given };
    yield {
      ...input,
      ...(origin === undefined ? {} : { origin }),
      ...(given === undefined ? {} : { given }),
    };
  }
}
