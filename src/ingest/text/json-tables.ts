/** Objects of JSON that tell the rows of a table: each number under the name of its column. A name may stand twice in one object. */
import { furtherRight } from '../../domain/place.js';
import type { GridCell, LineBlock, TableBlock } from '../document.js';
import { compact } from '../html/html-text.js';
import { isFormColumn } from '../html/report-signs.js';
import type { NamedRow } from './named-values.js';
import { tableOf } from './named-values.js';
import type { Run } from './replace-runs.js';
import { replaceRuns } from './replace-runs.js';

type Node =
  | { kind: 'value'; text: string; at: number }
  | { kind: 'list'; items: Node[] }
  | { kind: 'object'; members: { name: Value; node: Node }[] };
type Value = Extract<Node, { kind: 'value' }>;

const TOKEN = /(?:([{}[\],:])|"((?:[^"\\]|\\.)*)"|([^\s{}[\],:"]+))/uy;
const NOTHING = /^(?:null|none|nan|undefined)$/iu;
const MOST_LINES = 5000;
const MOST_CHARACTERS = 1_000_000;
/** Deeper than any table is told. */
const DEEPEST = 12;

/** Replaces objects of JSON that print the official forms by tables; all else stays. */
export function jsonTables(blocks: readonly (LineBlock | TableBlock)[]): (LineBlock | TableBlock)[] {
  return replaceRuns(blocks, tableAt);
}

function tableAt(blocks: readonly (LineBlock | TableBlock)[], from: number): Run | null {
  const first = blocks[from];
  if (first?.kind !== 'line' || !/^\s*(?:\{|\[\s*(?:\{|$))/u.test(first.text)) return null;
  const source = new Source(blocks, from);
  const node = read(source, 0);
  if (node === null) return null;
  const rows = rowsOf(node, [], source);
  const isOfForm = rows.some(({ values }) => values.some(({ name }) => isFormColumn(compact(name))));
  if (!isOfForm) return null;
  const next = source.endsLine();
  return next === null ? null : { blocks: [tableOf(rows)], next };
}

/** The text of the lines from one on, read token by token. */
class Source {
  readonly #text: string;
  /** The lines, and where each begins in the text. */
  readonly #lines: { line: LineBlock; start: number }[] = [];
  readonly #from: number;
  #at = 0;

  constructor(blocks: readonly (LineBlock | TableBlock)[], from: number) {
    this.#from = from;
    let text = '';
    for (const line of blocks.slice(from, from + MOST_LINES)) {
      if (line.kind !== 'line' || text.length > MOST_CHARACTERS) break;
      this.#lines.push({ line, start: text.length });
      text += `${line.text}\n`;
    }
    this.#text = text;
  }

  /** The next token: a sign, or a value; null at the end, and for what is no JSON. */
  next(): { sign: string } | Value | null {
    while (/\s/.test(this.#text.charAt(this.#at))) this.#at += 1;
    TOKEN.lastIndex = this.#at;
    const match = TOKEN.exec(this.#text);
    if (match === null) return null;
    this.#at = TOKEN.lastIndex;
    const [, sign, quoted, bare] = match;
    if (sign !== undefined) return { sign };
    const at = TOKEN.lastIndex - (quoted === undefined ? (bare ?? '').length : quoted.length + 1);
    const text = quoted === undefined ? (NOTHING.test(bare ?? '') ? '' : (bare ?? '')) : unescaped(quoted);
    return { kind: 'value', text, at };
  }

  /** The next token, which stays. */
  peek(): { sign: string } | Value | null {
    const at = this.#at;
    const token = this.next();
    this.#at = at;
    return token;
  }

  /** The block behind what was read; null where its line goes on. */
  endsLine(): number | null {
    const index = this.#lines.findLastIndex(({ start }) => start < this.#at);
    const rest = this.#text.slice(this.#at, this.#text.indexOf('\n', this.#at));
    return /^\s*(?:,\s*)?$/u.test(rest) ? this.#from + index + 1 : null;
  }

  cell({ text, at }: Value): GridCell {
    const found = this.#lines.findLast(({ start }) => start <= at);
    const place = found?.line.place ?? {};
    return {
      text,
      origin: true,
      place: furtherRight(place, at - (found?.start ?? 0)),
    };
  }
}

function read(source: Source, depth: number): Node | null {
  const token = source.next();
  if (token === null || depth > DEEPEST) return null;
  if (!('sign' in token)) return token;
  if (token.sign === '[') {
    const items: Node[] = [];
    return readMembers(source, ']', () => {
      const item = read(source, depth + 1);
      if (item !== null) items.push(item);
      return item !== null;
    })
      ? { kind: 'list', items }
      : null;
  }
  if (token.sign !== '{') return null;
  const members: { name: Value; node: Node }[] = [];
  return readMembers(source, '}', () => {
    const name = source.next();
    if (name === null || 'sign' in name || !isSign(source.next(), ':')) return false;
    const node = read(source, depth + 1);
    if (node !== null) members.push({ name, node });
    return node !== null;
  })
    ? { kind: 'object', members }
    : null;
}

/** Reads up to the closing sign; false where something else stands there. */
function readMembers(source: Source, end: string, readOne: () => boolean): boolean {
  if (isSign(source.peek(), end)) return source.next() !== null;
  for (;;) {
    if (!readOne()) return false;
    const token = source.next();
    if (isSign(token, end)) return true;
    if (!isSign(token, ',')) return false;
    // A comma before the end is no JSON, and is written.
    if (isSign(source.peek(), end)) return source.next() !== null;
  }
}

function isSign(token: { sign: string } | Value | null, sign: string): boolean {
  return token !== null && 'sign' in token && token.sign === sign;
}

/** The rows of a value: an object with values under names of columns is one, labelled by its other values or by the names above it. */
function rowsOf(node: Node, path: readonly Value[], source: Source): NamedRow[] {
  if (node.kind === 'value') return [];
  if (node.kind === 'list') return node.items.flatMap((item) => rowsOf(item, path, source));
  const named = node.members.flatMap(({ name, node: value }) =>
    value.kind === 'value' ? [{ name, value }] : [],
  );
  const isColumn = ({ name }: { name: Value }): boolean => isFormColumn(compact(name.text));
  const inner = node.members.flatMap(({ name, node: value }) =>
    value.kind === 'value' ? [] : rowsOf(value, [...path, name], source),
  );
  if (!named.some(isColumn)) return inner;
  const labels = [...path, ...named.filter((own) => !isColumn(own)).map(({ value }) => value)];
  // The one row of the third table has no label.
  const [label = named[0]?.name] = labels;
  if (label === undefined) return inner;
  const own: NamedRow = {
    label: { ...source.cell(label), text: labels.map(({ text }) => text).join('') },
    values: named.filter(isColumn).map(({ name, value }) => ({ name: name.text, cell: source.cell(value) })),
  };
  return [own, ...inner];
}

function unescaped(text: string): string {
  return text
    .replace(/\\u([\da-f]{4})/giu, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    .replace(/\\[nrt]/gu, '')
    .replace(/\\(.)/gu, '$1');
}
