/** The columns of an export, the same for every format that is a table. */
import { findCell } from '../../domain/cells.js';
import { findDerived } from '../../domain/derived.js';
import { REPORT_FIELD_NAMES, REPORT_FIELDS } from '../../domain/report-fields.js';
import { regionAsOf } from '../../domain/region.js';
import type { RegionLevel } from '../../domain/region.js';
import type { Section } from '../../domain/report.js';
import type { ScanRow } from '../../store/scan-request.js';

/** A value of a column; null where it is missing, which is never zero. */
export type ExportValue = string | number | boolean | null;

/** One column. Its type holds for every value that is not null. */
export interface ExportColumn {
  /** e.g. `organ`, `applications.received.total`, `applications.received.total.state`. */
  key: string;
  type: 'text' | 'integer' | 'number' | 'boolean';
  labelZh: string;
  labelEn: string;
  valueOf: (row: ScanRow) => ExportValue;
}

const column = (
  key: string,
  type: ExportColumn['type'],
  labelZh: string,
  labelEn: string,
  valueOf: ExportColumn['valueOf'],
): ExportColumn => ({ key, type, labelZh, labelEn, valueOf });

function regionColumns(level: RegionLevel, zh: string, en: string): ExportColumn[] {
  return [
    column(level, 'text', zh, en, ({ region }) => region[level]?.name ?? null),
    column(
      `${level}Code`,
      'text',
      `${zh}代码`,
      `${en}: GB/T 2260 code`,
      ({ region }) => region[level]?.code ?? null,
    ),
  ];
}

/** The same place under the names and codes of today. */
function regionTodayColumns(level: RegionLevel, zh: string, en: string): ExportColumn[] {
  return [
    column(
      `${level}Today`,
      'text',
      `${zh}（现行）`,
      `${en}, today`,
      ({ region }) => regionAsOf(region, 'TODAY')[level]?.name ?? null,
    ),
    column(
      `${level}TodayCode`,
      'text',
      `${zh}代码（现行）`,
      `${en}, today: GB/T 2260 code`,
      ({ region }) => regionAsOf(region, 'TODAY')[level]?.code ?? null,
    ),
  ];
}

/** The facts that have a few fixed values, of the organ or of the tables. */
function reportFieldColumns(about: 'organ' | 'report'): ExportColumn[] {
  return REPORT_FIELD_NAMES.filter((name) => REPORT_FIELDS[name].about === about).map((name) =>
    column(name, 'text', REPORT_FIELDS[name].zh, REPORT_FIELDS[name].en, ({ fields }) => fields[name]),
  );
}

/** What report a row is, before its numbers. */
export const IDENTITY_COLUMNS: readonly ExportColumn[] = [
  column('id', 'text', '报告编号', 'Report id', (row) => row.id),
  column('year', 'integer', '报告年度', 'Report year', (row) => row.year),
  column('organ', 'text', '机关', 'Organ as printed', (row) => row.organ.name),
  column('organId', 'text', '机关编号', 'Organ id', (row) => row.organId),
  ...reportFieldColumns('organ'),
  ...regionColumns('province', '省', 'Province'),
  ...regionColumns('city', '市', 'City'),
  ...regionColumns('county', '县区', 'County or district'),
  ...regionColumns('township', '乡镇街道', 'Township or subdistrict'),
  ...regionTodayColumns('province', '省', 'Province'),
  ...regionTodayColumns('city', '市', 'City'),
  ...regionTodayColumns('county', '县区', 'County or district'),
  ...regionTodayColumns('township', '乡镇街道', 'Township or subdistrict'),
  column(
    'regionCertain',
    'boolean',
    '地区确定',
    'Whether the region is certain',
    ({ region }) => region.certain,
  ),
  ...reportFieldColumns('report'),
  column(
    'readByOcr',
    'boolean',
    'OCR识别',
    'Whether the file, or a part of it, was read from pictures (OCR)',
    (row) => row.readByOcr,
  ),
  column('publishedOn', 'text', '发布日期', 'Date of publication', (row) => row.publishedOn),
  column('title', 'text', '标题', 'Title', (row) => row.title),
  column('fileName', 'text', '文件名', 'File name of the source', (row) => row.source.fileName),
  column('sha256', 'text', '文件SHA-256', 'SHA-256 of the source', (row) => row.source.sha256),
  column('sourceUrl', 'text', '来源网址', 'Address that it was retrieved from', (row) => row.source.url),
  column('retrievedAt', 'text', '获取日期', 'Day of retrieval', (row) => row.source.retrievedAt),
];

/** The narrative as `ogi parse --json` has it, without places. */
export function narrativeOf(sections: readonly Section[]): Pick<Section, 'kind' | 'heading' | 'text'>[] {
  return sections.map(({ kind, heading, text }) => ({ kind, heading, text }));
}

/** The narrative as JSON, for formats whose columns hold texts. */
export const SECTIONS_COLUMN = column('sections', 'text', '正文章节', 'Sections (JSON)', (row) =>
  JSON.stringify(narrativeOf(row.sections)),
);

/** The last column: where a broken download goes on. */
export const CURSOR_COLUMN = column('cursor', 'text', '续传位置', 'Cursor', (row) => row.cursor);

/**
 * The columns of cells and derived values, in the order of `keys`, which a scan gave its rows too. An amount whose unit
 * the form does not fix has its unit in the next column, so that nobody adds up yuan and 万元. With `states` each cell has
 * its state in the column after that, with `confidences` how sure the reading is of a cell that was read from a picture.
 */
export function valueColumns(
  keys: readonly string[],
  { states, confidences }: { states: boolean; confidences: boolean },
): ExportColumn[] {
  return keys.flatMap((key, index) => {
    const cell = findCell(key);
    const { labelZh, labelEn } = cell ?? derivedLabels(key);
    const valueOf = (row: ScanRow): number | null => numberOrNull(row.values[index]);
    const columns = [column(key, 'number', labelZh, labelEn, valueOf)];
    if (cell?.unit === 'tenThousandYuanIfStated') {
      const unitOf = (row: ScanRow): string | null => {
        if (valueOf(row) === null) return null;
        return row.unknownUnits.includes(key) ? 'UNKNOWN' : 'TEN_THOUSAND_YUAN';
      };
      columns.push(column(`${key}.unit`, 'text', `${labelZh}（单位）`, `${labelEn} (unit)`, unitOf));
    }
    if (states && cell !== undefined) {
      const stateOf = (row: ScanRow): string | null => row.states[index] ?? null;
      columns.push(column(`${key}.state`, 'text', `${labelZh}（状态）`, `${labelEn} (state)`, stateOf));
    }
    if (confidences && cell !== undefined) {
      const confidenceOf = (row: ScanRow): number | null => numberOrNull(row.confidences[index]);
      columns.push(
        column(
          `${key}.confidence`,
          'number',
          `${labelZh}（OCR置信度）`,
          `${labelEn} (confidence of OCR)`,
          confidenceOf,
        ),
      );
    }
    return columns;
  });
}

/** A number of a scan, whose NaN is none. */
export function numberOrNull(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}

function derivedLabels(key: string): Pick<ExportColumn, 'labelZh' | 'labelEn'> {
  const derived = findDerived(key);
  return { labelZh: derived?.nameZh ?? key, labelEn: derived?.nameEn ?? key };
}
