/** What all torture layouts share. */
import type { Demands, TortureReport } from './draw-report.js';
import type { PrintedCells } from './printed-cells.js';

/** A report as a file. */
export interface Rendering {
  readonly bytes: Uint8Array;
  /** Cells as this file prints them, where that differs from the report. */
  readonly cells?: PrintedCells;
  /** The file is pictures: full-width and half-width letters look alike. */
  readonly pictures?: boolean;
  /** Cells of which the file does not tell the column (or the row). They may be missed, never wrong. */
  readonly lost?: ReadonlySet<string>;
}

/** One way to lay out a report. */
export interface TortureLayout {
  readonly name: string;
  readonly format:
    | ('txt' | 'html' | 'mht' | 'docx' | 'pdf' | 'xlsx' | 'xls' | 'ofd')
    | ('doc' | 'rtf' | 'odt' | 'fodt' | 'xml' | 'ods' | 'fods');
  /** "all", or what the rendering loses; then `lost` of each rendering names the cells. */
  readonly keeps: string;
  readonly demands?: Demands;
  /** True where the layout needs a font with Chinese characters on the machine. */
  readonly needsFont?: boolean;
  /** True where pages are read as pictures, which takes many seconds a report: one is enough for a test. */
  readonly isScan?: boolean;
  /** True where LibreOffice writes the file and is needed to read it, which takes seconds each. */
  readonly needsOffice?: boolean;
  render(report: TortureReport): Rendering | Promise<Rendering>;
}

/** Whether a report takes seconds: such a layout is drawn only where it is asked for. */
export function isSlow({ isScan, needsOffice }: TortureLayout): boolean {
  return isScan === true || needsOffice === true;
}

/** UTF-8 bytes. */
export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
