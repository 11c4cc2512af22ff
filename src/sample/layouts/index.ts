/** The layouts of made-up reports by name. */
import { cellPerLine } from './cell-per-line.js';
import { displacedRows } from './displaced-rows.js';
import type { Layout } from './layout.js';
import { compactLines, pdfLines } from './pdf-lines.js';
import { pipeTable } from './pipe-table.js';
import { tabRows } from './tab-rows.js';

export const LAYOUT_NAMES = [
  'tab-rows',
  'displaced-rows',
  'cell-per-line',
  'pdf-lines',
  'compact-lines',
  'pipe-table',
] as const;
export type LayoutName = (typeof LAYOUT_NAMES)[number];

export const LAYOUTS: Readonly<Record<LayoutName, Layout>> = {
  'tab-rows': tabRows,
  'displaced-rows': displacedRows,
  'cell-per-line': cellPerLine,
  'pdf-lines': pdfLines,
  'compact-lines': compactLines,
  'pipe-table': pipeTable,
};

/** Layouts in which an empty cell cannot be seen: blanks are printed as a dash or a slash there. */
export const BLANKS_NEED_A_SIGN: ReadonlySet<LayoutName> = new Set(['pdf-lines', 'compact-lines']);
