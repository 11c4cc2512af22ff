/**
 * Words: nodejieba for Han, plain rules for the rest. The only module that knows nodejieba. A server has its runs cut by another
 * process (`cut-ahead.ts`), so that it need not hold the dictionaries; what has been cut so is kept here.
 */
import { accessSync, constants } from 'node:fs';
import nodejieba from 'nodejieba';
import { OgiError } from '../errors.js';
import { DOMAIN_WORDS } from './domain-words.js';

/** Paths that nodejieba exports and its types leave out. */
interface DictionaryPaths {
  readonly DEFAULT_DICT: string;
  readonly DEFAULT_HMM_DICT: string;
  readonly DEFAULT_USER_DICT: string;
  readonly DEFAULT_IDF_DICT: string;
  readonly DEFAULT_STOP_WORD_DICT: string;
}

let loaded = false;

/**
 * Looks whether nodejieba and its dictionaries are there, without loading them.
 *
 * @throws OgiError `BAD_CONFIGURATION` where they are not.
 */
export function checkSegmenter(): void {
  try {
    const paths = nodejieba as unknown as DictionaryPaths;
    for (const path of [
      paths.DEFAULT_DICT,
      paths.DEFAULT_HMM_DICT,
      paths.DEFAULT_USER_DICT,
      paths.DEFAULT_IDF_DICT,
      paths.DEFAULT_STOP_WORD_DICT,
    ]) {
      accessSync(path, constants.R_OK);
    }
  } catch (error) {
    throw notLoaded(error);
  }
}

/**
 * Loads nodejieba and the domain's words, once for the process: about a second and 255 MB. The first run that is not cut yet does it
 * otherwise.
 *
 * @throws OgiError `BAD_CONFIGURATION` where nodejieba or its dictionaries are not there.
 */
export function loadSegmenter(): void {
  if (loaded) return;
  // The native code ends the whole process where a dictionary is missing; so look first.
  checkSegmenter();
  try {
    nodejieba.load();
    for (const word of DOMAIN_WORDS) {
      // An inserted word gets a middling weight; one that nodejieba knows keeps its own, higher one.
      if (nodejieba.cut(word).length > 1) nodejieba.insertWord(word);
    }
  } catch (error) {
    throw notLoaded(error);
  }
  loaded = true;
}

function notLoaded(cause: unknown): OgiError {
  return new OgiError('BAD_CONFIGURATION', 'The Chinese word segmenter (nodejieba) cannot be loaded.', {
    remedy: 'Install again with install scripts allowed (npm ci), or run: npm rebuild nodejieba',
    cause,
  });
}

/** A stretch of Han, of white space, or of anything else. */
const STRETCH = /\p{Script=Han}+|\p{White_Space}+|[^\p{Script=Han}\p{White_Space}]+/gu;
/** Signs that part words where they are at the edge of a stretch; `%`, `#`, `+` … belong to their neighbour. */
const LEADING_SIGNS = /^(?:(?![%‰#@&*])[\p{P}~|<>=^`])+/u;
const TRAILING_SIGNS = /(?<!(?![%‰#@&*])[\p{P}~|<>=^`])(?:(?![%‰#@&*])[\p{P}~|<>=^`])+$/u;

/**
 * Cuts text in normal form into words and what is between them; joined, the parts give back the text. Han
 * is cut by nodejieba; other stretches stay whole (`25.1`, `www.example.cn`) but for the signs at their edges.
 */
export function segment(run: string): string[] {
  const parts: string[] = [];
  for (const [stretch] of run.matchAll(STRETCH)) {
    if (/^\p{Script=Han}/u.test(stretch)) parts.push(...cutHan(stretch));
    else parts.push(...splitEdges(stretch));
  }
  return parts;
}

/** So many runs that were cut are kept; the longest query has 256 characters. */
const KEPT_CUTS = 5000;
/** The words of runs of Han, those that were asked for last at the end. */
const cuts = new Map<string, readonly string[]>();

/** The runs of Han in a text in normal form that are not cut yet, each once; none where this process can cut by itself. */
export function uncutRuns(text: string): string[] {
  if (loaded) return [];
  const runs = new Set(text.match(/\p{Script=Han}+/gu));
  return [...runs].filter((run) => keptCut(run) === undefined);
}

/** Keeps the words of a run, as {@link segment} would cut it. */
export function keepCut(run: string, words: readonly string[]): void {
  const [oldest] = cuts.keys();
  if (cuts.size >= KEPT_CUTS && oldest !== undefined) cuts.delete(oldest);
  cuts.set(run, words);
}

function keptCut(run: string): readonly string[] | undefined {
  const words = cuts.get(run);
  if (words === undefined) return undefined;
  cuts.delete(run);
  cuts.set(run, words);
  return words;
}

function cutHan(stretch: string): readonly string[] {
  const kept = keptCut(stretch);
  if (kept !== undefined) return kept;
  loadSegmenter();
  return nodejieba.cut(stretch);
}

function splitEdges(stretch: string): string[] {
  const leading = LEADING_SIGNS.exec(stretch)?.[0] ?? '';
  const rest = stretch.slice(leading.length);
  const trailing = TRAILING_SIGNS.exec(rest)?.[0] ?? '';
  return [leading, rest.slice(0, rest.length - trailing.length), trailing].filter((part) => part !== '');
}
