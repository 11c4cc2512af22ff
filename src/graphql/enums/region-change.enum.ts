/** Enum of what becomes of places. */
import type { RegionChangeKind } from '../../domain/region-history.js';
import { domainEnum } from './register-enum.js';

/** Kind of a change of places. */
export const RegionChangeKindEnum = domainEnum<RegionChangeKind>(
  'RegionChangeKind',
  'What became of places (区划变更).',
  {
    RENAMED: 'Another name (更名).',
    UPGRADED: 'Another status: 撤县设市, 撤县设区, 撤市设区, 撤地设市.',
    MERGED: 'Into one place, new or not (合并).',
    SPLIT: 'Divided among several, or a part became a place of its own (拆分、析置).',
    MOVED: 'Under another city (隶属变更).',
    RECODED: 'Another code alone (代码变更), as where the prefecture became a city.',
    REDRAWN: 'Several places became several others (重新划分).',
  },
);
