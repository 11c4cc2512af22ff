/** Every layout with a few reports of a fixed seed; `npm run torture` takes many more. */
import { describe, expect, it } from 'vitest';
import { cjkFont } from './cjk-font.js';
import { drawReport } from './draw-report.js';
import { TORTURE_LAYOUTS } from './layouts/index.js';
import { isSlow } from './layout.js';
import type { TortureLayout } from './layout.js';
import type { Deviation } from './score.js';
import { torture } from './torture.js';

const SEED = 20_190_515;
const COUNT = 20;
/** Drawing a PDF, with its font, takes as long as twenty texts. */
const COUNT_PDF = 4;

/**
 * Layouts of which not every cell is read yet though the rendering keeps it, and why. A layout that is read whole must
 * leave the list. No layout may be here for a silent error: there is no list for those.
 */
const KNOWN_SHORTCOMINGS: Readonly<Record<string, string>> = {};

function isRunnable(layout: TortureLayout): boolean {
  if (layout.needsFont !== true || cjkFont() !== null) return true;
  if (process.env['CI'] === 'true')
    throw new Error('Install a font with Chinese characters (Debian: fonts-noto-cjk).');
  return false;
}

describe('torture', () => {
  it('knows no layout by two names, and every exception by name', () => {
    const names = TORTURE_LAYOUTS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(Object.keys(KNOWN_SHORTCOMINGS).filter((name) => !names.includes(name))).toEqual([]);
  });

  it('draws the same report from the same seed', () => {
    const [one, again] = [drawReport(SEED), drawReport(SEED)];
    expect([again.blocks, [...again.cells]]).toEqual([one.blocks, [...one.cells]]);
  });

  // Reading a picture takes a minute, LibreOffice seconds: golden cases have one of each, `npm run torture -- --layout scan-*` many.
  for (const layout of TORTURE_LAYOUTS.filter((one) => !isSlow(one))) {
    const runs = isRunnable(layout);
    const skipped = runs ? '' : ' (skipped: no font with Chinese characters)';
    it.skipIf(!runs)(
      `${layout.name}: all that the rendering keeps is read, nothing is silently wrong${skipped}`,
      async () => {
        const deviations: Deviation[] = [];
        const count = layout.format === 'pdf' ? COUNT_PDF : COUNT;
        const score = await torture(layout, count, SEED, (trial) => deviations.push(...trial.deviations));
        expect(deviations.filter(({ kind }) => kind === 'silently wrong')).toEqual([]);
        const isKnown = layout.name in KNOWN_SHORTCOMINGS;
        const unexcused = deviations.filter(({ excused }) => !excused);
        expect({
          isShort: score.short > 0,
          heads: score.heads,
          audits: score.audits,
          first: isKnown ? [] : unexcused.slice(0, 3),
        }).toEqual({ isShort: isKnown, heads: 0, audits: 0, first: [] });
      },
      120_000,
    );
  }
});
