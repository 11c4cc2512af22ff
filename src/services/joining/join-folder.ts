/** Files of a folder that are one report: a page with its attachment, pictures of pages. Each is given on as one source. */
import { posix } from 'node:path';
import { SetAsideError } from '../../errors.js';
import { packJoined } from '../../ingest/joined/joined-file.js';
import type { JoinedPart, JoinKind } from '../../ingest/joined/joined-file.js';
import { MAX_FILE_BYTES } from '../../ingest/ingest-file.js';
import type { Document } from '../../ingest/document.js';
import type { PageLinks } from '../../ingest/html/page-links.js';
import type { ImportInput } from '../fetch-inputs.js';
import type { ReaderPool } from '../reading/reader-pool.js';
import type { JoinVerdict } from './judge-join.js';
import { isAttachmentName, isPageName, matchAttachments } from './match-attachments.js';
import { pictureSeries } from './picture-pages.js';

/** What joining needs of others. */
export interface JoinOptions {
  readers: Pick<ReaderPool, 'links' | 'judge'>;
  /** Told, as a sentence, what is joined, and what is not though it seems to belong together. */
  onNote: (sentence: string) => void;
}

/** A folder of files, with all folders below it. */
export interface JoinableFolder {
  /** Its own name. */
  name: string;
  /** Paths of its files, from it on and `/` between folders, in order. */
  paths: readonly string[];
  /** The input for one of them. */
  input: (path: string) => ImportInput;
}

/** Pages read at a time while their links are looked for. */
const PAGES_AT_ONCE = 8;

/** What becomes of a file: it is an input of its own, or part of a joined one, which stands for all its files at the first of them. */
export type JoinedAt = { kind: 'alone' } | { kind: 'joined'; input: ImportInput } | { kind: 'given' };

const ALONE: JoinedAt = { kind: 'alone' };

/** Looks which files of a folder belong together. Nothing is read of one without pages, or without files that they may attach. */
export async function joinFolder(folder: JoinableFolder, options: JoinOptions): Promise<FolderJoins> {
  const joins = new FolderJoins(folder, options);
  joins.joinPictures();
  await joins.matchPages();
  return joins;
}

/** Several files that may be one report. */
interface Candidate {
  kind: JoinKind;
  paths: string[];
  /** Whether they are; asked when the first of them is reached. */
  verdict: Promise<boolean> | null;
  isGiven: boolean;
  /** What was read of them when they were judged. */
  document?: Document | undefined;
}

/** The joins of one folder. */
class FolderJoins {
  readonly #folder: JoinableFolder;
  readonly #options: JoinOptions;
  readonly #byPath = new Map<string, Candidate>();

  constructor(folder: JoinableFolder, options: JoinOptions) {
    this.#folder = folder;
    this.#options = options;
  }

  /** What becomes of a file; to be asked in the order of the folder. */
  async at(path: string): Promise<JoinedAt> {
    const candidate = this.#byPath.get(path);
    if (candidate === undefined) return ALONE;
    candidate.verdict ??= this.#judge(candidate);
    if (!(await candidate.verdict)) return ALONE;
    if (candidate.isGiven) return { kind: 'given' };
    candidate.isGiven = true;
    const input = this.#input(candidate);
    // Whoever imports it has it now; here it would be kept until the last file of the folder.
    delete candidate.document;
    return { kind: 'joined', input };
  }

  joinPictures(): void {
    const folders = new Map<string, string[]>();
    for (const path of this.#folder.paths) {
      const names = folders.get(posix.dirname(path)) ?? [];
      names.push(posix.basename(path));
      folders.set(posix.dirname(path), names);
    }
    for (const [folder, names] of folders) this.#joinPicturesOf(folder, names);
  }

  #joinPicturesOf(folder: string, names: readonly string[]): void {
    const ownName = folder === '.' ? this.#folder.name : posix.basename(folder);
    for (const series of pictureSeries(names, ownName)) {
      const [first = '', last = ''] = [series.names[0], series.names.at(-1)];
      if (series.isWhole) {
        this.#add({
          kind: 'PAGES',
          paths: series.names.map((name) => posix.join(folder, name)),
          verdict: Promise.resolve(true),
          isGiven: false,
        });
        this.#options.onNote(
          `${series.names.length} pictures, "${first}" to "${last}", are read as the pages of one report.`,
        );
      } else {
        this.#options.onNote(
          `The pictures "${first}" to "${last}" may be pages of one report, but their numbers do not run on from 1: they are not joined. Number them 1, 2, 3 … and import them again.`,
        );
      }
    }
  }

  async matchPages(): Promise<void> {
    const files = this.#folder.paths.filter((path) => isAttachmentName(path) && !this.#byPath.has(path));
    const pages = this.#folder.paths.filter(isPageName);
    if (files.length === 0 || pages.length === 0) return;
    const links = new Map<string, PageLinks>();
    for (let at = 0; at < pages.length; at += PAGES_AT_ONCE) {
      const some = pages.slice(at, at + PAGES_AT_ONCE);
      const found = await Promise.all(some.map((page) => this.#linksOf(page)));
      some.forEach((page, index) => {
        const own = found[index];
        if (own !== undefined && own !== null) links.set(page, own);
      });
    }
    const { pairs, ambiguous } = matchAttachments(files, links);
    for (const [page, file] of pairs) {
      this.#add({ kind: 'PAGE_WITH_ATTACHMENT', paths: [page, file], verdict: null, isGiven: false });
    }
    for (const { page, files: several } of ambiguous) {
      this.#options.onNote(
        `Which file "${posix.basename(page)}" attaches cannot be told: ${several.map((file) => seenFrom(page, file)).join(', ')}. They are not joined.`,
      );
    }
  }

  #add(candidate: Candidate): void {
    for (const path of candidate.paths) this.#byPath.set(path, candidate);
  }

  /** Null where the page cannot be read: whoever reads it says why. */
  async #linksOf(page: string): Promise<PageLinks | null> {
    try {
      return await this.#options.readers.links(await this.#folder.input(page).read());
    } catch (error) {
      if (error instanceof SetAsideError) return null;
      throw error;
    }
  }

  async #judge(candidate: Candidate): Promise<boolean> {
    const [pagePath = '', filePath = ''] = candidate.paths;
    const [page, file] = [posix.basename(pagePath), seenFrom(pagePath, filePath)];
    const { onNote, readers } = this.#options;
    let verdict: JoinVerdict;
    try {
      const judged = await readers.judge(await this.#input(candidate).read());
      verdict = judged.verdict;
      candidate.document = judged.document ?? undefined;
    } catch (error) {
      if (error instanceof SetAsideError) return false;
      throw error;
    }
    if (verdict === 'JOINED') onNote(`"${page}" and its attachment "${file}" are read as one report.`);
    if (verdict === 'OTHER_YEAR')
      onNote(`"${page}" and "${file}" speak of different years: they are not joined.`);
    if (verdict === 'OTHER_ORGAN')
      onNote(`"${page}" and "${file}" name different organs: they are not joined.`);
    if (verdict === 'ATTACHMENT_IS_NO_REPORT')
      onNote(`"${file}", which "${page}" attaches, holds no report: they are not joined.`);
    return verdict === 'JOINED';
  }

  #input({ kind, paths, document }: Candidate): ImportInput {
    const inputs = paths.map((path) => this.#folder.input(path));
    const names = paths.map((path) => posix.basename(path));
    const [first] = inputs;
    if (first === undefined) throw new Error('Nothing is joined of nothing.');
    const last = names.at(-1) ?? '';
    return {
      path: first.path,
      fileName: `${first.fileName}+${last}.zip`,
      alsoFrom: inputs.slice(1).map(({ path, fileName }) => ({ path, fileName })),
      ...(document === undefined ? {} : { document }),
      read: async () => {
        const parts: JoinedPart[] = [];
        for (const [index, input] of inputs.entries())
          parts.push({ name: names[index] ?? '', bytes: await input.read() });
        const size = parts.reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
        if (size > MAX_FILE_BYTES) throw tooLargeTogether(parts.length, size);
        return await packJoined({ kind, parts });
      },
    };
  }
}

export type { FolderJoins };

/** The path of a file as a page's own links have it. */
function seenFrom(page: string, file: string): string {
  return posix.relative(posix.dirname(page), file);
}

function tooLargeTogether(count: number, size: number): SetAsideError {
  const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1);
  return new SetAsideError(
    'too-large',
    `The ${count} files of the report have ${megabytes(size)} MB together; at most ${megabytes(MAX_FILE_BYTES)} MB are read. Scan the pages in grey with 200 dots an inch, or save the pictures as JPEG, and import them again.`,
  );
}
