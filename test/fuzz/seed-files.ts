/** The files that are mutated: rendered reports of every layout and, where they are beside the checkout, real ones. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { read, write } from '@e965/xlsx';
import { rar, sevenZip, tar } from '../support/build-archive.js';
import { buildZip } from '../support/build-zip.js';
import { hasOcr } from '../support/has-ocr.js';
import { cjkFont } from '../torture/cjk-font.js';
import { TORTURE_LAYOUTS } from '../torture/layouts/index.js';
import { renderTrial, seedOf } from '../torture/torture.js';

const OFFICE_FILES = fileURLToPath(new URL('../fixtures/office/', import.meta.url));
const REAL_REPORTS = fileURLToPath(new URL('../../../shared/reports/', import.meta.url));

/** Writes `count` files of each layout and the real ones to a folder. */
export async function writeSeedFiles(folder: string, seed: number, count: number): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const layout of TORTURE_LAYOUTS) {
    if (layout.needsFont === true && cjkFont() === null) continue;
    // A page read as a picture takes ten seconds.
    if (layout.isScan === true) continue;
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

/** What LibreOffice reads: where it is not installed, the files are set aside. */
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

/** A small picture of a few lines. */
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
}

function realReports(): string[] {
  try {
    return readdirSync(REAL_REPORTS).filter((name) => /\.(?:txt|html|docx|pdf)$/u.test(name));
  } catch {
    return [];
  }
}
