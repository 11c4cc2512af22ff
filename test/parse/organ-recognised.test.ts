/** The name of an organ that was read from a picture: told, with the letters that are not sure. */
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/domain/finding.js';
import type { Glyph, PageContent } from '../../src/ingest/page/page-content.js';
import { pagesToBlocks } from '../../src/ingest/page/pages-to-blocks.js';
import { parseReport } from '../../src/parse/index.js';

const LINES = [
  '岚溪省槿塬市桓垸县汀峪镇人民政府',
  '2021年政府信息公开工作年度报告',
  '一、总体情况',
  '本镇全年主动公开信息若干条，统计期限为一年。',
];

/** The page as it is read, letters with a probability of their own but for those that are given. */
function page(sure: Readonly<Record<string, number>> = {}): PageContent {
  const glyphs = LINES.flatMap((line, row): Glyph[] =>
    [...line].map((text, index) => ({
      text,
      left: 40 + index * 10,
      right: 50 + index * 10,
      baseline: 60 + row * 20,
      size: 10,
      print: row,
      probability: sure[text] ?? 0.99,
    })),
  );
  return { width: 595, height: 842, turns: 0, glyphs, horizontals: [], verticals: [], omitted: [] };
}

function told(
  sure?: Readonly<Record<string, number>>,
  given = {},
  facts = { recognisedBy: 'eyes' },
): Finding[] {
  const document = { mediaType: 'application/pdf', encoding: null, metadata: {}, ...facts };
  const report = parseReport({ ...document, ...pagesToBlocks([page(sure)]) }, given);
  expect(report.organ?.name).toBe(LINES[0]);
  return report.findings.filter(({ code }) => code === 'organ-recognised');
}

describe('the name of an organ in a picture', () => {
  it('is told, and which of its letters are not sure', () => {
    expect(told({ 垸: 0.77, 塬: 0.88, 年: 0.5, 若: 0.4 })).toMatchObject([
      {
        severity: 'WARNING',
        place: { page: 1, line: 1 },
        message: {
          zh: expect.stringMatching(/汀峪镇人民政府”由图片识读一次.*其中“塬”、“垸”不确定/u) as string,
          en: expect.stringMatching(/“塬”, “垸” are not sure/u) as string,
        },
      },
    ]);
  });

  it('is told where all its letters seem sure: one may be lost', () => {
    expect(told()).toMatchObject([{ severity: 'NOTICE' }]);
  });

  it('is not told where the name was given, or is text', () => {
    expect(told({ 垸: 0.77 }, { organ: LINES[0] })).toEqual([]);
    expect(told({}, {}, {} as { recognisedBy: string })).toEqual([]);
    expect(
      told({ 垸: 0.77 }, {}, { recognisedBy: 'eyes', textIn: [{ page: 1 }] } as { recognisedBy: string }),
    ).toEqual([]);
  });
});
