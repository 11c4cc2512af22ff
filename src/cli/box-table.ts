/** Tables drawn with box characters, Chinese characters taking the two columns that a terminal gives them. */

/** Characters of East Asian Width W or F (Unicode Standard Annex 11), as far as reports hold them. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u;
/** Characters that take no column of their own. */
const ZERO = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** Number of terminal columns that a text takes. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += ZERO.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}

/** Cuts a text into lines of at most `width` columns; a character wider than that has a line of its own. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let taken = 0;
  for (const character of text) {
    const own = displayWidth(character);
    if (taken + own > width && line !== '') {
      lines.push(line);
      line = '';
      taken = 0;
    }
    line += character;
    taken += own;
  }
  return [...lines, line];
}

export interface BoxTableOptions {
  /** Widest that the first column may become, in terminal columns; longer labels are wrapped. */
  labelWidth: number;
  /** Widest that any other column may become. */
  cellWidth: number;
}

/**
 * Draws rows of equal length as a table; the first row is the header. The first column is set left, all others
 * right, as numbers are.
 */
export function drawTable(rows: readonly (readonly string[])[], options: BoxTableOptions): string {
  const limitOf = (column: number): number => (column === 0 ? options.labelWidth : options.cellWidth);
  const wrapped = rows.map((row) => row.map((cell, column) => wrap(cell, limitOf(column))));
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...wrapped.flatMap((row) => (row[column] ?? []).map(displayWidth))),
  );
  const rule = (left: string, middle: string, right: string): string =>
    `${left}${widths.map((width) => '─'.repeat(width + 2)).join(middle)}${right}\n`;
  const lines = wrapped.map((row) => drawRow(row, widths));
  const [header = '', ...body] = lines;
  return `${rule('┌', '┬', '┐')}${header}${rule('├', '┼', '┤')}${body.join('')}${rule('└', '┴', '┘')}`;
}

function drawRow(cells: readonly (readonly string[])[], widths: readonly number[]): string {
  const height = Math.max(...cells.map((cell) => cell.length));
  let drawn = '';
  for (let line = 0; line < height; line += 1) {
    const parts = widths.map((width, column) => {
      const text = cells[column]?.[line] ?? '';
      const padding = ' '.repeat(width - displayWidth(text));
      return column === 0 ? ` ${text}${padding} ` : ` ${padding}${text} `;
    });
    drawn += `│${parts.join('│')}│\n`;
  }
  return drawn;
}
