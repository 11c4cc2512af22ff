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

function resolved(name: string, signature?: string): string {
  const { region, findings } = resolveRegion(name, signature === undefined ? {} : { signature });
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
    ['山东省章丘市人民政府', '山东省37 - 章丘市? - !unknown-region'],
    ['山东省飞云县', '山东省37 - 飞云县? - !unknown-region'],
  ])('keeps by name what the dictionary lacks: %s', (name, expected) => {
    expect(resolved(name)).toBe(expected);
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

  it('names every candidate of an ambiguous name, up to five, in both languages', () => {
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
    expect(['province', 'city', 'county', 'township'].map(count)).toEqual([31, 333, 2974, 41352]);
    const paths = new Set(dictionary.places.map(fullName));
    expect(paths.size).toBe(dictionary.places.length);
    expect(new Set(dictionary.places.map((place) => place.code)).size).toBe(dictionary.places.length);
  });

  it('gives a place the codes of its parents as the beginning of its own', () => {
    for (const place of dictionary.places) {
      if (place.parent !== null) expect(place.code.startsWith(place.parent.code)).toBe(true);
    }
  });
});
