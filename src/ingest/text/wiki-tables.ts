/** Tables of wikis, as converters write them: MediaWiki's cells a line each, DokuWiki's headers between carets. */

/** What stands before the text of a cell, if it is attributes. */
const ATTRIBUTES = /^[^|<[=]*=[^|<[]*\|(?!\|)/u;
const SPAN = /\b(?:col|row)span\s{0,2}=\s{0,2}"?\d{1,3}"?/gu;
/** A row of DokuWiki in which headers stand. */
const CARETS = /^[ \t]*\^(?:[^|^\n]*[|^]){2,}[ \t]*$/gmu;

/** The text with tables of MediaWiki as those of HTML, line by line, and headers of DokuWiki between bars. */
export function openWikiTables(text: string): string {
  const opened = text.includes('{|') ? withHtmlTables(text) : text;
  return opened.includes('^') ? opened.replace(CARETS, (row) => row.replaceAll('^', '|')) : opened;
}

function withHtmlTables(text: string): string {
  let isInTable = false;
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    const trimmed = line.trim();
    isInTable ||= trimmed.startsWith('{|');
    lines.push(isInTable ? htmlOf(trimmed) : line);
    if (trimmed.startsWith('|}')) isInTable = false;
  }
  // A table that nothing ends is none.
  return isInTable ? text : lines.join('\n');
}

function htmlOf(line: string): string {
  if (line.startsWith('{|')) return '<table>';
  if (line.startsWith('|}')) return '</table>';
  if (line.startsWith('|-')) return '<tr>';
  if (line.startsWith('|+')) return '';
  // What begins otherwise goes on with the cell above it.
  return /^[|!]/u.test(line)
    ? line
        .slice(1)
        .split(/\|\||!!/u)
        .map(htmlCell)
        .join('')
    : line;
}

function htmlCell(cell: string): string {
  const attributes = ATTRIBUTES.exec(cell)?.[0] ?? '';
  const spans = (attributes.match(SPAN) ?? []).map((span) => ` ${span}`);
  return `<td${spans.join('')}>${cell.slice(attributes.length).trim()}`;
}
