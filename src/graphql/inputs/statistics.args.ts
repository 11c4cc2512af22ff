import { ArgsType, Field, Float, ID, Int } from 'type-graphql';
import type { FindingCode, Outcome } from '../../domain/finding.js';
import type { Sort } from '../../domain/query.js';
import type { CompareInput } from '../../services/compare-reports.js';
import type { DistributionInput } from '../../services/distribution.js';
import type { OrgansInput } from '../../services/organs.js';
import type { QualityInput } from '../../services/quality.js';
import type { RankingInput } from '../../services/ranking.js';
import type { GroupField } from '../../store/aggregate-request.js';
import { GroupFieldEnum } from '../enums/aggregate.enum.js';
import { FindingCodeEnum, OutcomeEnum } from '../enums/cell.enum.js';
import { SortDirectionEnum } from '../enums/search.enum.js';
import { ReportFilterInputType } from './report-filter.input.js';

/** The arguments of `distribution`. */
@ArgsType()
export class DistributionArgs implements DistributionInput {
  @Field(() => String, { description: 'Key of the cell or derived value.' })
  key!: string;

  @Field(() => [Float], {
    nullable: true,
    description: 'Up to 100 quantiles, 0–1. Default is 0.1, 0.25, 0.5, 0.75, 0.9.',
  })
  quantiles?: number[] | null;

  @Field(() => [Float], {
    nullable: true,
    description: 'Edges of the histogram, ascending, 2 to 101. Not with buckets.',
  })
  edges?: number[] | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Number of buckets of one width from the least to the greatest value, 1–100. Default is 10.',
  })
  buckets?: number | null;
}

/** The arguments of `organs`. */
@ArgsType()
export class OrgansArgs implements OrgansInput {
  @Field(() => String, {
    nullable: true,
    description: 'Part of the name, 1–100 characters, whatever its spelling. Default is any name.',
  })
  nameContains?: string | null;

  @Field(() => ReportFilterInputType, {
    nullable: true,
    description: 'Organs with a report that meets these conditions (筛选条件).',
  })
  filter?: ReportFilterInputType | null;

  @Field(() => Int, { nullable: true, description: 'Page size, 1–100. Default is 20.' })
  first?: number | null;

  @Field(() => Int, { nullable: true, description: 'How many to skip. Default is 0.' })
  offset?: number | null;
}

/** The arguments of `ranking`. */
@ArgsType()
export class RankingArgs implements RankingInput {
  @Field(() => String, { description: 'Key of the cell or derived value to rank by.' })
  key!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Report year (报告年度). Not with years; without either, all years are ranked together.',
  })
  year?: number | null;

  @Field(() => [Int], {
    nullable: true,
    description: 'Report years, up to 50, ranked together: an organ has a place for each of them.',
  })
  years?: number[] | null;

  @Field(() => ReportFilterInputType, {
    nullable: true,
    description: 'Rank only among reports that meet these conditions, e.g. of one province or kind of organ.',
  })
  filter?: ReportFilterInputType | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Leaves out rates on a smaller denominator (最小分母): 1 of 1 is 100 %. With a rate only.',
  })
  minDenominator?: number | null;

  @Field(() => SortDirectionEnum, { nullable: true, description: 'Default is DESC: the largest first.' })
  direction?: Sort['direction'] | null;

  @Field(() => Int, { nullable: true, description: 'Page size forward, 1–100. Default is 20.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Cursor after which the page begins.' })
  after?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Page size backward, 1–100. Not with first or after.',
  })
  last?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor before which the page ends. Not with first or after.',
  })
  before?: string | null;
}

/** The arguments of `compare`. */
@ArgsType()
export class CompareArgs implements CompareInput {
  @Field(() => [ID], {
    nullable: true,
    description: 'Up to 20 reports; the first is what the others are compared with. Not with organId.',
  })
  ids?: string[] | null;

  @Field(() => ID, {
    nullable: true,
    description: 'An organ, whose years are compared with the earliest. Not with ids.',
  })
  organId?: string | null;

  @Field(() => [Int], {
    nullable: true,
    description: 'These years of the organ. Default is all, at most 20.',
  })
  years?: number[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Keys of cells and derived values. Default is all cells.',
  })
  keys?: string[] | null;
}

/** The arguments of `quality`. */
@ArgsType()
export class QualityArgs implements QualityInput {
  @Field(() => ReportFilterInputType, {
    nullable: true,
    description: 'Conditions on the reports (筛选条件).',
  })
  filter?: ReportFilterInputType | null;

  @Field(() => [GroupFieldEnum], {
    nullable: true,
    description: 'Up to 2 fields to group by (分组). Default is none: one group of all reports.',
  })
  groupBy?: GroupField[] | null;

  @Field(() => [FindingCodeEnum], {
    nullable: true,
    description: 'Findings to count. Default is all arithmetic rules.',
  })
  codes?: FindingCode[] | null;

  @Field(() => [OutcomeEnum], {
    nullable: true,
    description: 'Outcomes of rules to count. Default is all.',
  })
  outcomes?: Outcome[] | null;

  @Field(() => Int, { nullable: true, description: 'How many groups, 1–100. Default is 20.' })
  first?: number | null;

  @Field(() => Int, { nullable: true, description: 'How many groups to skip. Default is 0.' })
  offset?: number | null;
}
