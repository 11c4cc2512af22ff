import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatNumber } from '../../../src/ingest/docx/format-number.js';
import { ingestFile } from '../../../src/ingest/ingest-file.js';
import { buildDocx, paragraph } from '../../support/build-docx.js';

/** A level of a list definition. */
function level(index: number, format: string, text: string, more = ''): string {
  return `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`;
}

function definition(id: number, levels: string): string {
  return `<w:abstractNum w:abstractNumId="${id}">${levels}</w:abstractNum>`;
}

function list(id: number, of: number, overrides = ''): string {
  return `<w:num w:numId="${id}"><w:abstractNumId w:val="${of}"/>${overrides}</w:num>`;
}

function item(text: string, numId: number, at = 0): string {
  return paragraph(text, `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${numId}"/></w:numPr>`);
}

async function shown(body: string, numbering: string, styles = ''): Promise<string[]> {
  const { blocks } = await ingestFile(buildDocx(body, { numbering, styles }));
  return blocks.map((block) => (block.kind === 'table' ? 'table' : block.text));
}

const OUTLINE = definition(
  0,
  level(0, 'chineseCounting', '%1、') + level(1, 'japaneseCounting', '（%2）') + level(2, 'decimal', '%3.'),
);

describe('automatic numbering', () => {
  it('prints the numbers of an outline and begins again below each heading', async () => {
    const body = [
      item('总体情况', 1),
      item('制度', 1, 1),
      item('第一条', 1, 2),
      item('第二条', 1, 2),
      item('队伍', 1, 1),
      item('第一条', 1, 2),
      paragraph('其间'),
      item('主动公开', 1),
      item('数据', 1, 1),
    ].join('');
    expect(await shown(body, OUTLINE + list(1, 0))).toEqual([
      '一、总体情况',
      '（一）制度',
      '1. 第一条',
      '2. 第二条',
      '（二）队伍',
      '1. 第一条',
      '其间',
      '二、主动公开',
      '（一）数据',
    ]);
  });

  it('never glues a number to figures', async () => {
    const body = item('2020 年', 1) + item('5', 1);
    expect(await shown(body, definition(0, level(0, 'decimal', '%1.')) + list(1, 0))).toEqual([
      '1. 2020 年',
      '2. 5',
    ]);
  });

  it('counts lists of one definition together, but for one that begins again', async () => {
    const restarted = list(2, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride>');
    const body = item('甲', 1) + item('乙', 3) + item('丙', 2) + item('丁', 2);
    expect(await shown(body, OUTLINE + list(1, 0) + restarted + list(3, 0))).toEqual([
      '一、甲',
      '二、乙',
      '三、丙',
      '四、丁',
    ]);
    expect(await shown(item('甲', 2) + item('乙', 2), OUTLINE + restarted)).toEqual(['三、甲', '四、乙']);
  });

  it('takes the numbering of a style, and its level by the style', async () => {
    const styles = `
      <w:style w:styleId="a"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
      <w:style w:styleId="b"><w:basedOn w:val="a"/><w:name w:val="Own"/></w:style>
      <w:style w:styleId="c"><w:name w:val="Other"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>`;
    const numbering = definition(
      0,
      level(0, 'chineseCounting', '%1、') + level(1, 'decimal', '%1.%2', '<w:pStyle w:val="c"/><w:isLgl/>'),
    );
    const styled = (id: string, more = ''): string => paragraph(id, `<w:pStyle w:val="${id}"/>${more}`);
    const none = '<w:numPr><w:numId w:val="0"/></w:numPr>';
    const body = styled('a') + styled('b') + styled('c') + styled('a', none);
    expect(await shown(body, numbering + list(1, 0), styles)).toEqual(['一、a', '二、b', '2.1 c', 'a']);
  });

  it('prints no bullets and no hidden numbers', async () => {
    const numbering = definition(
      0,
      level(0, 'bullet', '\uf06c') + level(1, 'decimal', '%2.', '<w:rPr><w:vanish/></w:rPr>'),
    );
    expect(await shown(item('甲', 1) + item('乙', 1, 1), numbering + list(1, 0))).toEqual(['甲', '乙']);
  });

  it('follows a definition that is kept in another one', async () => {
    const numbering =
      '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="x"/></w:abstractNum>' +
      `<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="x"/>${level(0, 'ideographTraditional', '%1、')}</w:abstractNum>`;
    expect(await shown(item('项', 1) + item('项', 1), numbering + list(1, 0))).toEqual(['甲、项', '乙、项']);
  });

  it('shows the text where the list is unknown', async () => {
    expect(await shown(item('甲', 9), OUTLINE)).toEqual(['甲']);
  });
});

describe('formatNumber', () => {
  it.each([
    ['chineseCounting', [1, 10, 11, 20, 21, 105], ['一', '十', '十一', '二十', '二十一', '一百零五']],
    ['japaneseCounting', [3, 110, 2030], ['三', '一百一十', '二千零三十']],
    ['chineseLegalSimplified', [10, 21], ['壹拾', '贰拾壹']],
    ['ideographDigital', [2, 20], ['二', '二〇']],
    ['decimalEnclosedCircle', [1, 20, 21], ['①', '⑳', '21']],
    ['decimalZero', [7, 12], ['07', '12']],
    ['upperLetter', [1, 26, 27], ['A', 'Z', 'AA']],
    ['lowerRoman', [4, 1999], ['iv', 'mcmxcix']],
    ['ideographZodiac', [1, 13], ['子', '13']],
    ['none', [1], ['']],
    ['no such format', [12], ['12']],
    ['toString', [3], ['3']],
  ])('prints %s', (format, counts, texts) => {
    expect(counts.map((count) => formatNumber(count, format))).toEqual(texts);
  });

  it('prints different numbers differently', () => {
    const formats = [
      'chineseCounting',
      'chineseLegalSimplified',
      'decimalEnclosedCircle',
      'upperLetter',
      'upperRoman',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...formats), fc.nat(5000), fc.nat(5000), (format, a, b) => {
        expect(formatNumber(a, format) === formatNumber(b, format)).toBe(a === b);
      }),
      { seed: 4_003, numRuns: 2000 },
    );
  });
});
