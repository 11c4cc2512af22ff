/**
 * What people are told, in Chinese. The English sentence is the key, as with gettext: an error is written once, in English, where it
 * arises, and translated where it leaves the program. A test reads all sentences out of the source and looks for each here.
 */
import catalogue from './chinese.json' with { type: 'json' };

/** A sentence of the catalogue: what is between its values, and how its values are numbered. */
interface Sentence {
  /** The fixed parts of the English; the values are between them. */
  parts: readonly string[];
  /** Which values are quoted: they are names, and no words of ours. */
  quoted: readonly boolean[];
  chinese: string;
}

/** Fewer fixed letters than this say little: a value at their beginning must then be one word. */
const SHORT_LETTERS = 15;

/** Where a sentence ends and the next begins. */
const SEVERAL_SENTENCES = /[.!?](?<!e\.g\.)\s+[A-Z"`]/u;

const SENTENCES: readonly Sentence[] = Object.entries(catalogue)
  .map(([english, chinese]) => {
    const parts = english.split(/\{\d\}/);
    const quoted = parts
      .slice(1)
      .map((after, index) => after.startsWith('"') && (parts[index] ?? '').endsWith('"'));
    return { parts, quoted, chinese };
  })
  // The sentence that says most goes first: "{0} is {1}." fits many.
  .sort((a, b) => lettersOf(b) - lettersOf(a));

/**
 * A message or remedy in Chinese, its values filled in; null where the catalogue lacks it, e.g. in a message that an older version stored.
 */
export function inChinese(english: string): string | null {
  const whole = sentenceInChinese(english);
  if (whole !== null) return whole;
  const sentences = english.split(/(?<=[.!?])(?<!e\.g\.)\s+(?=[A-Z"`])/u);
  if (sentences.length === 1) return null;
  const chinese = sentences.map(sentenceInChinese);
  return chinese.includes(null) ? null : chinese.join('');
}

function sentenceInChinese(english: string): string | null {
  for (const sentence of SENTENCES) {
    const values = valuesIn(english, sentence);
    if (values === null) continue;
    return sentence.chinese.replaceAll(/\{(\d)\}/g, (_, index: string) => {
      const value = values[Number(index)] ?? '';
      return sentence.quoted[Number(index)] === true ? value : (inChinese(value) ?? value);
    });
  }
  return null;
}

/** The values between the fixed parts, in one pass from left to right; null where the sentence is another one. */
function valuesIn(english: string, { parts }: Sentence): string[] | null {
  const [first = '', ...rest] = parts;
  if (!english.startsWith(first)) return null;
  const values: string[] = [];
  let at = first.length;
  for (const [index, part] of rest.entries()) {
    const isLast = index === rest.length - 1;
    const end = isLast ? english.length - part.length : english.indexOf(part, at);
    if (end < at || (isLast && !english.endsWith(part))) return null;
    const value = english.slice(at, end);
    // A value ends before the next sentence; only one that is sentences of its own holds several.
    if (SEVERAL_SENTENCES.test(value) && !(part === '' && /[.?!] $/.test(english.slice(0, at)))) return null;
    values.push(value);
    at = end + part.length;
  }
  if (at !== english.length) return null;
  if (first === '' && lettersOf({ parts }) < SHORT_LETTERS && /\s/.test(values[0] ?? '')) return null;
  return values;
}

function lettersOf({ parts }: Pick<Sentence, 'parts'>): number {
  return parts.join('').replaceAll(/[^\p{L}]/gu, '').length;
}
