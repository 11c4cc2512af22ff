#!/usr/bin/env bash
# pdfjs-dist 6.2.108 (npm; 6.3 and 6.4 have the same lines) draws a picture of three bytes a pixel (most JPEG and PNG in a PDF) where there is no
# OffscreenCanvas, as in Node, in a time that grows with the square of its height: `convertRGBToRGBA` is called for each 16 rows (mozilla/pdf.js 21440), and
# its last loop begins at an index within those rows and ends at one within the whole picture, so that all rows before are gone through again and written
# beyond the end of an array. A scanned page of A4 with 200 dots an inch took 1.2 seconds of the processor to draw, of which 0.9 were these.
# What to do: 6.5 has it mended and needs Node 22. Ours: the picture is made one of four bytes a pixel before it is drawn (src/ingest/scan/rgba-pictures.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --force pdfjs-dist@6.2.108 @napi-rs/canvas@1.1.1 >/dev/null 2>&1
cat >draw.mjs <<'JS'
import { createCanvas } from '@napi-rs/canvas';
ArrayBuffer.prototype.transferToFixedLength ??= function () { return structuredClone(this, { transfer: [this] }); };
const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');

function pdf(width, height) {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Resources<</XObject<</I 5 0 R>>>>/Contents 4 0 R>>',
    '<</Length 23>>stream\n100 0 0 100 0 0 cm /I Do\nendstream',
  ].map((text) => Buffer.from(text));
  objects.push(
    Buffer.concat([
      Buffer.from(`<</Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceRGB/BitsPerComponent 8/Length ${width * height * 3}>>stream\n`),
      Buffer.alloc(width * height * 3, 200),
      Buffer.from('\nendstream'),
    ]),
  );
  const parts = objects.flatMap((body, index) => [Buffer.from(`${index + 1} 0 obj\n`), body, Buffer.from('\nendobj\n')]);
  return new Uint8Array(Buffer.concat([Buffer.from('%PDF-1.4\n'), ...parts, Buffer.from('trailer<</Root 1 0 R>>\n')]));
}

async function milliseconds(height) {
  const page = await (await getDocument({ data: pdf(1000, height), verbosity: 0 }).promise).getPage(1);
  const canvas = createCanvas(100, 100);
  const before = process.cpuUsage();
  await page.render({ canvas, canvasContext: canvas.getContext('2d'), viewport: page.getViewport({ scale: 1 }) }).promise;
  const { user } = process.cpuUsage(before);
  return user / 1000;
}

await milliseconds(1000);
const [low, high] = [await milliseconds(2000), await milliseconds(8000)];
console.log(`pdfjs-dist 6.2.108: 2,000 rows ${low.toFixed(0)} ms, 8,000 rows ${high.toFixed(0)} ms, ${(high / low).toFixed(1)} times as long`);
if (high / low < 6) process.exit(1);
JS
node draw.mjs
