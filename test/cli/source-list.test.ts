import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { SourceList, parseSources } from '../../src/cli/source-list.js';

describe('the list of sources', () => {
  const text =
    '\ufefffile,url,retrievedAt,note\r\n"a,1.html",https://example.org/1,2024-01-31,x\r\n\r\nsub/b.pdf,http://example.org/2,\r\nc.txt,,\r\n';

  it('names files by path beside it, or by a name that stands once', () => {
    const list = new SourceList(parseSources(Buffer.from(text)), '/reports');
    expect(list.find({ path: '/reports/a,1.html', fileName: 'a,1.html' })?.origin).toEqual({
      url: 'https://example.org/1',
      retrievedAt: '2024-01-31',
    });
    expect(list.unmet().map(({ file, line }) => [file, line])).toEqual([['sub/b.pdf', 4]]);
    expect(list.find({ path: '/elsewhere/x/b.pdf', fileName: 'x/b.pdf' })?.origin.url).toBe(
      'http://example.org/2',
    );
    expect(list.unmet()).toEqual([]);
    expect(list.find({ path: '/reports/d.txt', fileName: 'd.txt' })).toBeUndefined();
  });

  it('says what files do not tell of themselves', () => {
    const list = new SourceList(
      parseSources(Buffer.from('file,organ,year\na.txt,虚构市数据局,2022\nb.txt,,\n')),
      '/r',
    );
    expect(list.find({ path: '/r/a.txt', fileName: 'a.txt' })?.given).toEqual({
      organ: '虚构市数据局',
      year: 2022,
    });
    expect(list.find({ path: '/r/b.txt', fileName: 'b.txt' })).toBeUndefined();
    expect(() => parseSources(Buffer.from('file,year\na.txt,soon\n'))).toThrow(/line 2, year/u);
  });

  it('is read as Excel saves it on a Chinese Windows', () => {
    const bytes = Buffer.concat([
      Buffer.from('file,organ\r\na.txt,'),
      iconv.encode('虚构市数据局和其他部门', 'gb18030'),
      Buffer.from('\r\n'),
    ]);
    const list = new SourceList(parseSources(bytes), '/r');
    expect(list.find({ path: '/r/a.txt', fileName: 'a.txt' })?.given).toEqual({
      organ: '虚构市数据局和其他部门',
    });
  });

  it('guesses nothing of a name that stands twice', () => {
    const twice = 'file,url\n2020/report.html,http://example.org/1\n2021/report.html,http://example.org/2\n';
    const list = new SourceList(parseSources(Buffer.from(twice)), '/r');
    expect(list.find({ path: '/other/report.html', fileName: 'report.html' })).toBeUndefined();
    expect(list.find({ path: '/r/2021/report.html', fileName: 'report.html' })?.origin.url).toBe(
      'http://example.org/2',
    );
  });

  it.each([
    ['name,url\na,http://example.org\n', /no column file/u],
    ['file,url\na,ftp://example.org\n', /line 2, url is no address/u],
    ['file,url,retrievedAt\na,,yesterday\n', /line 2, retrievedAt is no date/u],
    ['file,url\n"a,http://example.org\n', /quote/iu],
  ])('says where it is wrong', (bad, message) => {
    expect(() => parseSources(Buffer.from(bad))).toThrow(message);
  });
});
