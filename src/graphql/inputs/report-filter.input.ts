import { Field, ID, InputType, Int } from 'type-graphql';
import type { FindingCode, Outcome } from '../../domain/finding.js';
import { REPORT_FIELD_NAMES } from '../../domain/report-fields.js';
import type { RegionView } from '../../domain/region.js';
import type { CellState, SectionKind } from '../../domain/report.js';
import type {
  CellConditionInput,
  DerivedConditionInput,
  FilterInput,
  FindingConditionInput,
  OrganNameInput,
  ReportFieldsInput,
  YearInput,
} from '../../services/check-filter.js';
import type { DateInput } from '../../services/check-dates.js';
import { CellStateEnum, FindingCodeEnum, OutcomeEnum } from '../enums/cell.enum.js';
import {
  REPORT_FIELD_ENUMS,
  reportFieldTexts,
  RegionViewEnum,
  SectionKindEnum,
} from '../enums/report.enum.js';
import { DateComparisonInputType, NumberComparisonInputType } from './comparison.input.js';

/** A condition on the report year. */
@InputType('YearCondition', {
  description: 'A condition on the report year (报告年度). All members must hold.',
})
export class YearConditionInputType implements YearInput {
  @Field(() => [Int], { nullable: true, description: 'One of these years.' })
  in?: number[] | null;

  @Field(() => Int, { nullable: true, description: 'This year.' })
  eq?: number | null;

  @Field(() => Int, { nullable: true, description: 'Before this year.' })
  lt?: number | null;

  @Field(() => Int, { nullable: true, description: 'Up to this year.' })
  lte?: number | null;

  @Field(() => Int, { nullable: true, description: 'After this year.' })
  gt?: number | null;

  @Field(() => Int, { nullable: true, description: 'From this year on.' })
  gte?: number | null;
}

/** A condition on one cell. */
@InputType('CellCondition', {
  description: 'A condition on one cell. All members must hold; a cell without a number meets no comparison.',
})
export class CellConditionInputType extends NumberComparisonInputType implements CellConditionInput {
  @Field(() => String, {
    description: 'Key of the cell, e.g. applications.received.total; see the query `cells`.',
  })
  key!: string;

  @Field(() => [CellStateEnum], { nullable: true, description: 'In one of these states.' })
  states?: CellState[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether it was read from a picture (OCR 识别): false leaves such cells out. See `confidence` of the cell.',
  })
  readByOcr?: boolean | null;
}

/** A condition on one derived value. */
@InputType('DerivedCondition', {
  description:
    'A condition on one derived value (派生指标). All members must hold; a missing value meets no comparison.',
})
export class DerivedConditionInputType extends NumberComparisonInputType implements DerivedConditionInput {
  @Field(() => String, {
    description: 'Key of the value, e.g. derived.disclosedRate.ofConcluded; see the query `derivedValues`.',
  })
  key!: string;

  @Field(() => Boolean, { nullable: true, description: 'Whether there is a value.' })
  hasValue?: boolean | null;
}

/** A condition on the organ's name. */
@InputType('OrganNameCondition', { description: 'A condition on the name of the organ (机关名称).' })
export class OrganNameInputType implements OrganNameInput {
  @Field(() => String, {
    description:
      'The name contains this, 1–100 characters. Simplified and traditional, full and half width are equal.',
  })
  contains!: string;
}

/** A condition on the date of a report. */
@InputType('DateCondition', {
  description:
    'A condition on the date of a report (发布日期): a day (2024-01-31), a month (2024-01) or a year (2024). All members must hold, and each for every day that a partial date may mean; a report without a date meets none.',
})
export class DateConditionInputType extends DateComparisonInputType implements DateInput {}

/** A condition on an instant. */
@InputType('InstantCondition', {
  description:
    'A condition on an instant: an ISO 8601 instant with its zone (2024-01-31T08:00:00Z), or a day of UTC (2024-01-31). All members must hold.',
})
export class InstantConditionInputType extends DateComparisonInputType implements DateInput {}

/** A condition on findings. */
@InputType('FindingCondition', {
  description: 'Has a finding with one of the codes and one of the outcomes.',
})
export class FindingConditionInputType implements FindingConditionInput {
  @Field(() => [FindingCodeEnum], { nullable: true, description: 'One of these codes.' })
  codes?: FindingCode[] | null;

  @Field(() => [OutcomeEnum], { nullable: true, description: 'One of these outcomes.' })
  outcomes?: Outcome[] | null;
}

/** The conditions on facts that have a few fixed values, a member each. */
@InputType('ReportFieldConditions')
class ReportFieldConditions {}
for (const name of REPORT_FIELD_NAMES) {
  const options = { nullable: true, description: reportFieldTexts[name] };
  Field(() => [REPORT_FIELD_ENUMS[name]], options)(ReportFieldConditions.prototype, name);
}

/** A condition on reports. */
@InputType('ReportFilter', {
  description:
    'A condition on reports. All members must hold. At most 64 conditions, nested at most 8 deep. `not` also finds reports in which the value is missing.',
})
export class ReportFilterInputType
  extends (ReportFieldConditions as new () => ReportFieldsInput)
  implements FilterInput
{
  @Field(() => [ReportFilterInputType], { nullable: true, description: 'All of these hold.' })
  and?: ReportFilterInputType[] | null;

  @Field(() => [ReportFilterInputType], { nullable: true, description: 'At least one of these holds.' })
  or?: ReportFilterInputType[] | null;

  @Field(() => ReportFilterInputType, { nullable: true, description: 'This does not hold.' })
  not?: ReportFilterInputType | null;

  @Field(() => YearConditionInputType, { nullable: true, description: 'Report year (报告年度).' })
  year?: YearConditionInputType | null;

  @Field(() => [String], {
    nullable: true,
    description: 'In one of these provinces (省): code, name or facet value.',
  })
  province?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'In one of these cities (市): code, name or facet value.',
  })
  city?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'In one of these counties (县、区): code, name or facet value.',
  })
  county?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'In one of these townships (乡镇、街道): code, name or facet value.',
  })
  township?: string[] | null;

  @Field(() => RegionViewEnum, {
    nullable: true,
    description:
      'Whether province, city, county and township beside it are the places of the report’s year or those of today. Default is `REPORT`.',
  })
  asOf?: RegionView | null;

  @Field(() => [String], {
    nullable: true,
    description: 'By one of these organs (机关), as printed or normalised.',
  })
  organ?: string[] | null;

  @Field(() => OrganNameInputType, {
    nullable: true,
    description: 'By organs with such a name (机关名称).',
  })
  organName?: OrganNameInputType | null;

  @Field(() => [ID], {
    nullable: true,
    description:
      'By one of these organs, by id: one organ with its certain region, whatever others are called so.',
  })
  organIds?: string[] | null;

  @Field(() => [SectionKindEnum], {
    nullable: true,
    description: 'Has a section of one of these kinds (章节).',
  })
  hasSection?: SectionKind[] | null;

  @Field(() => FindingConditionInputType, {
    nullable: true,
    description: 'Has such a finding (勾稽、解析发现).',
  })
  findings?: FindingConditionInputType | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the file, or a part of it, was read from pictures (扫描件、图片, OCR 识别): false leaves such reports out.',
  })
  readByOcr?: boolean | null;

  @Field(() => [CellConditionInputType], {
    nullable: true,
    description: 'All these conditions on cells hold (统计项).',
  })
  cells?: CellConditionInputType[] | null;

  @Field(() => [DerivedConditionInputType], {
    nullable: true,
    description: 'All these conditions on derived values hold (派生指标).',
  })
  derived?: DerivedConditionInputType[] | null;

  @Field(() => DateConditionInputType, {
    nullable: true,
    description: 'Date of the report (发布日期或落款日期).',
  })
  publishedOn?: DateConditionInputType | null;

  @Field(() => InstantConditionInputType, {
    nullable: true,
    description: 'When the file of the current revision was imported (导入时间).',
  })
  importedAt?: InstantConditionInputType | null;

  @Field(() => [ID], { nullable: true, description: 'One of these reports.' })
  ids?: string[] | null;
}
