/** The source beside the report: pages of a PDF, a picture of a page, or the document as it was read, with the chosen place marked. */
import { useQuery } from '@tanstack/react-query';
import { Suspense, lazy, useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { ask } from '../api/client';
import { SourceDocumentDocument } from '../api/generated';
import type { SourceDocumentQuery } from '../api/generated';
import type { Report } from '../api/report';
import { useText } from '../text';
import { PictureView } from './picture-view';
import { ApiFailure, Failure, Loading } from './states';
import type { Place, Target } from './targets';

/** Pictures that every browser shows. */
const SHOWN_PICTURES = new Set(['image/png', 'image/jpeg']);

const PdfView = lazy(() => import('./pdf-view'));

type Block = NonNullable<NonNullable<SourceDocumentQuery['report']>['source']['document']>[number];

export function SourceView({ report, target }: { report: Report; target: Target | null }): ReactNode {
  const text = useText();
  const { source, files } = report;
  const place = target?.place ?? null;
  const [chosen, choose] = useState<number | null>(null);
  // What is asked for goes before the file that was looked at.
  useEffect(() => {
    choose(null);
  }, [target]);
  const shown = files.find(({ part }) => part === (chosen ?? place?.part ?? 1)) ?? null;
  const isHere = shown === null || place === null || (place.part ?? 1) === shown.part;
  return (
    <div className="source">
      <div className="source-head">
        <h2>{text.source.title}</h2>
        <a href={shown?.path ?? source.path} target="_blank" rel="noopener">
          {text.report.open}
        </a>
      </div>
      {files.length > 0 && (
        <div className="source-files" role="group" aria-label={text.source.files}>
          {files.map(({ part, name }) => (
            <button
              key={part}
              type="button"
              aria-pressed={part === shown?.part}
              onClick={() => {
                choose(part);
              }}
            >
              {name}
            </button>
          ))}
        </div>
      )}
      {target !== null && place === null && <p className="hint">{text.source.noPlace}</p>}
      <SourceFile report={report} target={isHere ? target : null} file={shown} />
    </div>
  );
}

/** The source, or one of the files that were joined to it. */
function SourceFile({
  report,
  target,
  file,
}: {
  report: Report;
  target: Target | null;
  file: Report['files'][number] | null;
}): ReactNode {
  const text = useText();
  const { mediaType, path } = file ?? report.source;
  const place = target?.place ?? null;
  if (mediaType === 'application/pdf') {
    return (
      <Suspense fallback={<p className="loading">{text.source.reading}</p>}>
        <PdfView key={path} url={path} place={place} />
      </Suspense>
    );
  }
  if (SHOWN_PICTURES.has(mediaType)) return <PictureView key={path} url={path} place={place} />;
  return <ReadDocument report={report} target={target} part={file?.part ?? null} />;
}

/** A web page, Word document or text as it was read. */
function ReadDocument({
  report,
  target,
  part,
}: {
  report: Report;
  target: Target | null;
  part: number | null;
}): ReactNode {
  const text = useText();
  const { id, source } = report;
  const { data, error, refetch } = useQuery({
    queryKey: ['document', id, source.sha256],
    queryFn: ({ signal }) => ask(SourceDocumentDocument, { id, sha256: source.sha256 }, signal),
    staleTime: Infinity,
  });
  const marked = useRef<HTMLElement>(null);
  const holder = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const [pane, mark] = [holder.current, marked.current];
    if (pane === null || mark === null) return;
    // The pane alone: the page beside it stays where the reader is.
    const at = mark.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    pane.scrollBy({ top: at - pane.clientHeight / 2 });
  }, [data, target]);
  if (error !== null) return <ApiFailure error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  const blocks = data.report?.source.document?.filter(({ place }) => place.part === part) ?? null;
  if (blocks === null) return <Failure message={text.source.notDrawn} home={false} />;
  const place = target?.place ?? null;
  return (
    <>
      <p className="muted source-note">{text.source.asRead}</p>
      <div ref={holder} className="document" tabIndex={0} role="region" aria-label={text.source.title}>
        {blocks.map((block, index) =>
          block.kind === 'TABLE' ? (
            <DocumentTable key={index} block={block} place={place} marked={marked} />
          ) : (
            <DocumentText key={index} block={block} target={target} marked={marked} />
          ),
        )}
      </div>
    </>
  );
}

type Marked = React.RefObject<HTMLElement>;

function DocumentTable({
  block,
  place,
  marked,
}: {
  block: Block;
  place: Place | null;
  marked: Marked;
}): ReactNode {
  // Tables of plain text know their cells by line and column.
  const isPlaceOf = (cell: Block['rows'][number][number]): boolean => {
    if (place === null) return false;
    if (place.table === null)
      return cell.line !== null && cell.line === place.line && cell.column === place.column;
    return (
      place.table === block.place.table && place.row === cell.row && place.tableColumn === cell.tableColumn
    );
  };
  return (
    <div className="scroll">
      <table className="read">
        <tbody>
          {block.rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell) => {
                const isMarked = isPlaceOf(cell);
                return (
                  <td
                    key={`${cell.row}.${cell.tableColumn}`}
                    rowSpan={cell.rowSpan}
                    colSpan={cell.columnSpan}
                    className={isMarked ? 'marked' : undefined}
                    ref={isMarked ? (marked as React.RefObject<HTMLTableCellElement>) : undefined}
                  >
                    {cell.text}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function DocumentText({
  block,
  target,
  marked,
}: {
  block: Block;
  target: Target | null;
  marked: Marked;
}): ReactNode {
  const place = target?.place ?? null;
  const isHere =
    place !== null &&
    (place.paragraph !== null
      ? place.paragraph === block.place.paragraph
      : place.table !== null
        ? place.table === block.place.table && place.row === block.place.row
        : place.line !== null && isOnLine(block, place));
  const Tag = block.kind === 'HEADING' ? 'h3' : 'p';
  if (!isHere) return <Tag className={block.kind === 'LINE' ? 'read-line' : undefined}>{block.text}</Tag>;
  const [start, end] = stretchOf(block, place, target?.words ?? null);
  return (
    <Tag className={block.kind === 'LINE' ? 'read-line' : undefined}>
      {block.text.slice(0, start)}
      <mark ref={marked} className="marked">
        {block.text.slice(start, end)}
      </mark>
      {block.text.slice(end)}
    </Tag>
  );
}

/** Lines of one long line of the source are told apart by their columns. */
function isOnLine(block: Block, place: Place): boolean {
  const { line, column } = block.place;
  if (line !== place.line) return false;
  if (place.column === null || column === null) return true;
  return place.column >= column && place.column < column + Math.max(1, block.text.length);
}

/** Which part of a block is marked: the words where they are found at the place, else all of it. */
function stretchOf(block: Block, place: Place, words: string | null): [number, number] {
  const from = Math.max(0, (place.column ?? 1) - (block.place.column ?? 1));
  const at = words === null || words === '' ? -1 : block.text.indexOf(words, Math.max(0, from - 2));
  if (at !== -1 && words !== null) return [at, at + words.length];
  if (words !== null && from > 0) {
    // White space was mended: as many letters as the words have.
    return [from, Math.min(block.text.length, from + words.length)];
  }
  return [0, block.text.length];
}
