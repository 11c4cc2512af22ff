/** An OFD document (GB/T 33190) to a document, over the page model that PDF fills too. */
import { SetAsideError } from '../../errors.js';
import type { XmlElement } from '../docx/xml-tree.js';
import { child, childrenOf } from '../docx/xml-tree.js';
import type { Document } from '../document.js';
import type { Matrix } from '../page/matrix.js';
import type { PageContent } from '../page/page-content.js';
import { pagesToBlocks } from '../page/pages-to-blocks.js';
import { textQuality } from '../page/text-quality.js';
import { turnUpright } from '../page/turn-upright.js';
import type { ZipMember } from '../zip/zip-archive.js';
import { OfdPackage, damaged, locate, tooLarge } from './ofd-package.js';
import { numbers } from './ofd-values.js';
import { OfdPainter } from './paint-page.js';

/** Most pages that are read. The longest report known has under 60. */
const MAX_PAGES = 500;
const POINTS_PER_MILLIMETRE = 72 / 25.4;
const A4 = [0, 0, 210, 297] as const;

/**
 * Reads the pages of all documents in the file, each in its current version: text with its templates, rulings as tables. Annotations are no
 * text of the report; signatures are not verified.
 *
 * @param members the directory of the file
 * @throws SetAsideError `needs-ocr` where its pages are pictures or outlines of letters, `encrypted`, `damaged-file`, `too-large`
 */
export async function readOfd(members: readonly ZipMember[]): Promise<Document> {
  const ofd = new OfdPackage(members);
  const root = await ofd.part('OFD.xml');
  const bodies = childrenOf(root, 'ofd:DocBody');
  const pages: PageContent[] = [];
  for (const body of bodies) pages.push(...(await readBody(ofd, body, MAX_PAGES - pages.length)));
  if (pages.length === 0) throw damaged('it has no pages');
  const quality = textQuality(pages);
  if (quality !== 'good') throw withoutText();
  const title = child(child(bodies[0], 'ofd:DocInfo'), 'ofd:Title')?.text.trim() ?? '';
  return {
    mediaType: 'application/ofd',
    encoding: null,
    metadata: title === '' ? {} : { title },
    ...pagesToBlocks(pages),
  };
}

async function readBody(ofd: OfdPackage, body: XmlElement, mostPages: number): Promise<PageContent[]> {
  const name = await documentOf(ofd, body);
  const document = await ofd.part(name);
  const common = child(document, 'ofd:CommonData');
  const pages = childrenOf(child(document, 'ofd:Pages'), 'ofd:Page');
  if (pages.length > mostPages) throw tooLarge(`more than ${MAX_PAGES} pages`);
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
    composites: await compositesIn(
      ofd,
      resources.map(({ text }) => locate(name, text)),
    ),
    box: boxOf(child(common, 'ofd:PageArea')) ?? A4,
  };
  const found: PageContent[] = [];
  for (const page of pages)
    found.push(await readPage(shared, locate(name, page.attributes['BaseLoc'] ?? '')));
  return found;
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
  composites: ReadonlyMap<string, XmlElement>;
  box: readonly number[];
}

async function compositesIn(ofd: OfdPackage, names: readonly string[]): Promise<Map<string, XmlElement>> {
  const found = new Map<string, XmlElement>();
  for (const name of names) {
    const units = childrenOf(
      child(await ofd.part(name), 'ofd:CompositeGraphicUnits'),
      'ofd:CompositeGraphicUnit',
    );
    for (const unit of units) found.set(unit.attributes['ID'] ?? '', unit);
  }
  return found;
}

async function readPage({ ofd, templates, composites, box }: Shared, name: string): Promise<PageContent> {
  const page = await ofd.part(name);
  const [left = 0, top = 0, width = 0, height = 0] = boxOf(child(page, 'ofd:Area')) ?? box;
  const scale = POINTS_PER_MILLIMETRE;
  const transform: Matrix = [scale, 0, 0, scale, -left * scale, -top * scale];
  const own = childrenOf(page, 'ofd:PageRes').map(({ text }) => locate(name, text));
  const painter = new OfdPainter(
    own.length === 0 ? composites : new Map([...composites, ...(await compositesIn(ofd, own))]),
  );
  for (const { attributes } of childrenOf(page, 'ofd:Template')) {
    const template = templates.get(attributes['TemplateID'] ?? '');
    if (template === undefined) throw damaged(`the template of its page ${name} is missing`);
    painter.paint(await ofd.part(template), transform);
  }
  painter.paint(page, transform);
  return turnUpright(painter.glyphs, painter.boxes, {
    width: width * scale,
    height: height * scale,
    transform,
  });
}

/** The physical box of a page: where it is, its width and height. */
function boxOf(area: XmlElement | undefined): readonly number[] | null {
  const box = numbers(child(area, 'ofd:PhysicalBox')?.text);
  const [, , width = 0, height = 0] = box;
  return width > 0 && height > 0 && box.every(Number.isFinite) ? box : null;
}

function withoutText(): SetAsideError {
  return new SetAsideError(
    'needs-ocr',
    'The OFD document holds no text that means anything: its pages are pictures (a scan) or outlines of letters, as in one made from a PDF. Import the document that it was made from, or export it as a PDF, recognise its text (OCR), for example with ocrmypdf --force-ocr, and import the result.',
  );
}
