import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { FormTableName } from '../../domain/cells.js';
import { cellBases } from '../../domain/cell-basis.js';
import { CELLS, findCell } from '../../domain/cells.js';
import type { FindingCode, Outcome } from '../../domain/finding.js';
import type { CellState, SectionKind } from '../../domain/report.js';
import type { DerivedKind } from '../../domain/derived.js';
import { DERIVED, findDerived } from '../../domain/derived.js';
import { checkCellKeys, checkDerivedKeys, checkList } from '../../services/check-input.js';
import { DerivedExplainer } from '../../services/report-figures.js';
import { organOf } from '../../services/organs.js';
import type { OrganRecord } from '../../services/organ-record.js';
import type { RevisionInfo } from '../../store/writes.js';
import { sourcePartPath } from '../../domain/source-path.js';
import { MAX_PAGE_SIZE } from '../../store/search-request.js';
import type { GraphContext } from '../context.js';
import { CellStateEnum, FindingCodeEnum, OutcomeEnum } from '../enums/cell.enum.js';
import { SectionKindEnum } from '../enums/report.enum.js';
import type { DefinedCell } from '../types/cell.type.js';
import { CellType } from '../types/cell.type.js';
import { DerivedKindEnum } from '../enums/derived.enum.js';
import { HasListSize, lengthOf } from '../cost/list-size.js';
import { ChecksArguments } from '../execution/check-arguments.js';
import { DerivedValueRoot, DerivedValueType } from '../types/derived.type.js';
import type { FindingView } from '../types/finding.type.js';
import { FindingType, findingView } from '../types/finding.type.js';
import { OrganType } from '../types/organ.type.js';
import type { ReportRoot } from '../types/report.type.js';
import { ReportType, reportRoot } from '../types/report.type.js';
import type { NumberedSection } from '../types/section.type.js';
import { SectionType } from '../types/section.type.js';
import type { SourceFileView } from '../types/source.type.js';
import { RevisionType, SourceFileType } from '../types/source.type.js';
import type { TableValues } from '../types/tables.type.js';
import { TABLE_TYPES, tableValues } from '../types/tables.type.js';

/** True where a list of wanted values is not given or holds the value. */
function wanted<T>(values: readonly T[] | null, value: T | null): boolean {
  return values === null || (value !== null && values.includes(value));
}

const values = (table: FormTableName, report: ReportRoot): TableValues => tableValues(table, report.cells);

interface KeysArgument {
  keys?: string[] | null;
}

/** `report` and the fields of a report that take arguments or are computed. */
@Resolver(() => ReportType)
export class ReportResolver {
  @Query(() => ReportType, {
    nullable: true,
    description: 'One report; null where there is none with this id.',
  })
  async report(
    @Arg('id', () => ID, { description: 'Id of the report.' }) id: string,
    @Arg('sha256', () => String, {
      nullable: true,
      description: 'SHA-256 of the file of one revision. Default is the current one.',
    })
    sha256: string | null,
    @Ctx() { reader }: GraphContext,
  ): Promise<ReportRoot | null> {
    const stored = await (sha256 ? reader.revision(id, sha256) : reader.report(id));
    return stored === null ? null : reportRoot(stored);
  }

  @ChecksArguments(({ ids }: { ids: string[] }) => checkList(ids, 'ids', MAX_PAGE_SIZE))
  @HasListSize(({ ids }) => lengthOf(ids, 0))
  @Query(() => [ReportType], {
    nullable: 'items',
    description: 'Reports by id, in the order asked; null where there is none with an id.',
  })
  async nodes(
    @Arg('ids', () => [ID], { description: 'Ids of reports, at most 100.' }) ids: string[],
    @Ctx() { reader }: GraphContext,
  ): Promise<(ReportRoot | null)[]> {
    const found = await reader.reportsById(ids);
    return found.map((stored) => stored && reportRoot(stored));
  }

  @FieldResolver(() => OrganType, {
    nullable: true,
    description: 'The organ that publishes it (报告机关).',
  })
  organ(@Root() { stored }: ReportRoot): OrganRecord | null {
    return organOf(stored);
  }

  @HasListSize(2)
  @FieldResolver(() => [SourceFileType], {
    description:
      'The files that were joined to its source (合并的文件): a page with its attachment, or pictures of its pages; empty where the source is one file.',
  })
  files(@Root() { files = [], source: { sha256 } }: ReportRoot): SourceFileView[] {
    return files.map((file, index) => ({
      ...file,
      part: index + 1,
      path: sourcePartPath(sha256, index + 1),
    }));
  }

  @HasListSize(10)
  @FieldResolver(() => [SectionType], { description: 'The narrative (正文), in the order of the document.' })
  sections(
    @Root() report: ReportRoot,
    @Arg('kinds', () => [SectionKindEnum], {
      nullable: true,
      description: 'Of these kinds only. Default is all.',
    })
    kinds: SectionKind[] | null,
  ): NumberedSection[] {
    return report.sections
      .map((section, ordinal) => ({ ...section, ordinal }))
      .filter((section) => wanted(kinds ?? null, section.kind));
  }

  @FieldResolver(() => TABLE_TYPES.disclosure, { description: '主动公开政府信息情况: proactive disclosure.' })
  disclosure(@Root() report: ReportRoot): TableValues {
    return values('disclosure', report);
  }

  @FieldResolver(() => TABLE_TYPES.applications, {
    description: '收到和处理政府信息公开申请情况: applications received and processed.',
  })
  applications(@Root() report: ReportRoot): TableValues {
    return values('applications', report);
  }

  @FieldResolver(() => TABLE_TYPES.review, {
    description: '政府信息公开行政复议、行政诉讼情况: administrative reconsideration and litigation.',
  })
  review(@Root() report: ReportRoot): TableValues {
    return values('review', report);
  }

  @FieldResolver(() => TABLE_TYPES.statistics, {
    description: '政府信息公开情况统计表: the list tables of 2008–2018.',
  })
  statistics(@Root() report: ReportRoot): TableValues {
    return values('statistics', report);
  }

  @ChecksArguments(({ keys }: KeysArgument) => keys && checkCellKeys(keys, 'keys'))
  @HasListSize(({ keys }) => lengthOf(keys, CELLS.length))
  @FieldResolver(() => [CellType], {
    description:
      'Cells with state, number, printed text and place (统计项), in the order of the keys or of the form.',
  })
  cells(
    @Root() report: ReportRoot,
    @Arg('keys', () => [String], { nullable: true, description: 'Keys of the cells. Default is all.' })
    keys: string[] | null,
    @Arg('states', () => [CellStateEnum], {
      nullable: true,
      description: 'In these states only. Default is all.',
    })
    states: CellState[] | null,
  ): DefinedCell[] {
    const asked = keys ? checkCellKeys(keys, 'keys') : CELLS.map(({ key }) => key);
    const bases = cellBases(report.cells, report.findings);
    return asked.flatMap((key) => {
      const cell = report.cells[key];
      const definition = findCell(key);
      if (cell === undefined || definition === undefined || !wanted(states ?? null, cell.state)) return [];
      return [
        {
          ...cell,
          key,
          unit: cell.unit ?? null,
          confidence: cell.confidence ?? null,
          basis: bases.get(key) ?? null,
          definition,
        },
      ];
    });
  }

  @ChecksArguments(({ keys }: KeysArgument) => keys && checkDerivedKeys(keys, 'keys'))
  @HasListSize(({ keys }) => lengthOf(keys, DERIVED.length))
  @FieldResolver(() => [DerivedValueType], {
    description:
      'Derived values with what they rest on (派生指标), in the order of the keys or of the dictionary.',
  })
  derived(
    @Root() { stored }: ReportRoot,
    @Arg('keys', () => [String], { nullable: true, description: 'Keys of the values. Default is all.' })
    keys: string[] | null,
    @Arg('kinds', () => [DerivedKindEnum], {
      nullable: true,
      description: 'Of these kinds only. Default is all.',
    })
    kinds: DerivedKind[] | null,
  ): DerivedValueRoot[] {
    const asked = keys ? checkDerivedKeys(keys, 'keys') : DERIVED.map(({ key }) => key);
    const explainer = new DerivedExplainer(stored);
    return asked
      .filter((key) => wanted(kinds ?? null, findDerived(key)?.kind ?? null))
      .map((key) => new DerivedValueRoot(key, stored.derived[key] ?? null, explainer));
  }

  @HasListSize(50)
  @FieldResolver(() => [FindingType], { description: 'What the parser saw (解析与勾稽发现).' })
  findings(
    @Root() report: ReportRoot,
    @Arg('codes', () => [FindingCodeEnum], {
      nullable: true,
      description: 'With these codes only. Default is all.',
    })
    codes: FindingCode[] | null,
    @Arg('outcomes', () => [OutcomeEnum], {
      nullable: true,
      description: 'Arithmetic findings with these outcomes only. Default is all findings.',
    })
    outcomes: Outcome[] | null,
  ): FindingView[] {
    return report.findings
      .filter((finding) => wanted(codes ?? null, finding.code) && wanted(outcomes ?? null, finding.outcome))
      .map(findingView);
  }

  @HasListSize(2)
  @FieldResolver(() => [RevisionType], { description: 'All revisions, the current one first.' })
  revisions(@Root() report: ReportRoot, @Ctx() { reader }: GraphContext): Promise<RevisionInfo[]> {
    return reader.revisions(report.id);
  }

  @FieldResolver(() => Boolean, {
    description: 'True for a made-up report of the sample (虚构样例): no real organ, no real number.',
  })
  madeUp(@Ctx() { reader }: GraphContext): boolean {
    return reader.madeUp;
  }
}
