/**
 * Writes small PDFs. They name a font that every viewer brings along and embed none, so that no font file is needed. Points;
 * x to the right, y down from the top.
 */

/** Half of an em for ASCII, one em for all else. */
export function widthOf(text: string, size: number): number {
  return [...text].reduce((sum, character) => sum + (character.charCodeAt(0) < 0x80 ? size / 2 : size), 0);
}

/** A PDF under construction: what is drawn goes to the page begun last. */
export class PdfBuilder {
  readonly width: number;
  readonly height: number;
  readonly #rotate: number;
  readonly #predefined: boolean;
  readonly #forms: number;
  readonly #pages: string[][] = [];
  readonly #characters = new Set<string>();
  readonly #otherFont: string;
  readonly #untold: string;

  /**
   * @param options `predefined`: the codes are of a predefined CMap, else the file says which letters they are. `forms`: so
   *   many drawings X0, X1, …, each of which draws the next 30 times. `otherFont`: the dictionary of a second font, F2. `untold`:
   *   characters of which the file does not say which letters they are.
   */
  constructor({
    width = 595,
    height = 842,
    rotate = 0,
    predefined = false,
    forms = 0,
    otherFont = '',
    untold = '',
  } = {}) {
    this.width = width;
    this.height = height;
    this.#rotate = rotate;
    this.#predefined = predefined;
    this.#forms = forms;
    this.#otherFont = otherFont;
    this.#untold = untold;
  }

  page(): this {
    this.#pages.push([]);
    return this;
  }

  /** Text whose baseline begins at a point; `degrees` turns it anticlockwise. */
  text(x: number, y: number, text: string, size = 10, degrees = 0): this {
    const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
    const matrix = [cos, sin, -sin, cos, x, this.height - y].map((value) => value.toFixed(4)).join(' ');
    const hex = hexOf(text);
    for (const character of text) this.#characters.add(character);
    return this.raw(`BT /F1 ${size} Tf ${matrix} Tm <${hex}> Tj ET`);
  }

  rule(x0: number, y0: number, x1: number, y1: number): this {
    return this.raw(`0.5 w ${x0} ${this.height - y0} m ${x1} ${this.height - y1} l S`);
  }

  /** Operators as they stand in the page's content. */
  raw(operators: string): this {
    this.#pages.at(-1)?.push(operators);
    return this;
  }

  bytes(): Uint8Array {
    const kids = this.#pages.map((_, index) => `${6 + index * 2} 0 R`).join(' ');
    const firstForm = 6 + this.#pages.length * 2;
    const drawings = Array.from(
      { length: this.#forms },
      (_, index) => `/X${index} ${firstForm + index} 0 R`,
    ).join(' ');
    const resources = `/Resources << /Font << /F1 3 0 R ${this.#otherFont === '' ? '' : `/F2 ${this.#otherFont}`} >> /XObject << ${drawings} >> >>`;
    const objects = [
      '<< /Type /Catalog /Pages 2 0 R >>',
      `<< /Type /Pages /Kids [${kids}] /Count ${this.#pages.length} >>`,
      '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /DescendantFonts [4 0 R]' +
        (this.#predefined ? ' /Encoding /UniGB-UCS2-H >>' : ' /Encoding /Identity-H /ToUnicode 5 0 R >>'),
      '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000' +
        (this.#predefined
          ? ' /W [1 95 500] /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >>'
          : ' /W [32 126 500] /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>') +
        ' /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -200 1000 900]' +
        ' /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >> >>',
      stream(toUnicode([...this.#characters].filter((character) => !this.#untold.includes(character)))),
      ...this.#pages.flatMap((operators, index) => [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${this.width} ${this.height}] /Rotate ${this.#rotate}` +
          ` ${resources} /Contents ${7 + index * 2} 0 R >>`,
        // As some writers do: said to be compressed, and nothing.
        stream(operators.join('\n'), operators.length === 0 ? '/Filter /FlateDecode ' : ''),
      ]),
      ...Array.from({ length: this.#forms }, (_, index) =>
        stream(
          index + 1 < this.#forms ? `/X${index + 1} Do\n`.repeat(30) : '0 0 m 9 9 l S',
          `/Type /XObject /Subtype /Form /BBox [0 0 999 999] ${resources} `,
        ),
      ),
    ];
    let file = '%PDF-1.4\n';
    const offsets = objects.map((object, index) => {
      const offset = file.length;
      file += `${index + 1} 0 obj\n${object}\nendobj\n`;
      return offset;
    });
    const size = objects.length + 1;
    const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
    const trailer = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
    return Uint8Array.from(
      Buffer.from(`${file}xref\n0 ${size}\n0000000000 65535 f \n${entries}${trailer}`, 'latin1'),
    );
  }
}

function hexOf(text: string): string {
  return Buffer.from(text, 'utf16le').swap16().toString('hex');
}

function toUnicode(characters: readonly string[]): string {
  const pairs = characters.map((character) => `<${hexOf(character)}> <${hexOf(character)}>`);
  return [
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def',
    '1 begincodespacerange <0000> <ffff> endcodespacerange',
    ...pairs.map((pair) => `1 beginbfchar ${pair} endbfchar`),
    'endcmap end end',
  ].join('\n');
}

function stream(content: string, entries = ''): string {
  return `<< ${entries}/Length ${content.length} >>\nstream\n${content}\nendstream`;
}

/** A cell of a table to be drawn. */
export interface DrawnCell {
  row: number;
  column: number;
  rowSpan: number;
  columnSpan: number;
  text: string;
}

/** A table to be drawn. */
export interface DrawnTable {
  /** Edges of its columns. */
  xs: readonly number[];
  rows: number;
  cells: readonly DrawnCell[];
}

/** How tables are drawn. */
export interface DrawOptions {
  rulings?: boolean;
  size?: number;
  rowHeight?: number;
  /** Where the table begins on the page. */
  top?: number;
}

/** Draws rows `from` to `to` of a table, text wrapped and in the middle of its cell; gives where it ends. */
export function drawRows(
  pdf: PdfBuilder,
  table: DrawnTable,
  from: number,
  to: number,
  { rulings = true, size = 8, rowHeight = 36, top = 80 }: DrawOptions = {},
): number {
  const x = (column: number): number => table.xs[column] ?? 0;
  const y = (row: number): number => top + (row - from) * rowHeight;
  for (const cell of table.cells) {
    const [first, last] = [Math.max(cell.row, from), Math.min(cell.row + cell.rowSpan, to)];
    if (first >= last) continue;
    const [left, right] = [x(cell.column), x(cell.column + cell.columnSpan)];
    if (rulings) {
      pdf.rule(left, y(first), right, y(first)).rule(left, y(last), right, y(last));
      pdf.rule(left, y(first), left, y(last)).rule(right, y(first), right, y(last));
    }
    // A page that goes on with a merged cell does not print its text again.
    if (cell.row < from) continue;
    const lines = wrap(cell.text, right - left - 6, size);
    const middle = (y(first) + y(last)) / 2;
    lines.forEach((line, index) => {
      const baseline = middle + (index - (lines.length - 1) / 2) * size * 1.25 + size * 0.36;
      const isNumber = /^[\d.]*$/u.test(line);
      pdf.text(isNumber ? (left + right - widthOf(line, size)) / 2 : left + 3, baseline, line, size);
    });
  }
  return y(to);
}

function wrap(text: string, width: number, size: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const character of text) {
    if (line !== '' && widthOf(line + character, size) > width) {
      lines.push(line);
      line = '';
    }
    line += character;
  }
  return line === '' ? lines : [...lines, line];
}
