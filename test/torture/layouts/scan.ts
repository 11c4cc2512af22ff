/** Reports printed, and the paper scanned or photographed: PDFs that hold pictures alone. */
import { createCanvas } from '@napi-rs/canvas';
import type { Canvas } from '@napi-rs/canvas';
import PDFDocument from 'pdfkit';
import { drawPdf } from '../../../src/ingest/scan/pdf-pictures.js';
import { projectionOf } from '../../../src/ingest/scan/perspective.js';
import { project } from '../../../src/ingest/page/page-content.js';
import { Random } from '../../../src/sample/random.js';
import type { TortureReport } from '../draw-report.js';
import type { Rendering, TortureLayout } from '../layout.js';
import { pdfLayouts } from './pdf.js';

/** What happens to a page between the printer and the file. */
interface Wear {
  /** Dots an inch. */
  readonly dpi: number;
  /** Degrees by which each page is turned, to one side or the other. */
  readonly turned?: number;
  /** Quality of the JPEG; PNG where none is given. */
  readonly jpeg?: number;
  /** Spread of the noise, in greys. */
  readonly noise?: number;
  /** A red stamp over the last table of each page. */
  readonly stamp?: boolean;
  /** Photographed: the page lies askew, and a shadow over it. */
  readonly photographed?: boolean;
}

/** A4 in inches, its longer side. */
const LONGER_SIDE = 11.69;

async function scanned(report: TortureReport, printed: TortureLayout, wear: Wear): Promise<Rendering> {
  const rendering = await printed.render(report);
  const drawn = await drawPdf(rendering.bytes, Math.round(LONGER_SIDE * wear.dpi));
  const random = new Random(report.blocks.length + Math.round(wear.dpi));
  const pages: { bytes: Buffer; width: number; height: number }[] = [];
  for (let index = 0; index < drawn.count; index += 1) {
    const { picture, size } = await drawn.page(index);
    const canvas = createCanvas(picture.width, picture.height);
    const data = canvas.getContext('2d').createImageData(picture.width, picture.height);
    data.data.set(picture.data);
    canvas.getContext('2d').putImageData(data, 0, 0);
    const worn = noisy(
      askew(turned(stamped(canvas, wear, random), wear, random), wear, random),
      wear,
      random,
    );
    const bytes =
      wear.jpeg === undefined ? worn.toBuffer('image/png') : worn.toBuffer('image/jpeg', wear.jpeg);
    pages.push({ bytes, ...size });
  }
  return { ...rendering, pictures: true, bytes: await bound(pages) };
}

/** Pictures as the pages of a PDF. */
function bound(pages: readonly { bytes: Buffer; width: number; height: number }[]): Promise<Uint8Array> {
  const document = new PDFDocument({ autoFirstPage: false });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<Uint8Array>((resolve) =>
    document.on('end', () => {
      resolve(new Uint8Array(Buffer.concat(chunks)));
    }),
  );
  for (const { bytes, width, height } of pages) {
    document.addPage({ size: [width, height], margin: 0 });
    document.image(bytes, 0, 0, { width, height });
  }
  document.end();
  return ended;
}

/** A round seal of red ink, through which the print shows. */
function stamped(canvas: Canvas, { stamp, dpi }: Wear, random: Random): Canvas {
  if (stamp !== true) return canvas;
  const context = canvas.getContext('2d');
  const radius = dpi * 0.8;
  const x = canvas.width * (0.35 + random.integer(0, 40) / 100);
  const y = canvas.height * (0.3 + random.integer(0, 45) / 100);
  context.globalCompositeOperation = 'multiply';
  context.strokeStyle = '#dc2d32';
  context.fillStyle = '#dc2d32';
  context.lineWidth = dpi * 0.05;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.stroke();
  context.beginPath();
  for (let point = 0; point < 10; point += 1) {
    const length = point % 2 === 0 ? radius * 0.35 : radius * 0.14;
    const angle = (point * Math.PI) / 5 - Math.PI / 2;
    context.lineTo(x + length * Math.cos(angle), y + length * Math.sin(angle));
  }
  context.fill();
  context.globalCompositeOperation = 'source-over';
  return canvas;
}

function turned(canvas: Canvas, wear: Wear, random: Random): Canvas {
  if (wear.turned === undefined) return canvas;
  const to = createCanvas(canvas.width, canvas.height);
  const context = to.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, to.width, to.height);
  context.translate(to.width / 2, to.height / 2);
  context.rotate(((random.integer(0, 1) === 0 ? -1 : 1) * wear.turned * Math.PI) / 180);
  context.drawImage(canvas, -canvas.width / 2, -canvas.height / 2);
  return to;
}

/** The page as a camera sees it that is not held level; the light comes from one side. */
function askew(canvas: Canvas, { photographed }: Wear, random: Random): Canvas {
  if (photographed !== true) return canvas;
  const { width, height } = canvas;
  const off = (whole: number): number => whole * (random.integer(5, 25) / 1000);
  const corners = [
    [off(width), off(height)],
    [width - off(width), off(height)],
    [width - off(width), height - off(height)],
    [off(width), height - off(height)],
  ] as const;
  const map = projectionOf(corners, [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ]);
  if (map === null) throw new Error('The corners lie on a line.');
  const from = canvas.getContext('2d').getImageData(0, 0, width, height).data;
  const context = canvas.getContext('2d');
  const to = context.createImageData(width, height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [sx, sy] = project(map, x, y);
      const light = 0.78 + (0.2 * x) / width;
      const grey = greyAt(from, width, height, sx, sy) * light;
      to.data.set([grey, grey, grey, 255], (y * width + x) * 4);
    }
  }
  context.putImageData(to, 0, 0);
  return canvas;
}

function greyAt(data: Uint8ClampedArray, width: number, height: number, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  // The table on which the paper lies.
  if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) return 150;
  const at = (column: number, row: number): number => data[(row * width + column) * 4] ?? 255;
  const above = at(left, top) * (left + 1 - x) + at(left + 1, top) * (x - left);
  const below = at(left, top + 1) * (left + 1 - x) + at(left + 1, top + 1) * (x - left);
  return above * (top + 1 - y) + below * (y - top);
}

function noisy(canvas: Canvas, { noise }: Wear, random: Random): Canvas {
  if (noise === undefined) return canvas;
  const context = canvas.getContext('2d');
  const picture = context.getImageData(0, 0, canvas.width, canvas.height);
  // A table of noise is enough: its places are drawn at random.
  const table = Array.from({ length: 4096 }, () => {
    const sum = Array.from({ length: 6 }, () => random.integer(-100, 100)).reduce(
      (total, one) => total + one,
      0,
    );
    return (sum / 141) * noise;
  });
  let state = random.integer(1, 2 ** 30);
  for (let at = 0; at < picture.data.length; at += 4) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    const by = table[(state >>> 16) & 4095] ?? 0;
    for (let channel = 0; channel < 3; channel += 1)
      picture.data[at + channel] = Math.max(0, Math.min(255, (picture.data[at + channel] ?? 0) + by));
  }
  context.putImageData(picture, 0, 0);
  return canvas;
}

const WEARS: Readonly<Record<string, Wear>> = {
  'scan-150': { dpi: 150 },
  'scan-200': { dpi: 200 },
  'scan-300': { dpi: 300 },
  'scan-turned': { dpi: 200, turned: 1.5 },
  'scan-jpeg': { dpi: 200, jpeg: 60 },
  'scan-noise': { dpi: 200, noise: 14 },
  'scan-stamp': { dpi: 200, stamp: true },
  'scan-photo': { dpi: 200, photographed: true, jpeg: 85 },
  'scan-worn': { dpi: 200, turned: 1.5, jpeg: 60, noise: 8, stamp: true },
};

export const scanLayouts: readonly TortureLayout[] = Object.entries(WEARS).map(([name, wear]) => {
  const printed = pdfLayouts.find((layout) => layout.name === 'pdf-ruled');
  if (printed === undefined) throw new Error('There is no layout pdf-ruled.');
  return {
    name,
    format: 'pdf',
    keeps: 'all',
    needsFont: true,
    isScan: true,
    ...(printed.demands === undefined ? {} : { demands: printed.demands }),
    render: (report) => scanned(report, printed, wear),
  };
});
