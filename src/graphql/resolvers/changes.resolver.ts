import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { readChangesInput } from '../../services/changes.js';
import { labelsOf } from '../../services/labels.js';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../../store/search-request.js';
import type { GraphContext } from '../context.js';
import { HasListSize, HasWeight, pageSize } from '../cost/list-size.js';
import { ChecksArguments } from '../execution/check-arguments.js';
import { ChangesArgs } from '../inputs/news.args.js';
import { ReportChangeConnectionType, ReportChangeType } from '../types/change.type.js';
import type { ReportChangesView, ReportChangeView } from '../types/change.type.js';
import { ReportType, reportRoot } from '../types/report.type.js';
import type { ReportRoot } from '../types/report.type.js';

/** `changes`: what is new, revised and gone. */
@Resolver(() => ReportChangeType)
export class ChangesResolver {
  @ChecksArguments(readChangesInput)
  @HasWeight(20)
  @HasListSize(({ first }) => ({ edges: pageSize(first, DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE) }))
  @Query(() => ReportChangeConnectionType, {
    description:
      'What changed, oldest first unless told otherwise (变更流): new reports, revised ones with the cells that changed, deleted ones. Who applies them in order to a copy has the new state. A cursor stays good while its change is kept: the last 200,000 are; an older one is refused with CHANGES_EXPIRED.',
  })
  async changes(
    @Args(() => ChangesArgs) args: ChangesArgs,
    @Ctx() { reader }: GraphContext,
  ): Promise<ReportChangesView> {
    const page = await reader.changes(readChangesInput(args));
    return {
      edges: page.changes.map(({ cells, ...change }) => ({
        cursor: change.cursor,
        node: { ...change, cells: cells.map((cell) => ({ ...cell, ...labelsOf(cell.key) })) },
      })),
      pageInfo: {
        hasNextPage: page.hasNextPage,
        hasPreviousPage: args.after != null,
        startCursor: page.changes.at(0)?.cursor ?? null,
        endCursor: page.endCursor,
      },
      completeAfter: page.completeAfter,
    };
  }

  @FieldResolver(() => ReportType, {
    nullable: true,
    description: 'The report as it is now; null where it is gone.',
  })
  async report(
    @Root() change: ReportChangeView,
    @Ctx() { reader }: GraphContext,
  ): Promise<ReportRoot | null> {
    // An id that leads to another report now is none of this one's.
    const stored = await reader.report(change.id);
    return stored === null || stored.id !== change.id ? null : reportRoot(stored);
  }
}
