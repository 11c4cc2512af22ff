/** Files that are sent together: they are one report, joined as the files of a folder are. */
import { OgiError } from '../../errors.js';
import type { Document } from '../../ingest/document.js';
import { sharedReaders } from '../reading/reader-pool.js';
import { badArgument } from '../check-input.js';
import { joinFolder } from './join-folder.js';

/** A file that was sent. */
export interface UploadedFile {
  fileName: string;
  bytes: Uint8Array;
  /** What was read of it already. */
  document?: Document;
}

/**
 * Several files as the one source that they make.
 *
 * @param signal aborted: reading is given up, and the promise rejects with its reason
 * @throws OgiError `BAD_ARGUMENT` where they are not one report (the message says why), or two have one name
 */
export async function joinUpload(
  files: readonly UploadedFile[],
  signal: AbortSignal | undefined,
): Promise<UploadedFile> {
  const byName = new Map(files.map((file) => [file.fileName, file]));
  if (byName.size < files.length) {
    throw badArgument('file', 'Two of the files have the same name.', 'Give each file a name of its own.');
  }
  const readers = sharedReaders();
  const notes: string[] = [];
  const names = [...byName.keys()];
  const joins = await joinFolder(
    {
      // Who sends pictures together says that they are pages: bare numbers are enough.
      name: 'report',
      paths: names,
      input: (name) => ({
        path: name,
        fileName: name,
        read: () => Promise.resolve(byName.get(name)?.bytes ?? new Uint8Array()),
      }),
    },
    {
      readers: {
        links: (bytes) => readers.links(bytes, { signal }),
        judge: (bytes) => readers.judge(bytes, { signal }),
      },
      onNote: (sentence) => notes.push(sentence),
    },
  );
  const found = [];
  for (const name of names) found.push(await joins.at(name));
  const [joined] = found.flatMap((one) => (one.kind === 'joined' ? [one.input] : []));
  const isOne = found.every(({ kind }) => kind !== 'alone') && found.filter(isJoined).length === 1;
  if (joined === undefined || !isOne) throw notOneReport(notes);
  const { fileName, document } = joined;
  return { fileName, bytes: await joined.read(), ...(document === undefined ? {} : { document }) };
}

function isJoined({ kind }: { kind: string }): boolean {
  return kind === 'joined';
}

function notOneReport(notes: readonly string[]): OgiError {
  return badArgument(
    'file',
    `The files are not known to be one report. ${notes.join(' ')}`.trim(),
    'Send together only a page with the one file that it attaches, or pictures of pages that are numbered from 1; send every other file by itself.',
  );
}
