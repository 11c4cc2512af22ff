import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import type { StoreStatus } from '../../store/port.js';
import type { GraphContext } from '../context.js';
import type { SetAsideView } from '../types/status.type.js';
import { SetAsidePageType, StatusType } from '../types/status.type.js';

/** `status` and `setAside`: what is served, and what could not be. */
@Resolver()
export class StatusResolver {
  @Query(() => StatusType, {
    description: 'What is served: counts, years, and whether it is the made-up sample.',
  })
  status(@Ctx() { reader }: GraphContext): Promise<StoreStatus> {
    return reader.status();
  }

  @Query(() => SetAsidePageType, {
    description: 'Files that could not become reports, newest first, with the reason.',
  })
  async setAside(
    @Arg('first', () => Int, { nullable: true, description: 'Page size, 1–100. Default is 20.' })
    first: number | null,
    @Arg('offset', () => Int, { nullable: true, description: 'How many to skip. Default is 0.' })
    offset: number | null,
    @Ctx() { reader }: GraphContext,
  ): Promise<SetAsideView> {
    const { files, total } = await reader.setAside({ first, offset });
    return { files, totalCount: total };
  }
}
