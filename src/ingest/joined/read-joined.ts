/** A joined source to one document: what its files say, each place with the file in which it is. */
import type { Place } from '../../domain/place.js';
import type { Block, Document, GridCell } from '../document.js';
import { pictureType, readPictures } from '../scan/read-scan.js';
import type { PageProgress } from '../scan/recognise-pages.js';
import { JOINED_TYPE } from './joined-file.js';
import type { JoinedFile, JoinedPart } from './joined-file.js';

/** Reads one file, whatever its format. */
export type ReadPart = (part: JoinedPart) => Promise<Document>;

/**
 * Reads a joined source. Of a page and its attachment the page's text is first, so that its title, organ and day are found as on any
 * page; tables and prose of the attachment follow.
 *
 * @throws SetAsideError where one of its files cannot be read
 */
export async function readJoined(
  { kind, parts }: JoinedFile,
  read: ReadPart,
  onPage?: PageProgress,
): Promise<Document> {
  if (kind === 'PAGES') return await readPages(parts, onPage);
  const documents: Document[] = [];
  for (const part of parts) documents.push(await read(part));
  const metadata = documents.map((document) => document.metadata);
  const omitted = documents.flatMap((document, index) =>
    (document.omitted ?? []).map((one) => ({ ...one, place: { part: index + 1, ...one.place } })),
  );
  const unshown = documents.flatMap((document) => document.unshown ?? []).join('\n');
  const recognisedBy = documents.find((document) => document.recognisedBy !== undefined)?.recognisedBy;
  const textIn = documents.flatMap((document, index) =>
    (document.recognisedBy === undefined ? [{}] : (document.textIn ?? [])).map((one) => ({
      ...one,
      part: index + 1,
    })),
  );
  const unread = documents.flatMap((document, index) =>
    (document.unread?.pages ?? []).map((one) => ({ ...one, part: index + 1 })),
  );
  const command = documents.find((document) => document.unread !== undefined)?.unread?.command ?? null;
  const convertedBy = documents.find((document) => document.convertedBy !== undefined)?.convertedBy;
  const signatures = documents.reduce((sum, document) => sum + (document.signatures ?? 0), 0);
  return {
    mediaType: JOINED_TYPE,
    encoding: null,
    // What a page says of itself goes before what its attachment does, and that before the name of a file.
    metadata: Object.assign({}, ...metadata.reverse()) as Document['metadata'],
    blocks: documents.flatMap((document, index) => inPart(document.blocks, index + 1)),
    ...(omitted.length === 0 ? {} : { omitted }),
    ...(unshown === '' ? {} : { unshown }),
    ...(recognisedBy === undefined ? {} : { recognisedBy, textIn }),
    ...(unread.length === 0 ? {} : { unread: { pages: unread, command } }),
    ...(convertedBy === undefined ? {} : { convertedBy }),
    ...(signatures === 0 ? {} : { signatures }),
    ...(documents.some(({ macros }) => macros === true) ? { macros: true as const } : {}),
    files: parts.map(({ name }, index) => ({ name, mediaType: documents[index]?.mediaType ?? '' })),
  };
}

async function readPages(parts: readonly JoinedPart[], onPage?: PageProgress): Promise<Document> {
  const document = await readPictures(
    parts.map(({ bytes }) => bytes),
    JOINED_TYPE,
    onPage,
  );
  return { ...document, files: parts.map(({ name, bytes }) => ({ name, mediaType: pictureType(bytes) })) };
}

/** Blocks with the file in which they are. Cells that share a place go on sharing it. */
function inPart(blocks: readonly Block[], part: number): Block[] {
  const moved = new Map<Place, Place>();
  const move = (place: Place): Place => {
    const known = moved.get(place) ?? { part, ...place };
    moved.set(place, known);
    return known;
  };
  const moveCell = (cell: GridCell): GridCell => ({ ...cell, place: move(cell.place) });
  return blocks.map((block): Block =>
    block.kind === 'table'
      ? { ...block, place: move(block.place), rows: block.rows.map((row) => row.map(moveCell)) }
      : { ...block, place: move(block.place) },
  );
}
