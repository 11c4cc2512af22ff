/** Text as a browser shows it: white space collapsed, lines of one cell joined. Stored text gets nothing beyond that. */

/** Characters beside which Chinese typesetting puts no blank: Han, CJK and full-width punctuation. */
const CJK = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef“”‘’…—]/u;
/** Invisible characters that editors leave behind; between the digits of a number they would part it. */
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/gu;
/** White space that HTML collapses (not the no-break space), but for a single blank. */
const SPACE_RUN = /[ \t\n\r\f]{2,}|[\t\n\r\f]/gu;
const LINE_END = /[\n\r\f]/u;

/**
 * The text of one line: runs of white space become one blank, or nothing where the run holds a line end of the source
 * and Chinese is beside it (CSS Text 3, 4.1.3); no-break spaces become blanks and are all kept. Two or more tabs
 * inside the line part it into fields and are kept.
 */
export function collapseSpace(raw: string): string {
  const trimmed = raw.replace(INVISIBLE, '').trim();
  if (!/[\t\n\r\f\u00a0]| {2}/u.test(trimmed)) return trimmed;
  const runs = trimmed.match(SPACE_RUN) ?? [];
  const keepsTabs = runs.filter((run) => run.includes('\t') && !LINE_END.test(run)).length >= 2;
  const collapsed = trimmed.replace(SPACE_RUN, (run: string, at: number) => {
    if (LINE_END.test(run)) {
      return besideCjk(trimmed.slice(at - 1, at), trimmed.slice(at + run.length, at + run.length + 1))
        ? ''
        : ' ';
    }
    return keepsTabs && run.includes('\t') ? run.replace(/[^\t]/gu, '') : ' ';
  });
  return collapsed.replaceAll('\u00a0', ' ');
}

/** A line of preformatted text: kept as it is, but for invisible characters. */
export function preformatted(raw: string): string {
  return raw.replace(INVISIBLE, '').replaceAll('\u00a0', ' ');
}

/** Joins the lines of one cell or heading: nothing between Chinese, a blank between Latin words and between digits. */
export function joinLines(lines: readonly string[]): string {
  let joined = '';
  for (const line of lines) {
    const text = line.trim();
    if (text === '') continue;
    joined += joined === '' || besideCjk(joined, text) ? text : ` ${text}`;
  }
  return joined;
}

/** True where the last character of `left` or the first of `right` is Chinese. */
function besideCjk(left: string, right: string): boolean {
  return CJK.test(left.slice(-1)) || CJK.test(right.slice(0, 1));
}

/** NFKC without white space: the form in which text is compared with words of the genre. */
export function compact(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '');
}
