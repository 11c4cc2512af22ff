/** What a page paints, as PDFium parsed it: its pieces of text with their clips, its rulings, its pictures. */
import { apply, multiply } from '../../page/matrix.js';
import type { Matrix } from '../../page/matrix.js';
import type { Box, Point } from '../../page/drawn-rules.js';
import { narrowedClip } from '../clip.js';
import { RulingPen } from '../path-rulings.js';
import type { Pdfium } from './pdfium-library.js';
import { UnsureError } from './unsure.js';

/** Kinds of page objects, and of the parts of a path (fpdf_edit.h). */
const [TEXT, PATH, IMAGE, FORM] = [1, 2, 3, 5];
const [LINE_TO, MOVE_TO] = [0, 2];

/** How many pieces of text and rulings of one page are kept; a page of a report has under 3,000 and 500. */
const MOST_PIECES = 100_000;
const MOST_BOXES = 20_000;
/** Drawings within drawings, deeper than any writer sets them. */
const DEEPEST = 16;

/** Square points from which on a picture counts. */
const LEAST_PICTURE = 1000;

/** What was painted with one operator of text. */
export interface TextPiece {
  readonly print: number;
  /** Outside of it nothing is shown; null for all of the page. */
  readonly clip: Box | null;
  /** The page's content says in its marks which letter it stands for. */
  readonly isNamed: boolean;
}

export interface PaintedObjects {
  /** By the address of the object. */
  readonly texts: ReadonlyMap<number, TextPiece>;
  readonly boxes: readonly Box[];
  /** Square points that pictures cover. */
  readonly pictured: number;
}

/**
 * @param transform from the page's own space to points from the top left corner
 * @throws UnsureError
 */
export function paintedObjects(pdfium: Pdfium, page: number, transform: Matrix): PaintedObjects {
  const walk = new ObjectWalk(pdfium);
  const { calls } = pdfium;
  for (let index = 0; index < calls.FPDFPage_CountObjects(page); index += 1)
    walk.visit(calls.FPDFPage_GetObject(page, index), transform, 0);
  return walk;
}

class ObjectWalk implements PaintedObjects {
  readonly texts = new Map<number, TextPiece>();
  readonly boxes: Box[] = [];
  pictured = 0;
  readonly #pdfium: Pdfium;

  constructor(pdfium: Pdfium) {
    this.#pdfium = pdfium;
  }

  visit(object: number, space: Matrix, depth: number): void {
    switch (this.#pdfium.calls.FPDFPageObj_GetType(object)) {
      case TEXT:
        if (this.texts.size >= MOST_PIECES) throw new UnsureError('more pieces of text than a page has');
        this.texts.set(object, {
          print: this.texts.size,
          clip: this.#clipOf(object, space),
          isNamed: this.#isNamed(object),
        });
        break;
      case PATH:
        this.#visitPath(object, space);
        break;
      case IMAGE:
        this.#visitPicture(object, space);
        break;
      case FORM:
        this.#visitForm(object, space, depth);
        break;
    }
  }

  #spaceOf(object: number, space: Matrix): Matrix {
    this.#pdfium.calls.FPDFPageObj_GetMatrix(object, this.#pdfium.out);
    return multiply(space, this.#pdfium.matrix());
  }

  #visitForm(form: number, space: Matrix, depth: number): void {
    if (depth >= DEEPEST) throw new UnsureError('drawings within drawings');
    const { calls } = this.#pdfium;
    const inner = this.#spaceOf(form, space);
    for (let index = 0; index < calls.FPDFFormObj_CountObjects(form); index += 1)
      this.visit(calls.FPDFFormObj_GetObject(form, index), inner, depth + 1);
  }

  #visitPicture(picture: number, space: Matrix): void {
    const [a, b, c, d] = this.#spaceOf(picture, space);
    const area = Math.abs(a * d - b * c);
    if (area >= LEAST_PICTURE && Number.isFinite(area)) this.pictured += area;
  }

  #visitPath(path: number, space: Matrix): void {
    const { calls, out } = this.#pdfium;
    calls.FPDFPath_GetDrawMode(path, out, this.#pdfium.place(1));
    const [filled, stroked] = [this.#pdfium.int(0) !== 0, this.#pdfium.int(1) !== 0];
    if (!filled && !stroked) return;
    const matrix = this.#spaceOf(path, space);
    const pen = new RulingPen(stroked);
    for (let index = 0; index < calls.FPDFPath_CountSegments(path); index += 1) {
      const segment = calls.FPDFPath_GetPathSegment(path, index);
      const type = calls.FPDFPathSegment_GetType(segment);
      if (type === MOVE_TO) pen.moveTo(this.#pointOf(segment, matrix));
      else if (type === LINE_TO) pen.lineTo(this.#pointOf(segment, matrix));
      else pen.curve();
      if (calls.FPDFPathSegment_GetClose(segment) !== 0) pen.close();
    }
    pen.finish();
    this.boxes.push(...pen.rulings.slice(0, MOST_BOXES - this.boxes.length));
  }

  #pointOf(segment: number, matrix: Matrix): Point {
    this.#pdfium.calls.FPDFPathSegment_GetPoint(segment, this.#pdfium.out, this.#pdfium.place(1));
    return apply(matrix, this.#pdfium.float(0), this.#pdfium.float(1));
  }

  #clipOf(object: number, space: Matrix): Box | null {
    const { calls } = this.#pdfium;
    const path = calls.FPDFPageObj_GetClipPath(object);
    if (path === 0) return null;
    let clip: Box | null = null;
    for (let part = 0; part < calls.FPDFClipPath_CountPaths(path); part += 1) {
      const corners: Point[] = [];
      for (let index = 0; index < calls.FPDFClipPath_CountPathSegments(path, part); index += 1)
        corners.push(this.#pointOf(calls.FPDFClipPath_GetPathSegment(path, part, index), space));
      clip = narrowedClip(clip, corners);
    }
    return clip;
  }

  /** True where the marks around it give the letter (ActualText; ISO 32000-1, 14.9.4). */
  #isNamed(object: number): boolean {
    const { calls } = this.#pdfium;
    for (let index = 0; index < calls.FPDFPageObj_CountMarks(object); index += 1) {
      const mark = calls.FPDFPageObj_GetMark(object, index);
      if (calls.FPDFPageObjMark_GetParamValueType(mark, this.#pdfium.actualTextKey) !== 0) return true;
    }
    return false;
  }
}
