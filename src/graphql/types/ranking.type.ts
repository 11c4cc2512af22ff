import { Field, Int, ObjectType } from 'type-graphql';
import type { Sort } from '../../domain/query.js';
import type { Figure } from '../../services/report-figures.js';
import type { MatchRequest } from '../../store/search-request.js';
import { FigureType } from './figure.type.js';
import { ReportType } from './report.type.js';
import type { ReportRoot } from './report.type.js';
import { PageInfoType } from './search.type.js';
import type { PageInfo } from './search.type.js';

/** One place of a ranking as its fields are resolved from. */
export interface RankingEdgeView {
  rank: number;
  cursor: string;
  node: ReportRoot;
  figure: Figure;
}

/** One place of a ranking. */
@ObjectType('RankingEdge', { description: 'One place of a ranking (名次).', simpleResolvers: true })
export class RankingEdgeType implements RankingEdgeView {
  @Field(() => Int, {
    description: 'Rank from 1 (名次). Equal values share the rank of the first of them: 1, 2, 2, 4.',
  })
  rank!: number;

  @Field(() => String, { description: 'Opaque; give it as `after` or `before` to the same ranking.' })
  cursor!: string;

  @Field(() => ReportType, { description: 'The report.' })
  node!: ReportRoot;

  @Field(() => FigureType, { description: 'The value it is ranked by.' })
  figure!: Figure;
}

/** A page of a ranking as its fields are resolved from. */
export interface RankingView {
  edges: RankingEdgeView[];
  pageInfo: PageInfo;
  totalCount: number;
  /** What was ranked. */
  match: MatchRequest;
  sort: Sort[];
}

/** A page of a ranking. */
@ObjectType('RankingConnection', {
  description: 'A page of a ranking (排名). Only reports with a value are ranked.',
  simpleResolvers: true,
})
export class RankingConnectionType implements Omit<RankingView, 'match' | 'sort'> {
  @Field(() => [RankingEdgeType], { description: 'The places of this page.' })
  edges!: RankingEdgeView[];

  @Field(() => PageInfoType, { description: 'Position of the page.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many reports are ranked in all.' })
  totalCount!: number;
}
