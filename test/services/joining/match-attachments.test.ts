import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageLinks } from '../../../src/ingest/html/page-links.js';
import { matchAttachments } from '../../../src/services/joining/match-attachments.js';
import { pictureSeries } from '../../../src/services/joining/picture-pages.js';
import { attachingPage } from '../../support/page-with-attachment.js';

/** What is matched, pages given as their links. */
function match(
  files: string[],
  pages: Record<string, { title?: string; links?: [string, string][] }>,
): { pairs: Record<string, string>; ambiguous: string[] } {
  const links = new Map(
    Object.entries(pages).map(([name, { title = '某年度报告', links: own = [] }]) => [
      name,
      pageLinks(Buffer.from(attachingPage(title, own))),
    ]),
  );
  const { pairs, ambiguous } = matchAttachments(files, links);
  return { pairs: Object.fromEntries(pairs), ambiguous: ambiguous.map(({ page }) => page) };
}

describe('the attachment of a page', () => {
  it('is the file that it links to, by its address or by its text', () => {
    expect(match(['P01.docx', 'x.pdf'], { 'a.html': { links: [['./W02/P01.docx?v=1#a', '下载']] } })).toEqual(
      {
        pairs: { 'a.html': 'P01.docx' },
        ambiguous: [],
      },
    );
    expect(
      match(['年报 2021.doc'], { 'a.html': { links: [['/down?id=3', '附件1：年报2021.doc']] } }).pairs,
    ).toEqual({
      'a.html': '年报 2021.doc',
    });
    expect(match(['年报.doc'], { 'a.html': { links: [['%E5%B9%B4%E6%8A%A5.doc', '附件']] } }).pairs).toEqual({
      'a.html': '年报.doc',
    });
  });

  it('is the file of its name or title where it links to no file', () => {
    expect(match(['a.pdf', 'b.pdf'], { 'a.html': {} }).pairs).toEqual({ 'a.html': 'a.pdf' });
    expect(match(['数据局年度报告.pdf'], { 'x.html': { title: '数据局年度报告' } }).pairs).toEqual({
      'x.html': '数据局年度报告.pdf',
    });
    // It links to another file, which is not there.
    expect(match(['a.pdf'], { 'a.html': { links: [['z.doc', '附件']] } }).pairs).toEqual({});
  });

  it('is none where several files, or several pages, are meant', () => {
    const two: [string, string][] = [
      ['a.doc', '附件1'],
      ['b.xls', '附件2'],
    ];
    expect(match(['a.doc', 'b.xls'], { 'p.html': { links: two } })).toEqual({
      pairs: {},
      ambiguous: ['p.html'],
    });
    const one: [string, string][] = [['a.doc', '附件']];
    expect(match(['a.doc'], { 'p.html': { links: one }, 'q.html': { links: one } })).toEqual({
      pairs: {},
      ambiguous: ['p.html', 'q.html'],
    });
  });
});

describe('the attachment of a page in another folder', () => {
  const linking = (...addresses: string[]): { links: [string, string][] } => ({
    links: addresses.map((address) => [address, '附件']),
  });

  it.each([
    ['files/附件.doc', 'a/files/附件.doc'],
    ['./files/附件.doc?v=1#x', 'a/files/附件.doc'],
    ['files/%E9%99%84%E4%BB%B6.doc', 'a/files/附件.doc'],
    ['files\\附件.doc', 'a/files/附件.doc'],
    ['../b/x.pdf', 'b/x.pdf'],
    ['../a/files/../../b/x.pdf', 'b/x.pdf'],
    ['../top.doc', 'top.doc'],
  ])('is the very file that the address %s names', (address, file) => {
    const files = ['a/files/附件.doc', 'a/other/附件.doc', 'b/x.pdf', 'top.doc', 'x.pdf'];
    expect(match(files, { 'a/p.html': linking(address) })).toEqual({
      pairs: { 'a/p.html': file },
      ambiguous: [],
    });
  });

  it.each([
    ['from above the folder, by a way that leads back into it', '../../site/b/x.pdf'],
    ['above the folder', '../../x.pdf'],
    ['from the root', '/b/x.pdf'],
    ['of a host', 'https://example.org/b/x.pdf'],
    ['of a host, without its scheme', '//b/x.pdf'],
    ['of a drive', 'file:///b/x.pdf'],
    ['with a separator that is written as a letter', '..%2Fb%2Fx.pdf'],
    ['of another name', '../b/X.pdf'],
    ['in another folder', '../c/x.pdf'],
  ])('is none for an address %s', (_, address) => {
    expect(match(['b/x.pdf', 'x.pdf'], { 'a/p.html': linking(address) }).pairs).toEqual({});
    expect(match(['b/x.pdf'], { 'p.html': linking(address) }).pairs).toEqual({});
  });

  it('is none under a base, and none by its name or title alone', () => {
    const html = attachingPage('某年度报告', [['files/a.doc', '附件']]).replace(
      '<head>',
      '<head><base href="https://example.org/">',
    );
    const based = new Map([['p.html', pageLinks(Buffer.from(html))]]);
    expect(matchAttachments(['files/a.doc'], based).pairs.size).toBe(0);
    // Beside the page its name is enough.
    expect(matchAttachments(['a.doc'], based).pairs.size).toBe(1);
    expect(match(['files/p.doc', 'files/某年度报告.doc'], { 'p.html': {} }).pairs).toEqual({});
  });

  it('goes before a file beside the page that only has its name', () => {
    expect(match(['a.doc', 'files/a.doc'], { 'p.html': linking('files/a.doc') })).toEqual({
      pairs: { 'p.html': 'files/a.doc' },
      ambiguous: [],
    });
  });

  it('is none where several files of one name, or several pages, are meant', () => {
    expect(match(['1/a.doc', '2/a.doc'], { 'p.html': linking('1/a.doc', '2/a.doc') })).toEqual({
      pairs: {},
      ambiguous: ['p.html'],
    });
    const pages = { 'p.html': linking('files/a.doc'), 'q/r.html': linking('../files/a.doc') };
    expect(match(['files/a.doc'], pages)).toEqual({ pairs: {}, ambiguous: ['p.html', 'q/r.html'] });
  });
});

describe('pictures of pages', () => {
  it('are one report where they are numbered from 0 or 1 without a gap, in whatever order they come', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('scan-', '第', '年报扫描件 ', 'page_0'),
        fc.constantFrom('', '页'),
        fc.integer({ min: 0, max: 1 }),
        fc.integer({ min: 2, max: 30 }),
        fc.integer(),
        (before, behind, from, count, seed) => {
          const isNamed = behind !== '' || before !== '第';
          const names = Array.from({ length: count }, (_, index) => `${before}${from + index}${behind}.jpg`);
          const mixed = [...names].sort(
            (a, b) => ((a.length * 31 + seed) % 7) - ((b.length * 17 + seed) % 5),
          );
          const found = pictureSeries([...mixed, 'a.html'], '2021');
          expect(found).toEqual(isNamed ? [{ names, isWhole: true }] : []);
          const gap = names.filter((_, index) => index !== Math.floor(count / 2));
          if (isNamed && gap.length > 1 && count > 2)
            expect(pictureSeries(gap, '2021').every(({ isWhole }) => !isWhole)).toBe(true);
        },
      ),
      { seed: 16, numRuns: 300 },
    );
  });

  it('are none of one report where they are numbered by years, or stand beside a saved page without a word', () => {
    expect(pictureSeries(['2019年报.jpg', '2020年报.jpg'], 'x')).toEqual([]);
    expect(pictureSeries(['1.png', '2.png', 'a.html'], '年度报告')).toEqual([]);
    expect(pictureSeries(['1.png', '2.png'], 'page_files')).toEqual([]);
    expect(pictureSeries(['1.png', '2.png'], '2021年度报告')).toEqual([
      { names: ['1.png', '2.png'], isWhole: true },
    ]);
    expect(pictureSeries(['scan-1.jpg', 'scan-01.jpg'], 'x')).toEqual([
      { names: ['scan-01.jpg', 'scan-1.jpg'], isWhole: false },
    ]);
  });
});
