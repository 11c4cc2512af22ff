/** All torture layouts. */
import type { TortureLayout } from '../layout.js';
import { docxLayouts } from './docx.js';
import { htmlLayouts } from './html.js';
import { oddHtmlLayouts } from './html-odd.js';
import { ownOrderLayouts } from './own-orders.js';
import { pdfLayouts } from './pdf.js';
import { scanLayouts } from './scan.js';
import { ofdLayouts } from './ofd.js';
import { officeLayouts } from './office.js';
import { sheetLayouts } from './sheet.js';
import { damagedLayouts } from './text/damaged.js';
import { copyLayouts } from './text/copies.js';
import { exportLayouts } from './text/exports.js';
import { lineLayouts } from './text/lines.js';
import { markupLayouts } from './text/markup.js';
import { pageColumnLayouts } from './text/page-columns.js';
import { pageLayouts } from './text/pages.js';
import { copiedLayouts } from './text/copied.js';
import { pastedLayouts } from './text/pasted.js';
import { recognisedLayouts } from './text/recognisers.js';
import { sampleLayouts } from './text/sample-layouts.js';
import { toldLayouts } from './text/told.js';

export const TORTURE_LAYOUTS: readonly TortureLayout[] = [
  ...sampleLayouts,
  ...lineLayouts,
  ...damagedLayouts,
  ...pastedLayouts,
  ...copiedLayouts,
  ...markupLayouts,
  ...exportLayouts,
  ...pageLayouts,
  ...pageColumnLayouts,
  ...copyLayouts,
  ...recognisedLayouts,
  ...toldLayouts,
  ...htmlLayouts,
  ...oddHtmlLayouts,
  ...ownOrderLayouts,
  ...docxLayouts,
  ...pdfLayouts,
  ...sheetLayouts,
  ...ofdLayouts,
  ...officeLayouts,
  ...scanLayouts,
];
