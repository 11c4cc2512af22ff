import { Ctx, Query, Resolver } from 'type-graphql';
import type { StoreStatus } from '../../store/port.js';
import type { GraphContext } from '../context.js';
import { StatusType } from '../types/status.type.js';

/** `status`: what is served. */
@Resolver()
export class StatusResolver {
  @Query(() => StatusType, {
    description: 'What is served: counts, years, and whether it is the made-up sample.',
  })
  status(@Ctx() { reader }: GraphContext): Promise<StoreStatus> {
    return reader.status();
  }
}
