/** Finds the title among the lines before the report's first heading. */
import type { HeadText } from './head-text.js';
import { joinText, sliceText } from './head-text.js';
import { ORGAN_END, namesItself } from './organ-name.js';
import type { FrontLine } from './front-lines.js';
import { isSiteWord } from './page-lines.js';
import type { TitleText } from './title-text.js';
import { readShortTitle, readTitle } from './title-text.js';

/** The title and the lines that print it. */
export interface FoundTitle extends TitleText {
  /** Indexes of its items, and of those that print it again. */
  indexes: number[];
}

interface Candidate {
  title: TitleText;
  /** Of its items. */
  indexes: number[];
  /** How much it says. */
  worth: number;
}

/** A title is broken over so many lines at most. */
const MOST_LINES = 4;
/** An organ's line between the title and the report stands so near. */
const COVER_LINES = 4;
/** What sites call the column in which the reports stand. */
const COLUMN =
  /^(?:法定主动公开内容)?(?:政府)?信息公开(?:工作)?(?:年度)?年报$|^政务公开年报$|^政府信息公开(?:年度)?报告$/u;

/** The title that says most, the first of equals; null where none is printed. */
export function findTitle(lines: readonly FrontLine[]): FoundTitle | null {
  return bestTitle(lines, readTitle) ?? bestTitle(lines, readShortTitle);
}

type ReadTitle = (text: HeadText) => TitleText | null;

function bestTitle(lines: readonly FrontLine[], read: ReadTitle): FoundTitle | null {
  const found: Candidate[] = [];
  lines.forEach((_, start) => {
    const candidate = titleAt(lines, start, read);
    if (candidate !== null) found.push(candidate);
  });
  const first = found.reduce<Candidate | null>((a, b) => (a === null || b.worth > a.worth ? b : a), null);
  if (first === null) return null;
  const best = found.find((other) => isWhole(other, first, lines)) ?? first;
  const again = found.filter(({ title }) => isSame(best.title, title)).flatMap(({ indexes }) => indexes);
  return { ...best.title, indexes: [...new Set([...best.indexes, ...again])] };
}

function titleAt(lines: readonly FrontLine[], start: number, read: ReadTitle): Candidate | null {
  const parts: FrontLine[] = [];
  let best: Candidate | null = null;
  for (let at = start; at < lines.length && parts.length < MOST_LINES; at += 1) {
    const line = lines[at];
    if (line === undefined || line.titlePart === null) {
      if (line?.isChrome === true && parts.length > 0) continue;
      break;
    }
    if (parts.length > 0 && line.titlePart.isLabelled) break;
    parts.push(line);
    const text = withYear(parts.flatMap(({ titlePart }) => (titlePart === null ? [] : [titlePart.text])));
    const title = read(text);
    if (title === null || COLUMN.test(title.text.folded)) continue;
    const labelled = parts[0]?.titlePart?.isLabelled === true;
    const worth = worthOf(title) + (labelled ? 0.5 : 0) - parts.length * 0.1;
    if (best === null || worth > best.worth)
      best = { title, indexes: parts.map(({ index }) => index), worth };
  }
  return best;
}

const YEAR_ALONE = /^20\d{2}$/u;
/** Where a title without its year has the place for it, the surest first: 年青岚市…, …报告(年度), …统计局年政府信息公开… */
const EMPTY_PLACES: readonly RegExp[] = [/^(?=年)/u, /(?<=[(〔[])(?=年)/u, /(?<!\d)(?=年(?:度|政府|信息))/u];

/**
 * The parts of a title as one. A year on a line of its own, where the title leaves its place empty, is put there: figures
 * in a smaller type stand on another line for some tools.
 */
function withYear(parts: readonly HeadText[]): HeadText {
  const years = parts.filter(({ folded }) => YEAR_ALONE.test(folded));
  const [year] = years;
  const text = joinText(parts.filter(({ folded }) => !YEAR_ALONE.test(folded)));
  const place = EMPTY_PLACES.map((pattern) => pattern.exec(text.folded)?.index).find(
    (at) => at !== undefined,
  );
  if (year === undefined || years.length > 1 || place === undefined) return joinText(parts);
  return joinText([sliceText(text, 0, place), year, sliceText(text, place)]);
}

const BROAD_PLACE = /^(?:20\d{2})?(?:年度?)?[^年]{2,8}?(?:省|自治区|[市州盟县区旗])/u;
/** Two places, the wider first, and nothing behind them. */
const PLACES_ALONE = /^(?:20\d{2})?(?:年度?)?[^年]{2,8}?(?:省|自治区|[市州盟])[^年]{2,8}?[市州盟县区旗]$/u;

/**
 * True for a candidate that begins further up than another, within the words of one name: 云泽省青岚市汀 / 麓街道办事处2023年….
 * What ends as an organ's name above the title may be the site's.
 */
function isWhole(longer: Candidate, shorter: Candidate, lines: readonly FrontLine[]): boolean {
  const [end, start] = [shorter.indexes.at(-1), shorter.indexes[0]];
  if (longer === shorter || longer.indexes.at(-1) !== end || longer.title.year !== shorter.title.year)
    return false;
  const [mine, theirs] = [longer.title.organ?.folded ?? '', shorter.title.organ?.folded ?? ''];
  if (start === undefined || !longer.indexes.includes(start) || !mine.endsWith(theirs)) return false;
  const above = lines
    .filter(({ index, titlePart }) => index < start && longer.indexes.includes(index) && titlePart !== null)
    .map(({ text }) => text.folded)
    .filter((folded) => !YEAR_ALONE.test(folded))
    .join('');
  if (/^年/u.test(above)) return true;
  // A wide place begins a name of its own.
  if (BROAD_PLACE.test(theirs)) return false;
  return (
    BROAD_PLACE.test(above) && !isSiteWord(above) && (!ORGAN_END.test(above) || PLACES_ALONE.test(above))
  );
}

function worthOf({ text, organ, year }: TitleText): number {
  const isCut = text.folded.endsWith('报') && !text.folded.endsWith('年报') ? 1 : 0;
  return (organ === null ? 0 : 4 + (namesItself(organ.folded) ? 2 : 0)) + (year === null ? 0 : 2) - isCut;
}

/** True for the same title, or a part of it, printed once more. */
function isSame(title: TitleText, other: TitleText): boolean {
  if (other.year !== null && title.year !== null && other.year !== title.year) return false;
  if (other.organ === null) return true;
  const [mine, theirs] = [title.organ?.folded ?? '', other.organ.folded];
  return (
    mine === theirs ||
    mine.endsWith(theirs) ||
    theirs.endsWith(mine) ||
    mine.startsWith(theirs) ||
    theirs.startsWith(mine)
  );
}

/** The organ on a line of its own between a title without one and the report, as covers print it; null where there is none. */
export function coverOrgan(lines: readonly FrontLine[], title: FoundTitle): HeadText | null {
  const last = Math.max(...title.indexes);
  for (const { index, text, isProse, isChrome, fields } of lines) {
    if (index <= last || isChrome || fields.length > 0) continue;
    if (isProse || index > last + COVER_LINES) return null;
    if (ORGAN_END.test(text.folded) && namesItself(text.folded)) return text;
  }
  return null;
}

/** The organ on a line of its own above the text of a report without a title; null where there is none. */
export function organLine(lines: readonly FrontLine[]): HeadText | null {
  for (const { text, isProse, isChrome, isValue, fields } of lines) {
    if (isProse) return null;
    if (isChrome || isValue === true || fields.length > 0) continue;
    if (ORGAN_END.test(text.folded) && namesItself(text.folded)) return text;
  }
  return null;
}
