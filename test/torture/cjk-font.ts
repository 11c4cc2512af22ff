/** A font with Chinese characters for the PDFs of tests: not in the project, looked for on the machine. */
import { existsSync } from 'node:fs';

/** A font file, and the name of the font in it where the file holds several. */
export interface FontFile {
  readonly path: string;
  readonly family?: string;
}

/** Where Debian, Fedora, macOS and Windows keep one. */
const USUAL_PLACES: readonly FontFile[] = [
  { path: '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc', family: 'NotoSansCJKsc-Regular' },
  { path: '/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc', family: 'NotoSansCJKsc-Regular' },
  {
    path: '/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-Regular.ttc',
    family: 'NotoSansCJKsc-Regular',
  },
  { path: '/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc', family: 'NotoSansCJKsc-Regular' },
  { path: '/System/Library/Fonts/STHeiti Light.ttc', family: 'STHeitiSC-Light' },
  { path: 'C:/Windows/Fonts/simhei.ttf' },
];

/** The first that is there, or null. */
export function cjkFont(): FontFile | null {
  return USUAL_PLACES.find(({ path }) => existsSync(path)) ?? null;
}
