/** Automatic numbering: the "一、" that a word processor prints before a paragraph and the text does not hold. */
import { formatNumber } from './format-number.js';
import type { NumberingReference } from './styles.js';
import { child, childFlag, childNumber, childValue, childrenOf } from './xml-tree.js';
import type { TreeShape, XmlElement } from './xml-tree.js';

/** The whole of `word/numbering.xml` is small enough to keep. */
export const NUMBERING_SHAPE: TreeShape = { treat: () => 'keep', textOf: new Set() };

const LEVELS = 9;

/** One level of a list. */
interface Level {
  start: number;
  format: string;
  /** With %1 … %9 for the numbers of the levels, e.g. `%1、`. */
  pattern: string;
  /** What is between number and text. */
  suffix: string;
  /** The deepest level, from 1, behind which this one begins again; 0 for never. */
  restartsAfter: number;
  /** True where the numbers of the levels above are printed in Arabic digits. */
  legal: boolean;
  hidden: boolean;
  /** Id of the paragraph style that this level belongs to. */
  style: string | undefined;
}

/** A list: which definition it follows, and from which numbers it begins again when it is first used. */
interface List {
  definition: string;
  restarts: ReadonlyMap<number, number>;
  overrides: ReadonlyMap<number, Level>;
}

type Counters = (number | undefined)[];

/** Counts the items of all lists of a document; to be asked once for each paragraph, in document order. */
export class Numbering {
  readonly #definitions = new Map<string, Level[]>();
  readonly #lists = new Map<number, List>();
  /** Lists of one definition count together. */
  readonly #counters = new Map<string, Counters>();
  readonly #begun = new Set<number>();

  /** @param root tree of `word/numbering.xml`; undefined where the document has no lists */
  constructor(root?: XmlElement) {
    const numbering = child(root, 'w:numbering');
    const abstracts = childrenOf(numbering, 'w:abstractNum');
    const ofStyle = new Map(abstracts.map((abstract) => [childValue(abstract, 'w:styleLink'), abstract]));
    for (const abstract of abstracts) {
      // A definition may be kept in another one that names the same numbering style.
      const link = childValue(abstract, 'w:numStyleLink');
      const source = link === undefined ? abstract : (ofStyle.get(link) ?? abstract);
      this.#definitions.set(abstract.attributes['w:abstractNumId'] ?? '', readLevels(source));
    }
    for (const list of childrenOf(numbering, 'w:num')) {
      const id = Number(list.attributes['w:numId']);
      const definition = childValue(list, 'w:abstractNumId');
      if (Number.isInteger(id) && definition !== undefined) this.#lists.set(id, readList(list, definition));
    }
  }

  /**
   * The number that is printed before a paragraph, with what parts it from the text; empty for none, and for bullets.
   *
   * @param styleId the paragraph's style, to which a level may belong
   */
  next(reference: NumberingReference, styleId: string | undefined): string {
    const { numId } = reference;
    const list = numId === undefined ? undefined : this.#lists.get(numId);
    if (numId === undefined || list === undefined) return '';
    const levels = this.#levels(list);
    const ofStyle = styleId === undefined ? -1 : levels.findIndex((level) => level.style === styleId);
    const at = reference.level ?? Math.max(0, ofStyle);
    const level = levels[at];
    if (level === undefined) return '';
    const counters = this.#count(numId, list, levels, at);
    if (level.format === 'bullet' || level.hidden) return '';
    const label = level.pattern.replace(/%([1-9])/gu, (_, digit: string) => {
      const index = Number(digit) - 1;
      const format = levels[index]?.format ?? 'decimal';
      return formatNumber(counters[index] ?? 0, level.legal && index < at ? 'decimal' : format);
    });
    return label === '' ? '' : label + (/[、，。：）】》]$/u.test(label) ? '' : level.suffix);
  }

  #levels(list: List): Level[] {
    const levels = this.#definitions.get(list.definition) ?? [];
    if (list.overrides.size === 0) return levels;
    return Array.from(
      { length: LEVELS },
      (_, index) => list.overrides.get(index) ?? levels[index] ?? NO_LEVEL,
    );
  }

  /** Counts one item of a level and returns the numbers of all. */
  #count(numId: number, list: List, levels: readonly Level[], at: number): Counters {
    const counters = this.#counters.get(list.definition) ?? [];
    this.#counters.set(list.definition, counters);
    const start = (index: number): number => list.restarts.get(index) ?? levels[index]?.start ?? 1;
    if (!this.#begun.has(numId)) {
      this.#begun.add(numId);
      for (const index of list.restarts.keys()) counters[index] = undefined;
    }
    const current = counters[at];
    counters[at] = current === undefined ? start(at) : current + 1;
    for (let above = 0; above < at; above += 1) counters[above] ??= start(above);
    for (let below = at + 1; below < LEVELS; below += 1) {
      if (at < (levels[below]?.restartsAfter ?? below)) counters[below] = undefined;
    }
    return counters;
  }
}

function readLevels(abstract: XmlElement): Level[] {
  const levels = Array.from({ length: LEVELS }, () => NO_LEVEL);
  for (const element of childrenOf(abstract, 'w:lvl')) {
    const index = levelIndex(element);
    if (index !== null) levels[index] = readLevel(element, index);
  }
  return levels;
}

/** The level that an element speaks of, from 0; null where it names none that there is. */
function levelIndex(element: XmlElement): number | null {
  const text = element.attributes['w:ilvl'] ?? '';
  return /^[0-8]$/u.test(text) ? Number(text) : null;
}

const NO_LEVEL: Level = Object.freeze({
  start: 1,
  format: 'none',
  pattern: '',
  suffix: '',
  restartsAfter: LEVELS,
  legal: false,
  hidden: false,
  style: undefined,
});

function readLevel(element: XmlElement, index: number): Level {
  return {
    start: childNumber(element, 'w:start') ?? 0,
    format: childValue(element, 'w:numFmt') ?? 'decimal',
    pattern: childValue(element, 'w:lvlText') ?? '',
    // A tab would make the number a field of its own to those who read tables from tabs.
    suffix: childValue(element, 'w:suff') === 'nothing' ? '' : ' ',
    restartsAfter: childNumber(element, 'w:lvlRestart') ?? index,
    legal: childFlag(element, 'w:isLgl') ?? false,
    hidden: childFlag(child(element, 'w:rPr'), 'w:vanish') ?? false,
    style: childValue(element, 'w:pStyle'),
  };
}

function readList(element: XmlElement, definition: string): List {
  const restarts = new Map<number, number>();
  const overrides = new Map<number, Level>();
  for (const override of childrenOf(element, 'w:lvlOverride')) {
    const index = levelIndex(override);
    if (index === null) continue;
    const start = childNumber(override, 'w:startOverride');
    if (start !== undefined) restarts.set(index, start);
    const level = child(override, 'w:lvl');
    if (level !== undefined) overrides.set(index, readLevel(level, index));
  }
  return { definition, restarts, overrides };
}
