/** Runs of blocks that are something else when looked at together. */
import type { LineBlock, TableBlock } from '../document.js';

type TextBlock = LineBlock | TableBlock;

/** What a run is replaced by, and where it ends: the index of the first block behind it. */
export interface Run {
  blocks: readonly TextBlock[];
  next: number;
}

/** Replaces each run that `runAt` finds at an index; null leaves the block there as it is. */
export function replaceRuns(
  blocks: readonly TextBlock[],
  runAt: (blocks: readonly TextBlock[], from: number) => Run | null,
): TextBlock[] {
  const out: TextBlock[] = [];
  for (let index = 0; index < blocks.length;) {
    const run = runAt(blocks, index);
    out.push(...(run?.blocks ?? blocks.slice(index, index + 1)));
    index = run?.next ?? index + 1;
  }
  return out;
}
