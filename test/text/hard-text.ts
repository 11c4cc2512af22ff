/** Generators of hard text for the laws of src/text. */
import fc from 'fast-check';

/** The seed of every generated test here, so that a failure repeats. */
export const SEED = 20240607;

const PIECES = [
  ...Array.from('行政诉讼复议公开政府信息年度报告依申请不予的了在'),
  ...Array.from('訴訟複議開資訊發後於裏麵髮薴苧乾長門'),
  ...Array.from('⻑⼀⼆⺀⺁⻤⻩⿓〇々'),
  ...Array.from('𠮷𪚥𫝈𡃁🈚㈠㊀㍿㏠﨑侮'),
  ...Array.from('ＡＢｚ０９（）－＂　＼，。：；！？％～￥｢｣･ｶﾞﾊﾟ'),
  ...Array.from('“”‘’…—·、《》「」『』【】〔〕'),
  ...Array.from('abcXYZ0159 .,:;!?-()[]"\'\\/<=>+%~_'),
  ...Array.from(' \t\n\r\v\f\u0085\u00A0\u1680\u2003\u2028\u2029\u202F\u205F\u3000'),
  ...Array.from(
    '\u00AD\u034F\u061C\u115F\u1160\u17B4\u180B\u200B\u200C\u200D\u200E\u202A\u2060\u2064\u206F\u3164\uFE0E\uFE0F\uFEFF\uFFA0\uFFF0\u{E0001}\u{E0020}\u{E0100}',
  ),
  ...Array.from(
    '\u0300\u0301\u0307\u0308\u0323\u0327\u0331\u0338\u0345\u05B0\u064B\u0651\u093C\u09BE\u0E38\u3099\u309A\u302A\u20D0\u{1D165}\u{16FF0}',
  ),
  ...Array.from('İıſßŠΣςΑᾼŁǅÅΩKÅeEhHtTiI¨´¯ﬁﬃ½²™℃'),
  ...Array.from('ᄀᄁ가각힣ᅡᅵᆨᆫㄱㅏﾡￂ\u{16D63}\u{16D67}\u{16D68}'),
  ...Array.from('ﷺﱞمحمد₃①⑳'),
  '👨‍👩‍👧',
  '👍🏽',
  '🇨🇳',
  '❤️',
  'é',
  '\r\n',
  '\uD83D',
  '\uDE00',
  '\uDB40',
  '\uDC01',
];

/** A short piece: from the hard list, any code point, or any UTF-16 unit. */
const piece = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...PIECES) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) },
);

/** Text of at most `maxPieces` hard pieces. */
export function hardText(maxPieces = 24): fc.Arbitrary<string> {
  return fc.array(piece, { maxLength: maxPieces }).map((pieces) => pieces.join(''));
}

/** Text of ten characters only, so that phrases repeat and overlap. */
export function narrowText(maxPieces = 24): fc.Arbitrary<string> {
  return fc
    .array(fc.constantFrom('行', '政', '訴', '讼', '、', ' ', 'a', '̈', '\n', '😀', '㈠', '\u200B'), {
      maxLength: maxPieces,
    })
    .map((pieces) => pieces.join(''));
}

/** A text and a part of it, cut between UTF-16 units. */
export function textAndPart(text: fc.Arbitrary<string>): fc.Arbitrary<{ text: string; part: string }> {
  return fc.tuple(text, fc.nat(), fc.integer({ min: 1, max: 12 })).map(([whole, from, length]) => {
    const start = whole.length === 0 ? 0 : from % whole.length;
    return { text: whole, part: whole.slice(start, start + length) };
  });
}
