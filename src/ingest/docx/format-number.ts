/** Numbers of automatic lists, as a word processor prints them. */

const HAN_DIGITS = '〇一二三四五六七八九';
const HAN_UNITS = ['', '十', '百', '千'];
const LEGAL_DIGITS = '零壹贰叁肆伍陆柒捌玖';
const LEGAL_UNITS = ['', '拾', '佰', '仟'];
const HEAVENLY_STEMS = '甲乙丙丁戊己庚辛壬癸';
const EARTHLY_BRANCHES = '子丑寅卯辰巳午未申酉戌亥';
const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

type Formatter = (count: number) => string | undefined;

/** A run of characters that stand for 1, 2, 3 …, in order of their code points. */
function enclosed(first: string, most: number): Formatter {
  const start = first.codePointAt(0) ?? 0;
  return (count) => (count <= most ? String.fromCodePoint(start + count - 1) : undefined);
}

function oneOf(signs: string): Formatter {
  return (count) => signs[count - 1];
}

/** 十二, 二十, 一百零三; with `leadingOne` 一十二. */
function counting(digits: string, units: readonly string[], zero: string, leadingOne: boolean): Formatter {
  return (count) => {
    if (count > 9999) return undefined;
    let text = '';
    let gap = false;
    [...String(count)].forEach((digit, index, all) => {
      if (digit === '0') {
        gap = true;
        return;
      }
      if (gap) text += zero;
      gap = false;
      text += (digits[Number(digit)] ?? '') + (units[all.length - 1 - index] ?? '');
    });
    return !leadingOne && count < 20 && count >= 10 ? text.slice(1) : text;
  };
}

const han = counting(HAN_DIGITS, HAN_UNITS, '零', false);
const legal = counting(LEGAL_DIGITS, LEGAL_UNITS, '零', true);
const digits: Formatter = (count) =>
  [...String(count)].map((digit) => HAN_DIGITS[Number(digit)] ?? '').join('');

/** A, B … Z, AA, BB … */
function letters(first: string): Formatter {
  const start = first.codePointAt(0) ?? 0;
  return (count) =>
    count <= 780 ? String.fromCodePoint(start + ((count - 1) % 26)).repeat(Math.ceil(count / 26)) : undefined;
}

const roman: Formatter = (count) => {
  if (count > 3999) return undefined;
  let rest = count;
  let text = '';
  for (const [value, sign] of ROMAN) {
    while (rest >= value) {
      text += sign;
      rest -= value;
    }
  }
  return text;
};

/** By value of `w:numFmt` (ECMA-376, ST_NumberFormat). Formats that are not here print Arabic digits. */
const FORMATTERS: ReadonlyMap<string, Formatter> = new Map(
  Object.entries({
    chineseCounting: han,
    chineseCountingThousand: han,
    japaneseCounting: han,
    taiwaneseCounting: han,
    taiwaneseCountingThousand: han,
    chineseLegalSimplified: legal,
    ideographDigital: digits,
    japaneseDigitalTenThousand: digits,
    taiwaneseDigital: digits,
    ideographTraditional: oneOf(HEAVENLY_STEMS),
    ideographZodiac: oneOf(EARTHLY_BRANCHES),
    decimalEnclosedCircle: enclosed('①', 20),
    decimalEnclosedCircleChinese: enclosed('①', 20),
    decimalEnclosedParen: enclosed('⑴', 20),
    decimalEnclosedFullstop: enclosed('⒈', 20),
    ideographEnclosedCircle: enclosed('㊀', 10),
    decimalFullWidth: (count) =>
      [...String(count)].map((digit) => '０１２３４５６７８９'[Number(digit)]).join(''),
    decimalFullWidth2: (count) =>
      [...String(count)].map((digit) => '０１２３４５６７８９'[Number(digit)]).join(''),
    decimalZero: (count) => String(count).padStart(2, '0'),
    upperLetter: letters('A'),
    lowerLetter: letters('a'),
    upperRoman: roman,
    lowerRoman: (count) => roman(count)?.toLowerCase(),
    none: () => '',
    bullet: () => '',
  }),
);

/**
 * Prints the number of a list item.
 *
 * @param count 0 or more
 * @param format value of `w:numFmt`, e.g. `chineseCounting`; Arabic digits where it is unknown or cannot print `count`
 */
export function formatNumber(count: number, format: string): string {
  const text =
    count > 0 || format === 'none' || format === 'bullet' ? FORMATTERS.get(format)?.(count) : undefined;
  return text ?? String(count);
}
