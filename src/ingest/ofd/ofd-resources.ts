/** What the objects of an OFD page refer to: composite objects, drawing parameters, pictures. */
import { posix } from 'node:path';
import type { XmlElement } from '../docx/xml-tree.js';
import { child, childrenOf } from '../docx/xml-tree.js';
import type { OfdPackage } from './ofd-package.js';
import { locate } from './ofd-package.js';

/** Resources by their ids. */
export interface OfdResources {
  composites: ReadonlyMap<string, XmlElement>;
  /** Elements `DrawParam`. */
  params: ReadonlyMap<string, XmlElement>;
  /** Names of the parts that hold pictures. */
  pictures: ReadonlyMap<string, string>;
}

/** Those of some parts, the later before the earlier. */
export async function resourcesIn(ofd: OfdPackage, names: readonly string[]): Promise<OfdResources> {
  const composites = new Map<string, XmlElement>();
  const params = new Map<string, XmlElement>();
  const pictures = new Map<string, string>();
  for (const name of names) {
    const root = await ofd.part(name);
    const folder = root.attributes['BaseLoc'] ?? '';
    const units = childrenOf(child(root, 'ofd:CompositeGraphicUnits'), 'ofd:CompositeGraphicUnit');
    for (const unit of units) composites.set(unit.attributes['ID'] ?? '', unit);
    for (const param of childrenOf(child(root, 'ofd:DrawParams'), 'ofd:DrawParam'))
      params.set(param.attributes['ID'] ?? '', param);
    for (const media of childrenOf(child(root, 'ofd:MultiMedias'), 'ofd:MultiMedia')) {
      const file = child(media, 'ofd:MediaFile')?.text.trim() ?? '';
      if (file !== '')
        pictures.set(
          media.attributes['ID'] ?? '',
          locate(name, file.startsWith('/') ? file : posix.join(folder, file)),
        );
    }
  }
  return { composites, params, pictures };
}

/** Those of a page, before those of its document. */
export function joinedResources(shared: OfdResources, own: OfdResources): OfdResources {
  return {
    composites: new Map([...shared.composites, ...own.composites]),
    params: new Map([...shared.params, ...own.params]),
    pictures: new Map([...shared.pictures, ...own.pictures]),
  };
}
