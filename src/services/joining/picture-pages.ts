/** Pictures of a folder whose names number them as the pages of one report. Names alone decide here. */
import { posix } from 'node:path';

/** Pictures in the order of their pages, or pictures that may be pages of one report though their numbers do not show it. */
export interface PictureSeries {
  names: string[];
  /** False where numbers are missing, come twice or begin otherwise than with 0 or 1: then nothing is joined. */
  isWhole: boolean;
}

const PICTURE = /\.(?:png|jpe?g|tiff?)$/iu;
/** Words of a file's name by which a picture is the page of a document. */
const PAGE_WORDS = /报告|年报|信息公开|扫描|页|report|scan|page/iu;
const REPORT_FOLDER = /报告|年报|信息公开|report/iu;
/** Before and behind the number of a name that has no words, and p1, p2. */
const BARE = /^(?:p|img)?[-_ ]?$/iu;

/**
 * Finds the series.
 *
 * @param names of all files of the folder that are not hidden
 * @param folder its name
 */
export function pictureSeries(names: readonly string[], folder: string): PictureSeries[] {
  const groups = new Map<string, { name: string; number: number }[]>();
  for (const name of names) {
    if (!PICTURE.test(name)) continue;
    const match = /^(.*?)(\d{1,4})(\D*)$/su.exec(posix.basename(name, posix.extname(name)));
    if (match === null) continue;
    const [, before = '', digits = '', behind = ''] = match;
    const key = [before, behind, posix.extname(name).toLowerCase()].join('\n');
    const group = groups.get(key) ?? [];
    group.push({ name, number: Number(digits) });
    groups.set(key, group);
  }
  const isOfPictures = names.every((name) => PICTURE.test(name)) && groups.size === 1;
  return [...groups].flatMap(([key, group]) => {
    const [before = '', behind = ''] = key.split('\n');
    const isNamed =
      PAGE_WORDS.test(before + behind) ||
      (isOfPictures && REPORT_FOLDER.test(folder) && BARE.test(before) && behind === '');
    // Reports of several years, a picture each.
    const areYears = group.every(({ number }) => number >= 1990 && number < 2100);
    if (!isNamed || areYears || group.length < 2) return [];
    group.sort((a, b) => a.number - b.number || (a.name < b.name ? -1 : 1));
    const first = group[0]?.number ?? 0;
    const isWhole = first <= 1 && group.every(({ number }, index) => number === first + index);
    return [{ names: group.map(({ name }) => name), isWhole }];
  });
}
