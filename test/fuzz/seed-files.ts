/** The files that are mutated: rendered reports of every layout and, where they are beside the checkout, real ones. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { read, write } from '@e965/xlsx';
import { rar, sevenZip, tar } from '../support/build-archive.js';
import { buildZip } from '../support/build-zip.js';
import { hasOcr } from '../support/has-ocr.js';
import { cjkFont } from '../torture/cjk-font.js';
import { isSlow } from '../torture/layout.js';
import { TORTURE_LAYOUTS } from '../torture/layouts/index.js';
import { renderTrial, seedOf } from '../torture/torture.js';

const OFFICE_FILES = fileURLToPath(new URL('../fixtures/office/', import.meta.url));
const REAL_REPORTS = fileURLToPath(new URL('../../../shared/reports/', import.meta.url));

/** Writes `count` files of each layout and the real ones to a folder. */
export async function writeSeedFiles(folder: string, seed: number, count: number): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const layout of TORTURE_LAYOUTS) {
    if (layout.needsFont === true && cjkFont() === null) continue;
    // A page read as a picture takes ten seconds, LibreOffice four; see below for what there is of both.
    if (isSlow(layout)) continue;
    for (let index = 0; index < count; index += 1) {
      const { rendering } = await renderTrial(layout, seedOf(seed, layout, index));
      writeFileSync(join(folder, `${layout.format}-${layout.name}-${index}`), rendering.bytes);
    }
  }
  for (let index = 0; index < count; index += 1) {
    writeFileSync(join(folder, `zip-${index}`), archiveOf(folder, index));
    await writeArchives(folder, index);
  }
  writeOfficeFiles(folder);
  if (hasOcr() && cjkFont() !== null) await writePicture(folder);
  for (const name of realReports()) {
    const format = name.slice(name.lastIndexOf('.') + 1);
    writeFileSync(join(folder, `${format}-real-${name}`), readFileSync(join(REAL_REPORTS, name)));
  }
}

/** An archive of a file of each format, stored and packed in turns, with an archive in it. */
function archiveOf(folder: string, index: number): Buffer {
  const files = readdirSync(folder).filter((name) => !name.startsWith('zip-') && name.endsWith(`-${index}`));
  const entries = ['txt', 'html', 'docx', 'pdf'].flatMap((format, at) => {
    const name = files.find((file) => file.startsWith(`${format}-`));
    if (name === undefined) return [];
    return [
      {
        name: `年报/${format}.${format}`,
        data: readFileSync(join(folder, name)),
        method: at % 2 === 0 ? 0 : 8,
      },
    ];
  });
  return buildZip([...entries, { name: 'inner.zip', data: buildZip(entries.slice(0, 2)) }]);
}

/** A text and a page in an archive of each kind. */
async function writeArchives(folder: string, index: number): Promise<void> {
  const files = Object.fromEntries(
    ['txt', 'html'].flatMap((format) => {
      const name = readdirSync(folder).find((file) => file.startsWith(`${format}-`));
      return name === undefined ? [] : [[`a/${format}.${format}`, readFileSync(join(folder, name))]];
    }),
  );
  writeFileSync(join(folder, `7z-${index}`), await sevenZip(files, [], 'seed.7z'));
  writeFileSync(join(folder, `rar-${index}`), rar(files));
  writeFileSync(join(folder, `tar-${index}`), tar(files, '-h'));
  writeFileSync(join(folder, `tar-packed-${index}`), tar(files, '-z'));
}

/** What LibreOffice reads: where it is not installed, the files are set aside. A .wps is the same container as a .doc, and told from it by nothing. */
function writeOfficeFiles(folder: string): void {
  const workbook = readdirSync(folder).find((name) => name.startsWith('xlsx-'));
  if (workbook !== undefined) {
    const sheets = read(readFileSync(join(folder, workbook)), { cellNF: true });
    for (const format of ['ods', 'fods', 'rtf'] as const) {
      const bytes = write(sheets, { bookType: format, type: 'buffer' }) as Uint8Array;
      writeFileSync(join(folder, `${format}-0`), bytes);
    }
  }
  for (const format of ['doc', 'odt'])
    copyFileSync(`${OFFICE_FILES}review.${format}`, join(folder, `${format}-0`));
}

/** A small picture of a few lines, by itself and as the only thing on a page of a PDF. */
async function writePicture(folder: string): Promise<void> {
  const { createCanvas, GlobalFonts } = await import('@napi-rs/canvas');
  const font = cjkFont();
  if (font !== null) GlobalFonts.registerFromPath(font.path, 'report');
  const canvas = createCanvas(700, 240);
  const context = canvas.getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = 'black';
  context.font = '24px report';
  ['青禾县2023年政府信息公开工作年度报告', '一、总体情况', '收到申请12件，办结11件。'].forEach((line, at) => {
    context.fillText(line, 40, 60 + 60 * at);
  });
  writeFileSync(join(folder, 'png-0'), canvas.toBuffer('image/png'));
  writeFileSync(join(folder, 'scan-0'), scannedPage(canvas.toBuffer('image/jpeg'), canvas));
}

/** A PDF of one page that shows a JPEG and has no text. */
function scannedPage(jpeg: Buffer, { width, height }: { width: number; height: number }): Buffer {
  const [w, h] = [String(width), String(height)];
  const stream = (dictionary: string, bytes: Buffer): Buffer =>
    Buffer.concat([
      Buffer.from(`<< ${dictionary} /Length ${String(bytes.length)} >>\nstream\n`),
      bytes,
      Buffer.from('\nendstream'),
    ]);
  const objects = [
    Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'),
    Buffer.from('<< /Type /Pages /Kids [3 0 R] /Count 1 >>'),
    Buffer.from(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${w} ${h}] /Resources << /XObject << /I 4 0 R >> >> /Contents 5 0 R >>`,
    ),
    stream(
      `/Type /XObject /Subtype /Image /Width ${w} /Height ${h} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode`,
      jpeg,
    ),
    stream('', Buffer.from(`q ${w} 0 0 ${h} 0 0 cm /I Do Q`)),
  ];
  const parts: Uint8Array[] = [Buffer.from('%PDF-1.4\n')];
  const offsets: number[] = [];
  objects.forEach((object, index) => {
    offsets.push(parts.reduce((sum, part) => sum + part.length, 0));
    parts.push(Buffer.from(`${String(index + 1)} 0 obj\n`), object, Buffer.from('\nendobj\n'));
  });
  const start = parts.reduce((sum, part) => sum + part.length, 0);
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = String(objects.length + 1);
  parts.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${entries}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${String(start)}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

function realReports(): string[] {
  try {
    return readdirSync(REAL_REPORTS).filter((name) => /\.(?:txt|html|docx|pdf)$/u.test(name));
  } catch {
    return [];
  }
}
