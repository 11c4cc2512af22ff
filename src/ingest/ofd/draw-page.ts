/** Draws what an OFD page shows beside text: outlines (letters too, in files made from a PDF) and pictures. */
import type { Canvas, SKRSContext2D } from '@napi-rs/canvas';
import type { XmlElement } from '../docx/xml-tree.js';
import { child, childrenOf } from '../docx/xml-tree.js';
import type { Matrix } from '../page/matrix.js';
import { decodePicture, pictureFormat } from '../scan/decode-picture.js';
import { readingScale } from '../scan/to-page.js';
import type { OfdPackage } from './ofd-package.js';
import type { OfdResources } from './ofd-resources.js';
import { numbers, svgPath } from './ofd-values.js';
import { DEEPEST, placed } from './paint-page.js';

/** Millimetres of a line whose object states no width (GB/T 33190, 8.2). */
const LINE_WIDTH = 0.353;
/** What stands for a pattern or a shading: letters have neither. */
const PATTERN = '#dddddd';
/** Drawing parameters that rest on each other, at most. */
const DEEPEST_PARAMS = 5;

type Library = typeof import('@napi-rs/canvas');

/** A page to draw. */
export interface PageToDraw {
  /** Its templates, then the page itself. */
  roots: readonly XmlElement[];
  /** Left, top, width and height, in millimetres. */
  box: readonly [number, number, number, number];
}

/**
 * Draws a page as PNG. Its text is left out; pictures in formats that are not read are too.
 *
 * @throws SetAsideError `too-large` or `damaged-file` for a picture
 */
export async function drawOfdPage(
  { roots, box: [left, top, width, height] }: PageToDraw,
  ofd: OfdPackage,
  resources: OfdResources,
): Promise<Uint8Array> {
  const library = await import('@napi-rs/canvas');
  const scale = readingScale({ width, height });
  const canvas = library.createCanvas(
    Math.max(1, Math.round(width * scale)),
    Math.max(1, Math.round(height * scale)),
  );
  const context = canvas.getContext('2d');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  const drawer = new Drawer(library, context, ofd, resources);
  const space: Matrix = [scale, 0, 0, scale, -left * scale, -top * scale];
  for (const root of roots) await drawer.draw(root, space, {});
  return canvas.toBuffer('image/png');
}

/** What an object is drawn with, where it does not say so itself. */
type Params = Readonly<Record<string, string>>;

class Drawer {
  readonly #library: Library;
  readonly #context: SKRSContext2D;
  readonly #ofd: OfdPackage;
  readonly #resources: OfdResources;
  readonly #pictures = new Map<string, Canvas | null>();

  constructor(library: Library, context: SKRSContext2D, ofd: OfdPackage, resources: OfdResources) {
    this.#library = library;
    this.#context = context;
    this.#ofd = ofd;
    this.#resources = resources;
  }

  async draw(parent: XmlElement, space: Matrix, params: Params, depth = 0): Promise<void> {
    if (depth > DEEPEST) return;
    for (const object of parent.children) {
      if (object.attributes['Visible'] === 'false') continue;
      const own = this.#params(object.attributes['DrawParam'], params);
      switch (object.name) {
        case 'ofd:Content':
        case 'ofd:Layer':
        case 'ofd:PageBlock':
          await this.draw(object, space, own, depth + 1);
          break;
        case 'ofd:PathObject':
          this.#path(object, placed(object, space), own);
          break;
        case 'ofd:ImageObject':
          await this.#picture(object, placed(object, space));
          break;
        case 'ofd:CompositeObject': {
          const unit = this.#resources.composites.get(object.attributes['ResourceID'] ?? '');
          if (unit !== undefined) await this.draw(unit, placed(object, space), own, depth + 1);
          break;
        }
      }
    }
  }

  #params(id: string | undefined, before: Params, depth = 0): Params {
    const param = id === undefined ? undefined : this.#resources.params.get(id);
    if (param === undefined || depth > DEEPEST_PARAMS) return before;
    const { LineWidth, Relative } = param.attributes;
    const [fill, stroke] = [child(param, 'ofd:FillColor'), child(param, 'ofd:StrokeColor')];
    return {
      ...this.#params(Relative, before, depth + 1),
      ...(LineWidth === undefined ? {} : { width: LineWidth }),
      ...(fill === undefined ? {} : { fill: colourOf(fill) }),
      ...(stroke === undefined ? {} : { stroke: colourOf(stroke) }),
    };
  }

  #path(object: XmlElement, space: Matrix, params: Params): void {
    const { attributes } = object;
    const context = this.#context;
    const data = childrenOf(object, 'ofd:AbbreviatedData').map(({ text }) => svgPath(text));
    if (!space.every(Number.isFinite)) return;
    context.setTransform(...space);
    const path = new this.#library.Path2D(data.join(' '));
    if (attributes['Fill'] === 'true') {
      const fill = child(object, 'ofd:FillColor');
      context.fillStyle = fill === undefined ? (params['fill'] ?? '#000000') : colourOf(fill);
      context.fill(path, attributes['Rule'] === 'Even-Odd' ? 'evenodd' : 'nonzero');
    }
    if (attributes['Stroke'] !== 'false') {
      const stroke = child(object, 'ofd:StrokeColor');
      context.strokeStyle = stroke === undefined ? (params['stroke'] ?? '#000000') : colourOf(stroke);
      const width = Number(attributes['LineWidth'] ?? params['width'] ?? LINE_WIDTH);
      context.lineWidth = width > 0 ? width : LINE_WIDTH;
      context.stroke(path);
    }
    context.resetTransform();
  }

  /** A picture fills the unit square of its space. */
  async #picture(object: XmlElement, space: Matrix): Promise<void> {
    const name = this.#resources.pictures.get(object.attributes['ResourceID'] ?? '');
    const picture = name === undefined ? null : await this.#pictureIn(name);
    if (picture === null || !space.every(Number.isFinite)) return;
    this.#context.setTransform(...space);
    this.#context.drawImage(picture, 0, 0, 1, 1);
    this.#context.resetTransform();
  }

  async #pictureIn(name: string): Promise<Canvas | null> {
    let picture = this.#pictures.get(name);
    if (picture === undefined) this.#pictures.set(name, (picture = await this.#decode(name)));
    return picture;
  }

  async #decode(name: string): Promise<Canvas | null> {
    const bytes = await this.#ofd.bytes(name);
    if (bytes === null || pictureFormat(bytes) === null) return null;
    const { width, height, data } = await (await decodePicture(bytes)).page(0);
    const canvas = this.#library.createCanvas(width, height);
    const context = canvas.getContext('2d');
    const pixels = context.createImageData(width, height);
    pixels.data.set(data);
    context.putImageData(pixels, 0, 0);
    return canvas;
  }
}

/** A colour as CSS: grey, RGB or CMYK by the number of its values, each up to 255. */
function colourOf({ attributes }: XmlElement): string {
  const value = attributes['Value'];
  if (value === undefined) return PATTERN;
  const parts = numbers(value).map((part) => Math.max(0, Math.min(255, Number.isFinite(part) ? part : 0)));
  const alpha = Number(attributes['Alpha'] ?? 255) / 255;
  const [a = 0, b = a, c = a, key] = parts;
  const [red, green, blue] =
    key === undefined ? [a, b, c] : [a, b, c].map((part) => (255 - part) * (1 - key / 255));
  return `rgba(${red ?? 0}, ${green ?? 0}, ${blue ?? 0}, ${Number.isFinite(alpha) ? alpha : 1})`;
}
