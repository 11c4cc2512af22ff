/** Says of a joined source of which files it is, and which of them the tables were read from. */
import type { Finding } from '../domain/finding.js';
import type { Cell, SourceFile } from '../domain/report.js';
import { readingFinding } from './table-reading.js';

/** The finding; none for a source of one file. */
export function joinedFinding(
  files: readonly SourceFile[] | undefined,
  cells: Readonly<Record<string, Cell>>,
): Finding[] {
  if (files === undefined) return [];
  const read = new Set(Object.values(cells).flatMap(({ place }) => place?.part ?? []));
  const from = files.filter((_, index) => read.has(index + 1));
  const listed = (some: readonly SourceFile[], comma: string): string =>
    some.map(({ name }) => name).join(comma);
  return [
    readingFinding(
      'joined',
      'NOTICE',
      [],
      null,
      `本报告由同一文件夹中的 ${files.length} 个文件合并而成：${listed(files, '、')}；${from.length === 0 ? '均未读到表格' : `表格读自 ${listed(from, '、')}`}`,
      `the report is joined of ${files.length} files of one folder: ${listed(files, ', ')}; ${from.length === 0 ? 'no table was read from any' : `its tables were read from ${listed(from, ', ')}`}`,
    ),
  ];
}
