/** All torture layouts. */
import type { TortureLayout } from '../layout.js';
import { docxLayouts } from './docx.js';
import { htmlLayouts } from './html.js';
import { pdfLayouts } from './pdf.js';
import { damagedLayouts } from './text/damaged.js';
import { lineLayouts } from './text/lines.js';
import { sampleLayouts } from './text/sample-layouts.js';

export const TORTURE_LAYOUTS: readonly TortureLayout[] = [
  ...sampleLayouts,
  ...lineLayouts,
  ...damagedLayouts,
  ...htmlLayouts,
  ...docxLayouts,
  ...pdfLayouts,
];
