import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { Distribution, Quantile } from '../../services/distribution.js';
import type { YearCount } from '../../services/year-histogram.js';
import type { Bucket } from '../../store/frequency-rules.js';
import { HasListSize } from '../cost/list-size.js';

/** The reports of one year. */
@ObjectType('YearCount', { description: 'The reports of one year (年度报告数).', simpleResolvers: true })
export class YearCountType implements YearCount {
  @Field(() => Int, { description: 'Report year (报告年度).' })
  year!: number;

  @Field(() => Int, { description: 'Number of reports; 0 for a gap.' })
  reports!: number;
}

/** A quantile. */
@ObjectType('Quantile', { description: 'A quantile (分位数).', simpleResolvers: true })
export class QuantileType implements Quantile {
  @Field(() => Float, { description: 'The share of values below it, 0–1; 0.5 is the median.' })
  fraction!: number;

  @Field(() => Float, { nullable: true, description: 'The value; null where there are no values.' })
  value!: number | null;
}

/** A bucket of a histogram. */
@ObjectType('HistogramBucket', {
  description: 'A bucket of a histogram (直方图区间).',
  simpleResolvers: true,
})
export class HistogramBucketType implements Bucket {
  @Field(() => Float, { description: 'Lower edge, included.' })
  from!: number;

  @Field(() => Float, { description: 'Upper edge, left out but for the last bucket.' })
  to!: number;

  @Field(() => Int, { description: 'Number of reports with such a value, exact.' })
  count!: number;
}

/** How the values of one key are spread. */
@ObjectType('Distribution', {
  description:
    'How the values of one key are spread over the reports found (数值分布). Missing values are left out, never taken for zero; amounts without a known unit too. Figures have 12 significant digits.',
  simpleResolvers: true,
})
export class DistributionType implements Distribution {
  @Field(() => String, { description: 'Key of the cell or derived value.' })
  key!: string;

  @Field(() => Int, { description: 'Number of reports found, with or without a value.' })
  reports!: number;

  @Field(() => Int, { description: 'Number of reports with a value: what all figures rest on (有值报告数).' })
  reportsWithValue!: number;

  @Field(() => Float, { nullable: true, description: 'Least value (最小值).' })
  min!: number | null;

  @Field(() => Float, { nullable: true, description: 'Greatest value (最大值).' })
  max!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Arithmetic mean (平均值); of a rate the mean of rates.',
  })
  mean!: number | null;

  @Field(() => Float, { nullable: true, description: 'Sum (合计); null for a rate, whose sum says nothing.' })
  sum!: number | null;

  @Field(() => Float, { nullable: true, description: 'Median (中位数).' })
  median!: number | null;

  @HasListSize(5)
  @Field(() => [QuantileType], { description: 'The quantiles asked for, in that order.' })
  quantiles!: Quantile[];

  @HasListSize(10)
  @Field(() => [HistogramBucketType], {
    description: 'The histogram, ascending; empty without values (直方图).',
  })
  histogram!: Bucket[];

  @Field(() => Int, { description: 'Number of values below the first edge.' })
  below!: number;

  @Field(() => Int, { description: 'Number of values above the last edge.' })
  above!: number;
}
