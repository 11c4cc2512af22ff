/** The text of a PDF by pdf.js, as its users take it: `items` as they come, or `lines`, joined while their height stays the same. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

const [mode, file] = process.argv.slice(2);
if (file === undefined) throw new Error('Say items or lines, and name a PDF.');
const { numPages, ...pdf } = await open(file);
for (let number = 1; number <= numPages; number += 1) process.stdout.write(`${await pdf.text(number)}\n`);

async function open(path: string): Promise<{ numPages: number; text: (page: number) => Promise<string> }> {
  const document = await getDocument({
    data: new Uint8Array(readFileSync(path)),
    cMapUrl: fileURLToPath(new URL('../../node_modules/pdfjs-dist/cmaps/', import.meta.url)),
    cMapPacked: true,
    verbosity: 0,
  }).promise;
  return { numPages: document.numPages, text: async (page) => textOf(await document.getPage(page)) };
}

async function textOf(page: { getTextContent: () => Promise<{ items: unknown[] }> }): Promise<string> {
  const { items } = (await page.getTextContent()) as {
    items: { str: string; hasEOL: boolean; transform: number[] }[];
  };
  let text = '';
  let height: number | undefined;
  for (const { str, hasEOL, transform } of items) {
    if (mode === 'items') text += hasEOL ? `${str}\n` : str;
    else text += height === undefined || height === transform[5] ? str : `\n${str}`;
    height = transform[5];
  }
  return text;
}
