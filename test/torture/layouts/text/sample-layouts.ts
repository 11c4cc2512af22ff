/** The six layouts of the sample, in the encodings in which text files come. */
import iconv from 'iconv-lite';
import { BLANKS_NEED_A_SIGN, LAYOUT_NAMES, LAYOUTS } from '../../../../src/sample/layouts/index.js';
import type { LayoutName } from '../../../../src/sample/layouts/index.js';
import { rowsWithEmptyCells, textOf } from '../../draw-report.js';
import type { TortureReport } from '../../draw-report.js';
import type { TortureLayout } from '../../layout.js';

const ENCODINGS = ['utf8', 'utf8', 'gb18030', 'utf16le', 'utf16be'] as const;

/** The report's text in one of the sample's layouts. */
export function sampleText(name: LayoutName, report: TortureReport): string {
  return LAYOUTS[name]({ blocks: report.blocks, print: textOf(report), random: report.random });
}

/** All of them. */
export const sampleLayouts: readonly TortureLayout[] = LAYOUT_NAMES.map((name) => ({
  name,
  format: 'txt',
  keeps:
    name === 'displaced-rows' ? 'not the empty cells of the first table: fields come and go there' : 'all',
  demands: { blanksNeedASign: BLANKS_NEED_A_SIGN.has(name) },
  render: (report) => {
    const text = sampleText(name, report);
    const marked = report.random.chance(0.3);
    const bytes = iconv.encode(text, report.random.pick(ENCODINGS), { addBOM: marked });
    return name === 'displaced-rows'
      ? { bytes, lost: rowsWithEmptyCells(report, ['disclosure']) }
      : { bytes };
  },
}));
