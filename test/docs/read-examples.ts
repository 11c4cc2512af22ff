/** Examples in Markdown: fenced blocks, each with what the text says comes out. */

/** One fenced block. */
interface Fence {
  language: string;
  text: string;
  line: number;
}

/** An example to run. */
export interface Example {
  language: 'graphql' | 'sh' | 'python';
  source: string;
  /** The block after it: JSON for a query, text for a program; null where the text shows none. */
  expected: string | null;
  /** Line of the fence, from 1. */
  line: number;
}

const OUTPUT: Readonly<Record<Example['language'], string>> = { graphql: 'json', sh: 'text', python: 'text' };

/** The examples of a page. A `sh` block counts only if it calls the server or the command line. */
export function readExamples(markdown: string): Example[] {
  const fences = readFences(markdown);
  return fences.flatMap(({ language, text, line }, index): Example[] => {
    if (language !== 'graphql' && language !== 'sh' && language !== 'python') return [];
    if (language === 'sh' && !/^(?:curl|npx ogi) /mu.test(text)) return [];
    const next = fences[index + 1];
    const expected = next?.language === OUTPUT[language] ? next.text : null;
    return [{ language, source: text, expected, line }];
  });
}

function readFences(markdown: string): Fence[] {
  const fences: Fence[] = [];
  for (const match of markdown.matchAll(/^```(\w+)\n(.*?)^```$/gmsu)) {
    const [, language = '', text = ''] = match;
    fences.push({ language, text, line: markdown.slice(0, match.index).split('\n').length });
  }
  return fences;
}

/** Whether a text is what a page shows of it: `…` stands for what is left out. */
export function matchesShown(actual: string, shown: string): boolean {
  const parts = shown.split('…').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`));
  return new RegExp(`^${parts.join('[^]*')}$`, 'u').test(actual);
}

/**
 * What differs between an answer and what a page shows of it, as a path; null where they agree. A text may leave out parts
 * with `…`; a list that ends with `"…"` may leave out its rest.
 */
export function firstDifference(actual: unknown, shown: unknown, path = '$'): string | null {
  if (typeof shown === 'string' && typeof actual === 'string') {
    return matchesShown(actual, shown) ? null : `${path}: ${JSON.stringify(actual)}`;
  }
  if (Array.isArray(shown) && Array.isArray(actual)) {
    const cut = shown.at(-1) === '…';
    const expected: unknown[] = cut ? shown.slice(0, -1) : shown;
    if (cut ? actual.length < expected.length : actual.length !== expected.length)
      return `${path}: ${actual.length} elements`;
    return firstOf(expected.map((one, index) => firstDifference(actual[index], one, `${path}[${index}]`)));
  }
  if (isObject(shown) && isObject(actual)) {
    const keys = new Set([...Object.keys(shown), ...Object.keys(actual)]);
    return firstOf([...keys].map((key) => firstDifference(actual[key], shown[key], `${path}.${key}`)));
  }
  return Object.is(actual, shown) ? null : `${path}: ${JSON.stringify(actual)}`;
}

function firstOf(differences: readonly (string | null)[]): string | null {
  return differences.find((difference) => difference !== null) ?? null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
