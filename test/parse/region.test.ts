import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REGION_LEVELS } from '../../src/domain/region.js';
import type { Region } from '../../src/domain/region.js';
import { resolveRegion } from '../../src/parse/region.js';
import { pathOf, regionDictionary } from '../../src/parse/region-dictionary.js';
import type { DictionaryPlace } from '../../src/parse/region-dictionary.js';

const dictionary = regionDictionary();
const SEED = 20260803;

/** `山东省37* 淄博市3703 张店区370303 -`: an asterisk marks what is inferred, a question mark a missing code. */
function print(region: Region): string {
  return REGION_LEVELS.map((level) => {
    const place = region[level];
    return place === null ? '-' : `${place.name}${place.code ?? '?'}${place.inferred ? '*' : ''}`;
  }).join(' ');
}

function resolved(name: string, signature?: string, asOf: number | null = null): string {
  const { region, findings } = resolveRegion(name, { asOf, ...(signature !== undefined && { signature }) });
  const codes = findings.map((finding) => ` !${finding.code}`).join('');
  return `${print(region)}${region.certain ? ' certain' : ''}${codes}`;
}

function fullName(place: DictionaryPlace): string {
  return pathOf(place)
    .map((step) => step.name)
    .join('');
}

describe('resolveRegion', () => {
  it.each([
    ['临清市大辛庄街道办事处', '山东省37* 聊城市3715* 临清市371581 大辛庄街道371581004 certain'],
    ['临淄区人民政府辛店街道办事处', '山东省37* 淄博市3703* 临淄区370305 辛店街道370305003 certain'],
    ['青岛市崂山区王哥庄街道办事处', '山东省37* 青岛市3702 崂山区370212 王哥庄街道370212003 certain'],
    ['淄博市张店区人民政府', '山东省37* 淄博市3703 张店区370303 - certain'],
    ['临淄区稷下办事处', '山东省37* 淄博市3703* 临淄区370305 稷下街道370305004 certain'],
    ['山东省莒南县', '山东省37 临沂市3713* 莒南县371327 - certain'],
    ['四川省凉山州布拖县', '四川省51 凉山彝族自治州5134 布拖县513429 - certain'],
    ['内蒙古自治区教育厅', '内蒙古自治区15 - - - certain'],
    ['广西钦州市钦南区人民政府', '广西壮族自治区45 钦州市4507 钦南区450702 - certain'],
    ['山東省臨沂市教育局', '山东省37 临沂市3713 - - certain'],
    ['乾县 教育局', '陕西省61* 咸阳市6104* 乾县610424 - certain'],
  ])('reads a chain of any depth and fills in what follows: %s', (name, expected) => {
    expect(resolved(name)).toBe(expected);
  });

  it.each([
    ['北京市朝阳区人民政府望京街道办事处', '北京市11 - 朝阳区110105 望京街道110105026 certain'],
    ['重庆市云阳县', '重庆市50 - 云阳县500235 - certain'],
    ['济源市人民政府', '河南省41* - 济源市419001 - certain'],
    ['东莞市虎门镇人民政府', '广东省44* 东莞市4419 - 虎门镇441900121 certain'],
    ['新疆生产建设兵团第八师石河子市', '新疆维吾尔自治区65 - 石河子市659001 - certain'],
  ])('leaves out a level that has no place of its own: %s', (name, expected) => {
    expect(resolved(name)).toBe(expected);
  });

  it.each([
    ['吉林市场监督管理局', '- - - - !unknown-region'],
    ['吉林省市场监督管理局', '吉林省22 - - - certain'],
    ['五常市民政局', '黑龙江省23* 哈尔滨市2301* 五常市230184 - certain'],
    ['乐山市中区教育局', '四川省51* 乐山市5111 市中区511102 - certain'],
    ['住房和城乡建设局', '- - - - !unknown-region'],
    ['社区建设办公室', '- - - - !unknown-region'],
    ['淄博海关', '- - - - !unknown-region'],
    ['国家税务总局淄博市税务局', '山东省37* 淄博市3703 - - certain'],
    ['国家市场监督管理总局', '- - - - certain'],
  ])('does not take a word for a place, nor a place for a word: %s', (name, expected) => {
    expect(resolved(name)).toBe(expected);
  });

  it.each([
    ['朝阳区教育局', '- - 朝阳区? - !ambiguous-region'],
    ['城关镇人民政府', '- - - 城关镇? !ambiguous-region'],
    ['甘肃省城关镇', '甘肃省62 - - 城关镇? !ambiguous-region'],
    ['鼓楼区华侨路街道办事处', '江苏省32* 南京市3201* 鼓楼区320106 华侨路街道320106002 certain'],
    ['朝阳区飞云镇', '- - 朝阳区? 飞云镇? !ambiguous-region !unknown-region'],
  ])('never picks one of several places: %s', (name, expected) => {
    expect(resolved(name)).toBe(expected);
  });

  it.each([
    ['周村区永安街街道办事处', '山东省37* 淄博市3703* 周村区370306 永安街街道? certain !unknown-region'],
    ['云泽省澄江市青禾县教育局', '云泽省? 澄江市? 青禾县? - certain !unknown-region'],
    ['云泽省青禾县', '云泽省? - 青禾县? - !unknown-region'],
    ['清渠市云岭区石桥镇人民政府', '- 清渠市? 云岭区? 石桥镇? !unknown-region'],
    ['石家庄市高新区管委会', '河北省13* 石家庄市1301 高新区? - certain !unknown-region'],
    ['青岛西海岸新区管委会', '山东省37* 青岛市3702 西海岸新区? - certain !unknown-region'],
    ['山东省飞云县', '山东省37 - 飞云县? - !place-not-of-its-year'],
    ['济南市飞云县人民政府', '山东省37* 济南市3701 飞云县? - !place-not-of-its-year'],
  ])('keeps by name what the dictionary lacks: %s', (name, expected) => {
    expect(resolved(name)).toBe(expected);
  });

  it.each([
    // renamed, upgraded, moved under another city, recoded with its city
    ['襄樊市樊城区人民政府', 2009, '湖北省42* 襄樊市4206 樊城区420606 - certain'],
    ['襄阳市襄州区人民政府', 2010, '湖北省42* 襄阳市4206 襄州区420607 - certain'],
    ['苍山县人民政府', 2013, '山东省37* 临沂市3713* 苍山县371324 - certain'],
    ['邯郸市肥乡县人民政府', 2014, '河北省13* 邯郸市1304 肥乡县130428 - certain'],
    ['长沙市宁乡县教育局', 2016, '湖南省43* 长沙市4301 宁乡县430124 - certain'],
    ['宁乡市教育局', 2017, '湖南省43* 长沙市4301* 宁乡市430182 - certain'],
    ['寿县人民政府', 2014, '安徽省34* 六安市3415* 寿县341521 - certain'],
    ['寿县人民政府', 2015, '安徽省34* 淮南市3404* 寿县340422 - certain'],
    ['昌都地区江达县人民政府', 2013, '西藏自治区54* 昌都地区5421 江达县542122 - certain'],
    ['江达县人民政府', 2014, '西藏自治区54* 昌都市5403* 江达县540321 - certain'],
    ['铜仁市人民政府', 2010, '贵州省52* 铜仁地区5222* 铜仁市522201 - certain'],
    ['铜仁市人民政府', 2012, '贵州省52* 铜仁市5206 - - certain'],
    // merged, split, redrawn
    ['崇文区人民政府', 2009, '北京市11* - 崇文区110103 - certain'],
    ['巢湖市居巢区人民政府', 2010, '安徽省34* 巢湖市3414 居巢区341402 - certain'],
    ['巢湖市人民政府', 2012, '安徽省34* 合肥市3401* 巢湖市340181 - certain'],
    ['大同市城区人民政府', 2017, '山西省14* 大同市1402 城区140202 - certain'],
    ['重庆市双桥区人民政府', 2010, '重庆市50 - 双桥区500111 - certain'],
    ['重庆市大足区人民政府', 2011, '重庆市50 - 大足区500111 - certain'],
    // of the province, without counties, of the 兵团
    ['儋州市人民政府', 2014, '海南省46* - 儋州市469003 - certain'],
    ['儋州市人民政府', 2015, '海南省46* 儋州市4604 - - certain'],
    ['仙桃市人民政府', 2008, '湖北省42* - 仙桃市429004 - certain'],
    ['嘉峪关市人民政府', 2012, '甘肃省62* 嘉峪关市6202 - - certain'],
    ['新疆生产建设兵团第十师北屯市', 2014, '新疆维吾尔自治区65 - 北屯市659005 - certain'],
  ])('takes a place as of the year reported on: %s, %i', (name, year, expected) => {
    expect(resolved(name, undefined, year)).toBe(expected);
  });

  it.each([
    ['邯郸市肥乡县人民政府', 2018, '河北省13* 邯郸市1304 肥乡县130428 - !place-not-of-its-year'],
    ['邯郸县人民政府', 2018, '河北省13* 邯郸市1304* 邯郸县130421 - !place-not-of-its-year'],
    ['洪泽区人民政府', 2014, '江苏省32* 淮安市3208* 洪泽区320813 - !place-not-of-its-year'],
    ['淮南市寿县人民政府', 2012, '安徽省34* 淮南市3404 寿县340422 - !place-not-of-its-year'],
    ['山东省章丘市人民政府', 2020, '山东省37 济南市3701* 章丘市370181 - !place-not-of-its-year'],
    ['襄樊市樊城区人民政府', 2015, '湖北省42* 襄阳市4206 樊城区420606 - !place-not-of-its-year'],
    ['淄博市张店区人民政府', 2006, '山东省37* 淄博市3703 张店区370303 - !place-not-of-its-year'],
    ['淄博市张店区人民政府', 2031, '山东省37* 淄博市3703 张店区370303 - !place-not-of-its-year'],
  ])('is never certain of a place that is not of the year: %s, %i', (name, year, expected) => {
    expect(resolved(name, undefined, year)).toBe(expected);
  });

  it('tells when such a place was there and what it was in the year', () => {
    const [finding] = resolveRegion('洪泽区人民政府', { asOf: 2014 }).findings;
    expect(finding?.message.zh).toBe(
      '2014 年没有“洪泽区”：江苏省淮安市洪泽区（320813，2016 年起；2014 年其地属 洪泽县320829）。',
    );
    const [gone] = resolveRegion('邯郸县人民政府', { asOf: 2018 }).findings;
    expect(gone?.message.en).toBe(
      'There was no "邯郸县" in 2018: 河北省邯郸市邯郸县 (130421, until 2015; its land in 2018: 邯山区130402、丛台区130403).',
    );
  });

  it('gives townships the county of the time where that alone changed, and none where it is not known', () => {
    expect(resolved('洪泽县高良涧街道办事处', undefined, 2014)).toBe(
      '江苏省32* 淮安市3208* 洪泽县320829 高良涧街道320813001 certain',
    );
    expect(resolved('东城区东花市街道办事处', undefined, 2008)).toBe(
      '北京市11* - 东城区110101 东花市街道? certain !unknown-region',
    );
  });

  it.each([
    ['莫力达瓦旗人民政府', '内蒙古自治区15* 呼伦贝尔市1507* 莫力达瓦达斡尔族自治旗150722 - certain'],
    ['科左后旗人民政府', '内蒙古自治区15* 通辽市1505* 科尔沁左翼后旗150522 - certain'],
    ['围场县人民政府', '河北省13* 承德市1308* 围场满族蒙古族自治县130828 - certain'],
  ])('knows a place by its shorter name: %s', (name, expected) => {
    expect(resolved(name)).toBe(expected);
  });

  it.each([
    ['南京市公安局鼓楼分局', '江苏省32* 南京市3201 鼓楼区320106 - certain'],
    ['南京市公安局鼓楼区分局', '江苏省32* 南京市3201 鼓楼区320106 - certain'],
    ['北京市规划和自然资源委员会朝阳分局', '北京市11 - 朝阳区110105 - certain'],
    ['淄博市生态环境局高新分局', '山东省37* 淄博市3703 - - !unknown-region'],
    ['淄博市公安局飞云区分局', '山东省37* 淄博市3703 飞云区? - !place-not-of-its-year'],
    ['星海市公安局浦湾分局', '- 星海市? - - !unknown-region !unknown-region'],
    ['云桥省青岚市公安局白溪区分局', '云桥省? 青岚市? 白溪区? - certain !unknown-region !unknown-region'],
  ])('takes the area of a branch from behind its body: %s', (name, expected) => {
    expect(resolved(name)).toBe(expected);
  });

  it('says that Hong Kong and Macao are out of scope', () => {
    const { region, findings } = resolveRegion('香港特别行政区政府');
    expect(region).toMatchObject({ certain: false, province: null });
    expect(findings).toMatchObject([
      { code: 'unknown-region', message: { en: expect.stringContaining('outside') as string } },
    ]);
    expect(resolved('香港中路街道办事处')).toContain('香港中路街道370202');
  });

  it.each(['审计署', '中国气象局', '国家新闻出版署', '中华人民共和国国土资源部', '环境保护部', '海关总署'])(
    'gives a central organ no region, certainly: %s',
    (name) => {
      expect(resolved(name)).toBe('- - - - certain');
    },
  );

  it('tells what a place is today where that differs', () => {
    const today = (name: string, asOf: number): string => {
      const { region } = resolveRegion(name, { asOf });
      return region.today === undefined ? '=' : print({ ...region.today, certain: true });
    };
    expect(today('洪泽县人民政府', 2014)).toBe('江苏省32* 淮安市3208* 洪泽区320813 -');
    expect(today('寿县人民政府', 2014)).toBe('安徽省34* 淮南市3404* 寿县340422 -');
    expect(today('崇文区人民政府', 2009)).toBe('北京市11* - 东城区110101 -');
    expect(today('邯郸县人民政府', 2014)).toBe('河北省13* 邯郸市1304* - -');
    expect(today('洪泽县高良涧街道办事处', 2014)).toBe(
      '江苏省32* 淮安市3208* 洪泽区320813 高良涧街道320813001',
    );
    expect(today('九里区人民政府', 2009)).toBe('江苏省32* 徐州市3203* - -');
    expect(today('张店区人民政府', 2014)).toBe('=');
  });

  it('takes a fuller signature where the name alone does not decide', () => {
    expect(resolved('辛店街道办事处', '临淄区人民政府辛店街道办事处')).toBe(
      '山东省37* 淄博市3703* 临淄区370305* 辛店街道370305003 certain',
    );
    expect(resolved('教育局', '淄博市教育局')).toBe('山东省37* 淄博市3703* - - certain');
  });

  it('does not let a signature contradict the name or stand for another organ', () => {
    expect(resolved('朝阳区教育局', '北京市海淀区教育局')).toBe('- - 朝阳区? - !ambiguous-region');
    expect(resolved('城关镇人民政府', '山东省')).toBe('- - - 城关镇? !ambiguous-region');
    expect(resolved('教育局', '淄博市财政局')).toBe('- - - - !unknown-region');
    expect(resolved('周村区永安街街道办事处', '永安街街道办事处')).toBe(resolved('周村区永安街街道办事处'));
  });

  it('names every candidate of an ambiguous name in both languages', () => {
    const [finding] = resolveRegion('朝阳区教育局').findings;
    expect(finding).toMatchObject({ severity: 'WARNING', outcome: null, place: null });
    expect(finding?.message.zh).toContain('北京市朝阳区、吉林省长春市朝阳区');
    expect(finding?.message.en).toContain('2 places');
    expect(resolveRegion('云泽省').findings).toMatchObject([{ severity: 'NOTICE' }]);
  });
});

describe('laws of resolveRegion over the whole dictionary', () => {
  it('resolves every path printed in full to itself, certainly, with nothing inferred', () => {
    const wrong = dictionary.places.filter((place) => {
      const { region, findings } = resolveRegion(fullName(place));
      const path = pathOf(place);
      return (
        !region.certain ||
        findings.length > 0 ||
        REGION_LEVELS.some((level) => {
          const expected = path.find((step) => step.level === level);
          return region[level]?.code !== expected?.code || region[level]?.inferred === true;
        })
      );
    });
    expect(wrong.map(fullName)).toEqual([]);
  });

  it('resolves a bare name of a county or plain township if and only if it fits one place', () => {
    for (const place of dictionary.places) {
      if (place.level !== 'county' && !/..(?:镇|乡|街道|苏木)$/.test(place.name)) continue;
      const name = place.name.normalize('NFKC');
      const depth = REGION_LEVELS.indexOf(place.level);
      const same = dictionary.named(name).filter((other) => REGION_LEVELS.indexOf(other.level) <= depth);
      if (same.some((other) => other.level !== place.level)) continue;
      const { region } = resolveRegion(name);
      expect([name, region.certain]).toEqual([name, same.length === 1]);
      expect([name, region[place.level]?.code]).toEqual([name, same.length === 1 ? place.code : null]);
    }
  });

  it('answers the same whatever was asked before', () => {
    const names = fc.constantFrom(
      '朝阳区',
      '城关镇',
      '淄博市',
      '辛店街道',
      '云泽省',
      '教育局',
      '北京市',
      '人民政府',
    );
    const organ = fc.array(names, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));
    const property = fc.property(fc.array(organ, { minLength: 2, maxLength: 6 }), (organs) => {
      const forwards = organs.map((name) => resolveRegion(name));
      const backwards = [...organs].reverse().map((name) => resolveRegion(name));
      expect(forwards).toEqual(backwards.reverse());
    });
    fc.assert(property, { seed: SEED, numRuns: 300 });
  });

  it('never throws, and is certain only where something tells the place', () => {
    const pieces = fc.constantFrom(
      '省',
      '市',
      '区',
      '县',
      '镇',
      '街道',
      '办事处',
      '局',
      '青',
      '禾',
      '北京',
      '(',
      ' ',
      '🏛',
      'a',
    );
    const property = fc.property(fc.array(pieces, { maxLength: 24 }), (parts) => {
      const { region, findings } = resolveRegion(parts.join(''));
      const known = REGION_LEVELS.filter((level) => region[level] !== null);
      if (known.length === 0) expect(region.certain).toBe(false);
      if (!region.certain) expect(findings).not.toEqual([]);
      for (const level of known) {
        if (region[level]?.code === null) expect(findings).not.toEqual([]);
        if (region[level]?.inferred === true) expect(region[level].code).not.toBeNull();
      }
    });
    fc.assert(property, { seed: SEED, numRuns: 3000 });
  });
});

describe('regionDictionary', () => {
  it('holds the whole country, each place once below its parent', () => {
    const count = (level: string): number =>
      dictionary.places.filter((place) => place.level === level).length;
    expect(['province', 'city', 'county', 'township'].map(count)).toEqual([31, 333, 2975, 41352]);
    const paths = new Set(dictionary.places.map(fullName));
    expect(paths.size).toBe(dictionary.places.length);
    expect(new Set(dictionary.places.map((place) => place.code)).size).toBe(dictionary.places.length);
  });

  it('gives a place the codes of its parents as the beginning of its own', () => {
    for (const place of dictionary.places) {
      // A township keeps the code of 2023 where its county has been put together with others since.
      if (place.parent === null || place.parent.code === '500157') continue;
      expect(place.code.startsWith(place.parent.code)).toBe(true);
    }
  });
});
