/** Fills sentence templates. */
import { Random } from '../random.js';
import type { SampleOrgan } from '../places.js';
import { RARE_PHRASES, VOCABULARY } from './vocabulary.js';

/** Syllables of village and brand names. */
const NAME_FIRST = [
  ...'东西南北上下前后大小新老长高青白红黄石金银龙凤松竹梅柳桃杏梨枫荷莲云雨溪泉桥井塘湾坝坡岭',
];
const NAME_SECOND = [...'家庄楼屯寨铺店沟坪墩台营堡岗垛窑渡口岩坞浜港甸洼峡塔亭井泉源林'];
const BRAND_FIRST = words(
  '阳光 清风 明镜 暖心 连心 心桥 春风 晨光 星火 满天星 小喇叭 老槐树 向日葵 百事通 金钥匙 直通车',
);
const BRAND_SECOND = words(
  '驿站 公开日 课堂 茶座 微讲堂 面对面 议事厅 小院 快线 夜话 集市 窗口 信箱 播报 大家谈 行',
);

function words(text: string): string[] {
  return text.split(' ');
}

type Part = string | { readonly slot: string };

const parsed = new Map<string, readonly Part[]>();

function parseTemplate(template: string): readonly Part[] {
  let parts = parsed.get(template);
  if (parts === undefined) {
    parts = template.split(/\{(\w+)\}/u).map((text, index) => (index % 2 === 0 ? text : { slot: text }));
    parsed.set(template, parts);
  }
  return parts;
}

/** Writes sentences for one report. */
export class SentenceWriter {
  private readonly villages: string[];
  private readonly brand: string;

  constructor(
    private readonly random: Random,
    private readonly organ: SampleOrgan,
    private readonly year: number,
  ) {
    this.villages = Array.from({ length: 4 }, () => this.villageName());
    this.brand = `${organ.home.slice(0, 2)}${random.pick(BRAND_FIRST)}${random.pick(BRAND_SECOND)}`;
  }

  /** The template with its slots filled; no slot takes the same word twice in one sentence. */
  fill(template: string): string {
    let sentence = '';
    for (const part of parseTemplate(template)) {
      if (typeof part === 'string') {
        sentence += part;
        continue;
      }
      let value = this.slot(part.slot);
      for (let tries = 0; tries < 3 && part.slot in VOCABULARY && sentence.includes(value); tries += 1) {
        value = this.slot(part.slot);
      }
      sentence += value;
    }
    return sentence;
  }

  /** This many different sentences from a list of templates. */
  some(templates: readonly string[], count: number): string[] {
    const chosen: string[] = [];
    let left: string[] = [];
    for (let index = 0; index < count; index += 1) {
      if (left.length === 0) left = this.random.shuffle(templates);
      chosen.push(this.fill(left.pop() ?? ''));
    }
    return chosen;
  }

  private slot(name: string): string {
    switch (name) {
      case 'self':
        return this.random.chance(0.7) ? this.organ.shortName : '我单位';
      case 'home':
        return this.organ.home;
      case 'year':
        return String(this.year);
      case 'next':
        return String(this.year + 1);
      case 'village':
        return this.random.pick(this.villages);
      case 'brand':
        return this.brand;
      case 'few':
        return String(this.random.integer(2, 12));
      case 'some':
        return String(this.random.integer(13, 480));
      case 'many':
        return String(this.random.integer(500, 98_000));
      case 'percent':
        return `${(this.random.integer(300, 999) / 10).toFixed(1)}%`;
      case 'date':
        return `${this.year}年${this.random.integer(1, 12)}月${this.random.integer(1, 28)}日`;
      case 'rare':
        return this.random.pick(RARE_PHRASES);
      default:
        return this.random.pick(wordsFor(name));
    }
  }

  private villageName(): string {
    const end = this.random.pick(['村', '社区', '村', '行政村']);
    return this.random.pick(NAME_FIRST) + this.random.pick(NAME_SECOND) + end;
  }
}

const WORDS = new Map<string, readonly string[]>(Object.entries(VOCABULARY));

function wordsFor(slot: string): readonly string[] {
  const words = WORDS.get(slot);
  if (words === undefined) throw new RangeError(`No words for the slot {${slot}}`);
  return words;
}
