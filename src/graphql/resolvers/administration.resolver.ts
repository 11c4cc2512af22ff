import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import {
  decodeBase64,
  deleteReport,
  importUpload,
  listSetAside,
  listWrites,
  reparseSources,
} from '../../services/administration.js';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../../store/search-request.js';
import type { GraphContext } from '../context.js';
import { HasListSize, HasWeight, pageSize } from '../cost/list-size.js';
import type { GivenArguments, ListSize } from '../cost/list-size.js';
import { reportRoot } from '../types/report.type.js';
import type { SetAsideView } from '../types/status.type.js';
import { SetAsidePageType } from '../types/status.type.js';
import type { DeleteView, ImportView, ReparseView, WriteLogView } from '../types/write.type.js';
import {
  DeleteResultType,
  ImportResultType,
  ReparseResultType,
  WriteLogPageType,
} from '../types/write.type.js';

const pageOf =
  (list: string) =>
  ({ first }: GivenArguments): ListSize => ({ [list]: pageSize(first, DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE) });

/** What needs the admin token: writes, the audit log, the files set aside. */
@Resolver()
export class AdministrationResolver {
  @HasListSize(pageOf('files'))
  @Query(() => SetAsidePageType, {
    description:
      'Files that could not become reports, newest first, with the reason (搁置文件). Needs the admin token.',
  })
  async setAside(
    @Arg('first', () => Int, { nullable: true, description: 'Page size, 1–100. Default is 20.' })
    first: number | null,
    @Arg('offset', () => Int, { nullable: true, description: 'How many to skip. Default is 0.' })
    offset: number | null,
    @Ctx() context: GraphContext,
  ): Promise<SetAsideView> {
    const { files, total } = await listSetAside(context.administration().store, { first, offset });
    return { files, totalCount: total };
  }

  @HasListSize(pageOf('entries'))
  @Query(() => WriteLogPageType, {
    description: 'The audit log of writes by clients, newest first (审计日志). Needs the admin token.',
  })
  async writes(
    @Arg('first', () => Int, { nullable: true, description: 'Page size, 1–100. Default is 20.' })
    first: number | null,
    @Arg('offset', () => Int, { nullable: true, description: 'How many to skip. Default is 0.' })
    offset: number | null,
    @Ctx() context: GraphContext,
  ): Promise<WriteLogView> {
    const { entries, total } = await listWrites(context.administration().store, { first, offset });
    return { entries, totalCount: total };
  }

  @HasWeight(1000)
  @Mutation(() => ImportResultType, {
    description:
      'Imports one file (导入). The same bytes again change nothing. POST /import does the same with multipart/form-data. Needs the admin token.',
  })
  async importReport(
    @Arg('fileName', () => String, { description: 'Name of the file, 1–255 characters; shown to everybody.' })
    fileName: string,
    @Arg('base64', () => String, {
      description:
        'Its bytes in standard base64, without line breaks. A whole request has at most 1 MB: larger files, up to 20 MB, go to POST /import.',
    })
    base64: string,
    @Arg('sourceUrl', () => String, {
      nullable: true,
      description: 'Address that it was retrieved from, http or https; before what the file says itself.',
    })
    sourceUrl: string | null,
    @Arg('retrievedAt', () => String, {
      nullable: true,
      description: 'ISO 8601 date or instant on which it was retrieved from there.',
    })
    retrievedAt: string | null,
    @Ctx() context: GraphContext,
  ): Promise<ImportView> {
    const { store, requestId, deadlineMs } = context.administration();
    const upload = { fileName, bytes: decodeBase64(base64), sourceUrl, retrievedAt };
    const { report, ...result } = await importUpload(store, upload, requestId, { deadlineMs });
    return { ...result, report: report === null ? null : reportRoot(report) };
  }

  @HasWeight(100)
  @Mutation(() => DeleteResultType, {
    description: 'Deletes a report with all its revisions and files (删除). Needs the admin token.',
  })
  async deleteReport(
    @Arg('id', () => ID, { description: 'Id of the report.' }) id: string,
    @Ctx() context: GraphContext,
  ): Promise<DeleteView> {
    const { store, requestId } = context.administration();
    return { deleted: await deleteReport(store, id, requestId) };
  }

  @HasWeight(1000)
  @Mutation(() => ReparseResultType, {
    description:
      'Reads some of the kept files again (重新解析), those that another version of the parser had read. Ask again with `next` until it is null. Needs the admin token.',
  })
  async reparse(
    @Arg('after', () => String, {
      nullable: true,
      description: '`next` of the part before. Default is from the first file.',
    })
    after: string | null,
    @Arg('limit', () => Int, {
      nullable: true,
      description: 'How many files to look at, 1–200. Default is 50.',
    })
    limit: number | null,
    @Ctx() context: GraphContext,
  ): Promise<ReparseView> {
    const { store, requestId } = context.administration();
    const { summary, next } = await reparseSources(store, { after, limit }, requestId);
    const { reparsed, unchanged, setAside, moved } = summary;
    return { reparsed, unchanged, setAside: setAside.length, moved, next };
  }
}
