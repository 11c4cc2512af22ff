/** The files that are mutated: rendered reports of every layout and, where they are beside the checkout, real ones. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildZip } from '../support/build-zip.js';
import { cjkFont } from '../torture/cjk-font.js';
import { TORTURE_LAYOUTS } from '../torture/layouts/index.js';
import { renderTrial, seedOf } from '../torture/torture.js';

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
  }
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

function realReports(): string[] {
  try {
    return readdirSync(REAL_REPORTS).filter((name) => /\.(?:txt|html|docx|pdf)$/u.test(name));
  } catch {
    return [];
  }
}
