/** An OFD document (GB/T 33190) to a document, over the page model that PDF fills too. */
import { SetAsideError } from '../../errors.js';
import type { XmlElement } from '../docx/xml-tree.js';
import { child, childrenOf } from '../docx/xml-tree.js';
import type { Document, OmittedText } from '../document.js';
import type { Matrix } from '../page/matrix.js';
import type { PageContent } from '../page/page-content.js';
import { textQuality } from '../page/text-quality.js';
import { turnUpright } from '../page/turn-upright.js';
import { OCR_COMMAND } from '../scan/ocr-runtime.js';
import { readBarePages } from '../scan/bare-pages.js';
import { recogniseDrawn, scannedDocument } from '../scan/read-scan.js';
import type { PageProgress } from '../scan/recognise-pages.js';
import type { ZipMember } from '../zip/zip-archive.js';
import { drawOfdPage } from './draw-page.js';
import { annotationsOf, signatureCount } from './ofd-marks.js';
import { OfdPackage, damaged, locate, tooLarge } from './ofd-package.js';
import type { OfdResources } from './ofd-resources.js';
import { joinedResources, resourcesIn } from './ofd-resources.js';
import { numbers } from './ofd-values.js';
import { OfdPainter } from './paint-page.js';

/** Most pages that are read. The longest report known has under 60. */
const MAX_PAGES = 500;
const POINTS_PER_MILLIMETRE = 72 / 25.4;
const A4 = [0, 0, 210, 297] as const;
/** So many outlines with curves are letters; a rule or a frame has hardly any. */
const LEAST_CURVES = 20;

/**
 * Reads the pages of all documents in the file, each in its current version: text with its templates, rulings as tables. A page without text
 * that shows pictures or drawn letters (as in a file made from a PDF or a scan) is drawn and read by what it shows. Annotations are no
 * text of the report; signatures are counted, not verified.
 *
 * @param members the directory of the file
 * @throws SetAsideError `needs-ocr` where its pages are pictures or outlines of letters and nothing reads them, or its text means nothing,
 *   `encrypted`, `damaged-file`, `too-large`
 */
export async function readOfd(members: readonly ZipMember[], onPage?: PageProgress): Promise<Document> {
  const ofd = new OfdPackage(members);
  const root = await ofd.part('OFD.xml');
  const bodies = childrenOf(root, 'ofd:DocBody');
  const pages: OfdPage[] = [];
  const omitted: OmittedText[] = [];
  let signatures = 0;
  for (const body of bodies) {
    const read = await readBody(ofd, body, pages.length);
    pages.push(...read.pages);
    omitted.push(...read.annotations);
    signatures += await signatureCount(ofd, body);
  }
  if (pages.length === 0) throw damaged('it has no pages');
  const title = child(child(bodies[0], 'ofd:DocInfo'), 'ofd:Title')?.text.trim() ?? '';
  const facts = {
    mediaType: 'application/ofd',
    encoding: null,
    metadata: title === '' ? {} : { title },
    ...(signatures === 0 ? {} : { signatures }),
  };
  const marked = (document: Document): Document =>
    omitted.length === 0 ? document : { ...document, omitted: [...(document.omitted ?? []), ...omitted] };
  const contents = pages.map(({ content }) => content);
  const recognise = async (indexes: readonly number[]) =>
    await recogniseDrawn(async () => {
      const drawn = [];
      for (const page of indexes.flatMap((index) => pages[index] ?? []))
        drawn.push(await drawnPage(ofd, page));
      return drawn;
    }, onPage);
  const quality = textQuality(contents);
  if (quality === 'good')
    return marked(await readBarePages(contents, facts, { recognise, drawsText: false }));
  if (quality === 'meaningless' || !contents.some(({ pictured }) => pictured === true)) throw withoutText();
  const seen = await recognise(contents.map((_, index) => index));
  if (seen === null) throw withoutReader();
  return marked({ ...scannedDocument(withText(seen.pages, contents), facts.mediaType), ...facts });
}

/** The few letters that are text on pages which were read by what they show, e.g. their numbers: no picture of them was drawn. */
function withText(seen: readonly PageContent[], own: readonly PageContent[]): PageContent[] {
  return seen.map((page, index) => {
    const { glyphs = [], turns = 0 } = own[index] ?? {};
    return turns === 0 ? { ...page, glyphs: [...page.glyphs, ...glyphs] } : page;
  });
}

/** A page, with what draws it. */
interface OfdPage {
  content: PageContent;
  /** Names of its templates' parts, then of its own. */
  parts: readonly string[];
  resources: OfdResources;
  box: readonly [number, number, number, number];
}

async function drawnPage(ofd: OfdPackage, { parts, resources, box }: OfdPage) {
  const roots: XmlElement[] = [];
  for (const part of parts) roots.push(await ofd.part(part));
  const [, , width, height] = box;
  return {
    png: await drawOfdPage({ roots, box }, ofd, resources),
    size: { width: width * POINTS_PER_MILLIMETRE, height: height * POINTS_PER_MILLIMETRE },
  };
}

/** @param before pages of the file that were read already */
async function readBody(
  ofd: OfdPackage,
  body: XmlElement,
  before: number,
): Promise<{ pages: OfdPage[]; annotations: OmittedText[] }> {
  const name = await documentOf(ofd, body);
  const document = await ofd.part(name);
  const common = child(document, 'ofd:CommonData');
  const pages = childrenOf(child(document, 'ofd:Pages'), 'ofd:Page');
  if (before + pages.length > MAX_PAGES) throw tooLarge(`more than ${MAX_PAGES} pages`);
  const templates = new Map(
    childrenOf(common, 'ofd:TemplatePage').map(({ attributes }) => [
      attributes['ID'] ?? '',
      locate(name, attributes['BaseLoc'] ?? ''),
    ]),
  );
  const resources = [...childrenOf(common, 'ofd:PublicRes'), ...childrenOf(common, 'ofd:DocumentRes')];
  const shared: Shared = {
    ofd,
    templates,
    resources: await resourcesIn(
      ofd,
      resources.map(({ text }) => locate(name, text)),
    ),
    box: boxOf(child(common, 'ofd:PageArea')) ?? A4,
  };
  const found: OfdPage[] = [];
  for (const page of pages)
    found.push(await readPage(shared, locate(name, page.attributes['BaseLoc'] ?? '')));
  const ids = pages.map(({ attributes }) => attributes['ID'] ?? '');
  return { pages: found, annotations: await annotationsOf(ofd, { name, root: document }, ids, before) };
}

/** The root of the current version; without versions, the one that the body names. */
async function documentOf(ofd: OfdPackage, body: XmlElement): Promise<string> {
  const versions = childrenOf(child(body, 'ofd:Versions'), 'ofd:Version');
  const current = versions.find(({ attributes }) => attributes['Current'] === 'true')?.attributes['BaseLoc'];
  if (current !== undefined) {
    const name = locate('OFD.xml', current);
    const root = child(await ofd.part(name), 'ofd:DocRoot')?.text;
    if (root !== undefined) return locate(name, root);
  }
  const root = child(body, 'ofd:DocRoot')?.text;
  if (root === undefined) throw damaged('it does not say where its document is');
  return locate('OFD.xml', root);
}

interface Shared {
  ofd: OfdPackage;
  /** Names of the parts by id. */
  templates: ReadonlyMap<string, string>;
  resources: OfdResources;
  box: readonly [number, number, number, number];
}

async function readPage({ ofd, templates, resources: shared, box }: Shared, name: string): Promise<OfdPage> {
  const page = await ofd.part(name);
  const area = boxOf(child(page, 'ofd:Area')) ?? box;
  const [left, top, width, height] = area;
  const scale = POINTS_PER_MILLIMETRE;
  const transform: Matrix = [scale, 0, 0, scale, -left * scale, -top * scale];
  const own = childrenOf(page, 'ofd:PageRes').map(({ text }) => locate(name, text));
  const resources = own.length === 0 ? shared : joinedResources(shared, await resourcesIn(ofd, own));
  const painter = new OfdPainter(resources.composites);
  const parts: string[] = [];
  for (const { attributes } of childrenOf(page, 'ofd:Template')) {
    const template = templates.get(attributes['TemplateID'] ?? '');
    if (template === undefined) throw damaged(`the template of its page ${name} is missing`);
    parts.push(template);
    painter.paint(await ofd.part(template), transform);
  }
  painter.paint(page, transform);
  painter.end();
  const content = turnUpright(painter.glyphs, painter.boxes, {
    width: width * scale,
    height: height * scale,
    transform,
  });
  const isPictured = painter.pictures > 0 || painter.curves >= LEAST_CURVES;
  return {
    content: isPictured ? { ...content, pictured: true } : content,
    parts: [...parts, name],
    resources,
    box: area,
  };
}

/** The physical box of a page: where it is, its width and height. */
function boxOf(area: XmlElement | undefined): Shared['box'] | null {
  const [left = 0, top = 0, width = 0, height = 0] = numbers(child(area, 'ofd:PhysicalBox')?.text);
  const box = [left, top, width, height] as const;
  return width > 0 && height > 0 && box.every(Number.isFinite) ? box : null;
}

function withoutText(): SetAsideError {
  return new SetAsideError(
    'needs-ocr',
    'The OFD document holds no text that means anything. Import the document that it was made from, or export it as a PDF, recognise its text (OCR), for example with ocrmypdf --force-ocr, and import the result.',
  );
}

function withoutReader(): SetAsideError {
  return new SetAsideError(
    'needs-ocr',
    `The OFD document holds no text: its pages are pictures (a scan) or outlines of letters, as in one made from a PDF. They are read by an addition that is not installed here: run “${OCR_COMMAND}” where ogi-reports is installed, and import the file again; or import the document that it was made from.`,
  );
}
