/** What becomes of places over the years: names, codes and borders of provinces, cities and counties. */

export const REGION_CHANGE_KINDS = [
  'RENAMED',
  'UPGRADED',
  'MERGED',
  'SPLIT',
  'MOVED',
  'RECODED',
  'REDRAWN',
] as const;
/**
 * `RENAMED` 更名 · `UPGRADED` another status under the same or another name: 撤县设市, 撤县设区, 撤市设区, 撤地设市 · `MERGED` into one
 * place, new or not · `SPLIT` divided among several, or a part became a place of its own · `MOVED` under another city · `RECODED` the
 * code alone changed · `REDRAWN` several places became several others.
 */
export type RegionChangeKind = (typeof REGION_CHANGE_KINDS)[number];

/** Whether the place after such a change is the whole place before and nothing else: figures of both may be in one series. */
export function keepsTerritory(kind: RegionChangeKind): boolean {
  return kind === 'RENAMED' || kind === 'UPGRADED' || kind === 'MOVED' || kind === 'RECODED';
}
