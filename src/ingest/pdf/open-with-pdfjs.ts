/** pdf.js behind a small door: bytes to pages, every failure a sentence. */
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import './buffer-transfer.js';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
// Loaded here so that the library does not look for it itself.
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';
import { SetAsideError } from '../../errors.js';
import type { FontMetrics } from './graphics-state.js';
import { interpretPage } from './interpret-page.js';
import type { PageContent } from '../page/page-content.js';
import type { PageFrame } from '../page/turn-upright.js';
import type { PdfContent } from './pdf-content.js';
import { MAX_PAGES } from './pdf-content.js';
import { damaged } from './damaged.js';
import type { FontLetters } from './stated-letters.js';
import { statedLetters } from './stated-letters.js';
import { withholdFonts } from './withheld-fonts.js';
import { IDENTITY } from '../page/matrix.js';
import { matrixOf } from './graphics-state.js';

const PACKAGE = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
const folder = (name: string): string => join(PACKAGE, name) + sep;

const noop = (): void => undefined;

/**
 * Reads all pages. The library takes the memory of the bytes for itself.
 *
 * @throws SetAsideError `encrypted`, `damaged-file` or `too-large`.
 */
export async function openWithPdfjs(bytes: Uint8Array): Promise<PdfContent> {
  withholdFonts(bytes);
  const task = getDocument({
    data: bytes,
    verbosity: 0,
    useSystemFonts: false,
    // Tells where the letters of a font come from.
    fontExtraProperties: true,
    // Nothing is drawn. Fonts that count as loaded spare the outlines of their letters; pictures are left out.
    disableFontFace: false,
    ownerDocument: { fonts: { add: noop, delete: noop } },
    maxImageSize: 1,
    cMapUrl: folder('cmaps'),
    cMapPacked: true,
    standardFontDataUrl: folder('standard_fonts'),
  });
  try {
    const document = await task.promise;
    if (document.numPages > MAX_PAGES) throw tooManyPages(document.numPages);
    const pages: PageContent[] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      pages.push(await readPage(document, number));
    }
    return { title: await titleOf(document), pages };
  } catch (error) {
    throw error instanceof SetAsideError ? error : asSetAside(error);
  } finally {
    await task.destroy();
  }
}

type PdfDocument = Awaited<ReturnType<typeof getDocument>['promise']>;

async function readPage(document: PdfDocument, number: number): Promise<PageContent> {
  const page = await document.getPage(number);
  const viewport = page.getViewport({ scale: 1 });
  const operators = await page.getOperatorList();
  const frame: PageFrame = {
    width: viewport.width,
    height: viewport.height,
    transform: matrixOf(viewport.transform) ?? IDENTITY,
  };
  const fonts = new Map<string, FontMetrics>();
  const fontOf = (name: string): FontMetrics | null => {
    if (!page.commonObjs.has(name)) return null;
    const known = fonts.get(name);
    if (known !== undefined) return known;
    const font = page.commonObjs.get(name) as FontLetters & {
      fontMatrix?: number[] | null;
      vertical?: boolean;
    };
    const metrics = {
      scale: font.fontMatrix?.[0] ?? 0.001,
      vertical: font.vertical === true,
      states: statedLetters(font),
    };
    fonts.set(name, metrics);
    return metrics;
  };
  const content = interpretPage(operators, frame, fontOf);
  page.cleanup();
  return content;
}

async function titleOf(document: PdfDocument): Promise<string | null> {
  const { info } = await document.getMetadata();
  const title = 'Title' in info && typeof info.Title === 'string' ? info.Title.trim() : '';
  return title === '' ? null : title;
}

function tooManyPages(count: number): SetAsideError {
  return new SetAsideError(
    'too-large',
    `The PDF has ${count} pages; at most ${MAX_PAGES} are read, and no annual report is that long. If it holds many reports, split it into one file each.`,
  );
}

function asSetAside(error: unknown): SetAsideError {
  if (error instanceof Error && error.name === 'PasswordException') {
    return new SetAsideError(
      'encrypted',
      'The PDF is encrypted and opens only with a password. Open it, save it without one and import that file.',
      error,
    );
  }
  return damaged(error);
}
