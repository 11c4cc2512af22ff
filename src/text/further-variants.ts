/**
 * Further variants of the normal form: characters that the table Traditional → Simplified leaves as they are, because
 * Simplified texts have both, but that people and mainland texts write in two ways in the words of these reports.
 *
 * One character for one, whatever is beside it, so that N stays a map of characters: 答覆 = 答复, and 覆盖 = 复盖 too.
 * Every target is a normal form itself and no source of another pair. A pair that would let frequent words of other
 * meaning meet (畫/画 → 划 in 計畫) is not taken.
 */
const PAIRS: readonly (readonly [from: string, to: string, words: string])[] = [
  ['覆', '复', '答覆 答复, 函覆 函复, 覆議 复议, 重覆 重复'],
  ['瞭', '了', '瞭解 了解, 明瞭 明了'],
  ['著', '着', '著重 着重, 著力 着力, 沿著 沿着; 显著 and 著作 are found under either'],
  ['藉', '借', '藉助 借助, 憑藉 凭借'],
  ['帐', '账', '帳目 账目, 台帳 台账'],
  ['効', '效', '有効 有效'],
  ['勅', '敕', ''],
  ['劵', '券', '証劵 证券'],
  ['徧', '遍', '普徧 普遍'],
  ['倣', '仿', '倣照 仿照'],
  ['賸', '剩', '賸餘 剩余'],
  ['覩', '睹', ''],
  ['搆', '构', '機搆 机构'],
  ['隣', '邻', '隣里 邻里'],
  ['邨', '村', '鄉邨 乡村'],
  ['覇', '霸', ''],
  ['罸', '罚', '處罸 处罚'],
  ['賛', '赞', '賛助 赞助'],
  ['妳', '你', ''],
  ['牠', '它', ''],
  ['甦', '苏', '復甦 复苏'],
  ['竝', '并', ''],
];

const TARGETS: ReadonlyMap<string, string> = new Map(PAIRS.map(([from, to]) => [from, to]));
const SOURCES = new RegExp(`[${[...TARGETS.keys()].join('')}]`, 'gu');

/** The pairs, for laws and for people: from, to, and words that meet. */
export const FURTHER_VARIANTS = PAIRS;

/** Replaces further variants, one UTF-16 unit for one: offsets stay. */
export function foldFurther(normal: string): string {
  return normal.replace(SOURCES, (character) => TARGETS.get(character) ?? character);
}
