/** Where on a page there are lines of text. */
import type { OcrModels } from './ocr-runtime.js';
import type { Picture, PixelBox } from './picture.js';
import { crop, pageLength, resize } from './picture.js';

/** The longer side of what the model is shown, in pixels: A4 with 110 dots an inch. */
const LONGER_SIDE = 1280;
/** The sides must be multiples of this. */
const STEP = 32;
/** A pixel counts as text from this probability on, a line from this mean of its pixels. */
const PIXEL = 0.3;
const LINE = 0.5;
/** The model marks the middle of a line; by how much its mark grows, as part of its area over its border. */
const GROW = 1.5;
/** Mean and spread of the colours that the model was taught with. */
const MEAN = [0.485, 0.456, 0.406] as const;
const SPREAD = [0.229, 0.224, 0.225] as const;

/** A line of text. */
export interface FoundLine extends PixelBox {
  /** By how many pixels it runs down for each pixel to the right. */
  slope: number;
}

/** How much of a page is shown again where a picture is higher than one: more than a line is high. */
const OVERLAP = 0.1;

/** Finds the lines of a page, in no order. A picture higher than a page is looked at page by page. */
export async function findLines(picture: Picture, models: OcrModels): Promise<FoundLine[]> {
  const length = pageLength(picture);
  const step = Math.round(length * (1 - OVERLAP));
  const found: FoundLine[] = [];
  for (let top = 0; ; top += step) {
    const isLast = top + length >= picture.height;
    const part = { left: 0, right: picture.width, top, bottom: Math.min(picture.height, top + length) };
    const lines = await linesOn(top === 0 && isLast ? picture : crop(picture, part), models);
    // Of what both parts show, each has the half that is its own.
    const [from, to] = [top === 0 ? 0 : (length - step) / 2, isLast ? Infinity : (length + step) / 2];
    for (const line of lines) {
      const middle = (line.top + line.bottom) / 2;
      if (middle >= from && middle < to)
        found.push({ ...line, top: line.top + top, bottom: line.bottom + top });
    }
    if (isLast) return found;
  }
}

async function linesOn(picture: Picture, models: OcrModels): Promise<FoundLine[]> {
  const scale = Math.min(1, LONGER_SIDE / Math.max(picture.width, picture.height));
  const fit = (side: number): number => Math.max(STEP, Math.round((side * scale) / STEP) * STEP);
  const [width, height] = [fit(picture.width), fit(picture.height)];
  const small = resize(picture, width, height);
  const size = width * height;
  const input = new Float32Array(3 * size);
  for (let channel = 0; channel < 3; channel += 1) {
    const [mean, spread] = [MEAN[channel] ?? 0, SPREAD[channel] ?? 1];
    for (let index = 0; index < size; index += 1)
      input[channel * size + index] = ((small.data[index] ?? 0) / 255 - mean) / spread;
  }
  const { detector, tensor } = models;
  const output = await detector.run({ [detector.inputNames[0] ?? '']: tensor(input, [1, 3, height, width]) });
  const map = output[detector.outputNames[0] ?? '']?.data ?? new Float32Array(size);
  const [across, down] = [picture.width / width, picture.height / height];
  return marks(map, width, height).map((mark) => {
    const [w, h] = [mark.right - mark.left, mark.bottom - mark.top];
    const rise = Math.abs(mark.slope) * w;
    const own = Math.max(1, h - rise);
    const grow = (w * own * GROW) / (2 * (w + own));
    return {
      left: Math.max(0, Math.floor((mark.left - grow) * across)),
      right: Math.min(picture.width, Math.ceil((mark.right + grow) * across)),
      top: Math.max(0, Math.floor((mark.top - grow) * down)),
      bottom: Math.min(picture.height, Math.ceil((mark.bottom + grow) * down)),
      slope: (mark.slope * down) / across,
    };
  });
}

/** The pieces of the map of probabilities that are text. */
function marks(map: Float32Array, width: number, height: number): FoundLine[] {
  const seen = new Uint8Array(width * height);
  const found: FoundLine[] = [];
  for (let start = 0; start < seen.length; start += 1) {
    if (seen[start] === 1 || (map[start] ?? 0) < PIXEL) continue;
    const places = [start];
    seen[start] = 1;
    let [left, right, top, bottom, sum] = [width, 0, height, 0, 0];
    let [sx, sy, sxx, sxy] = [0, 0, 0, 0];
    for (let index = 0; index < places.length; index += 1) {
      const place = places[index] ?? 0;
      const x = place % width;
      const y = (place - x) / width;
      sum += map[place] ?? 0;
      [sx, sy, sxx, sxy] = [sx + x, sy + y, sxx + x * x, sxy + x * y];
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + 1);
      for (const [across, next] of [
        [x - 1, place - 1],
        [x + 1, place + 1],
        [x, place - width],
        [x, place + width],
      ] as const) {
        if (across < 0 || across >= width || seen[next] !== 0 || (map[next] ?? 0) < PIXEL) continue;
        seen[next] = 1;
        places.push(next);
      }
    }
    const n = places.length;
    if (Math.min(right - left, bottom - top) < 3 || sum / n < LINE) continue;
    const isLong = right - left > 3 * (bottom - top);
    const slope = isLong ? (n * sxy - sx * sy) / (n * sxx - sx * sx || 1) : 0;
    found.push({ left, right, top, bottom, slope });
  }
  return found;
}
