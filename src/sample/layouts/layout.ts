/** What the layouts share: a made-up report before it is laid out as text. */
import type { DisclosureBlock, FormRow } from '../form-rows.js';
import type { Random } from '../random.js';

/** One part of a report, in document order. */
export type SampleBlock =
  | { readonly kind: 'title'; readonly lines: readonly string[] }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'disclosure'; readonly blocks: readonly DisclosureBlock[] }
  | { readonly kind: 'applications'; readonly rows: readonly FormRow[] }
  | { readonly kind: 'review' }
  | { readonly kind: 'signature'; readonly lines: readonly string[] };

/** A report to be laid out. */
export interface SampleDocument {
  readonly blocks: readonly SampleBlock[];
  /** What is printed in a cell; empty for a blank. */
  readonly print: (key: string) => string;
  readonly random: Random;
}

/** Lays a report out as text, without the closing mark. */
export type Layout = (document: SampleDocument) => string;

/** How one layout writes each kind of block; every function gives whole lines. */
export interface BlockWriter {
  title(lines: readonly string[]): string[];
  heading(text: string): string[];
  paragraph(text: string): string[];
  disclosure(blocks: readonly DisclosureBlock[]): string[];
  applications(rows: readonly FormRow[]): string[];
  review(): string[];
  signature(lines: readonly string[]): string[];
}

/** All lines of a report. */
export function writeBlocks(document: SampleDocument, writer: BlockWriter): string[] {
  return document.blocks.flatMap((block) => {
    switch (block.kind) {
      case 'title':
        return writer.title(block.lines);
      case 'heading':
        return writer.heading(block.text);
      case 'paragraph':
        return writer.paragraph(block.text);
      case 'disclosure':
        return writer.disclosure(block.blocks);
      case 'applications':
        return writer.applications(block.rows);
      case 'review':
        return writer.review();
      case 'signature':
        return writer.signature(block.lines);
    }
  });
}

/**
 * The label cells of each row: a part that spans several rows is printed in the first of them only.
 *
 * @param width number of label columns to fill up to with empty cells; 0 to leave them out
 */
export function labelCells(rows: readonly FormRow[], width: number): string[][] {
  let above: readonly string[] = [];
  return rows.map(({ label }) => {
    const last = label.length - 1;
    let repeats = true;
    const cells = label.map((part, depth) => {
      repeats = repeats && depth < last && above[depth] === part;
      return repeats ? '' : part;
    });
    above = label;
    while (cells.length < width) cells.push('');
    return cells;
  });
}

/** The label parts of each row that were not printed above it, outermost first. */
export function newLabels(rows: readonly FormRow[]): string[][] {
  return labelCells(rows, 0).map((cells) => cells.filter((cell) => cell !== ''));
}

/** No line ends between these two characters. */
const NO_BREAK = /.[，。、；：）”》% ]|[\d.]{2}/u;

/**
 * Breaks a text into physical lines of about `width` characters: numbers are not cut, and no line begins with a
 * blank or a closing sign.
 */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let start = 0;
  while (start < text.length) {
    let end = Math.min(start + width, text.length);
    while (end < text.length && NO_BREAK.test(text.slice(end - 1, end + 1))) end += 1;
    lines.push(text.slice(start, end).trimEnd());
    start = end;
  }
  return lines;
}
