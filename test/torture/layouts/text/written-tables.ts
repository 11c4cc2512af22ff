/** The three tables of a report as a layout writes them. */
import { gridOf } from '../../official-grids.js';
import { textOf } from '../../draw-report.js';
import type { SampleBlock } from '../../../../src/sample/layouts/layout.js';
import type { SpanGrid } from '../../official-grids.js';
import type { TortureReport } from '../../draw-report.js';
import type { layOut } from './lines.js';

/** The tables of a report, for {@link layOut}. */
export type Tables = Pick<Parameters<typeof layOut>[1], 'disclosure' | 'applications' | 'review'>;

/** The three tables, each as `write` prints its grid, and an empty line. */
export function tables(
  report: TortureReport,
  write: (grid: SpanGrid, block: SampleBlock) => string[],
): Tables {
  const print = textOf(report);
  const table = (block: SampleBlock): string[] => [...write(gridOf(block, print) ?? [], block), ''];
  return {
    disclosure: (blocks) => table({ kind: 'disclosure', blocks }),
    applications: (rows) => table({ kind: 'applications', rows }),
    review: () => table({ kind: 'review' }),
  };
}
