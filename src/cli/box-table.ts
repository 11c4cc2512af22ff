/** Tables drawn with box characters, Chinese characters taking the two columns that a terminal gives them. */
import { displayWidth } from '../text/display-width.js';

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
