/**
 * The dictionary of the 226 statistic cells of the two official forms (2019 and 2021 editions of
 * 政府信息公开工作年度报告格式). Keys are public API: the GraphQL field path, the filter, the export column and the
 * index field all use them.
 */
import rawCells from './cells.json' with { type: 'json' };

/** The three tables of the form: 主动公开 / 收到和处理申请 / 行政复议、行政诉讼. */
export type TableName = 'disclosure' | 'applications' | 'review';
/** Edition of the official form that lists a cell. */
export type FormEdition = '2019' | '2021';
/** `tenThousandYuanIfStated`: 万元 only where the cell itself prints a unit, otherwise unit unknown. */
export type CellUnit = 'count' | 'signedCount' | 'tenThousandYuan' | 'tenThousandYuanIfStated';

/** One cell of the official forms. */
export interface CellDefinition {
  /** e.g. `applications.received.naturalPerson`. */
  readonly key: string;
  /** Position in the dictionary, 0–225; stable order of the form. */
  readonly index: number;
  readonly table: TableName;
  /** Key without its last part, e.g. `applications.refused.stateSecret`: one row (or, in the review table, one block). */
  readonly rowKey: string;
  /** Last part of the key, e.g. `naturalPerson`. */
  readonly columnKey: string;
  /** Row label of the form, in Chinese. */
  readonly row: string;
  /** Column label of the form, in Chinese. */
  readonly column: string;
  readonly labelZh: string;
  readonly labelEn: string;
  /** The two parts of `labelEn`. */
  readonly rowEn: string;
  readonly columnEn: string;
  readonly forms: readonly FormEdition[];
  readonly unit: CellUnit;
  readonly note: string | null;
}

const ROW_ENGLISH: Readonly<Record<string, string>> = {
  'disclosure.rules': 'Rules (government regulations)',
  'disclosure.normativeDocuments': 'Normative documents',
  'disclosure.licensing': 'Administrative licensing',
  'disclosure.otherServices': 'Other external administrative services',
  'disclosure.penalties': 'Administrative penalties',
  'disclosure.coercion': 'Administrative coercion',
  'disclosure.administrativeFees': 'Administrative fees',
  'disclosure.procurement': 'Centralised government procurement',
  'applications.received': 'New applications received this year',
  'applications.carriedIn': 'Applications carried in from last year',
  'applications.granted': 'Granted',
  'applications.partlyGranted': 'Partly granted',
  'applications.refused.stateSecret': 'Refused: state secret',
  'applications.refused.forbiddenByLaw': 'Refused: forbidden by other law or regulation',
  'applications.refused.securityOrStability':
    'Refused: endangers national, public or economic security or social stability',
  'applications.refused.thirdPartyRights': 'Refused: protects the rights of a third party',
  'applications.refused.internalAffairs': 'Refused: internal affairs information',
  'applications.refused.processInformation': 'Refused: process information',
  'applications.refused.enforcementFile': 'Refused: administrative enforcement file',
  'applications.refused.administrativeQuery': 'Refused: matter of administrative query',
  'applications.unableToProvide.notHeld': 'Unable to provide: information not held',
  'applications.unableToProvide.needsCreation': 'Unable to provide: would have to be created',
  'applications.unableToProvide.stillUnclear': 'Unable to provide: still unclear after correction',
  'applications.notProcessed.petitionOrComplaint': 'Not processed: petition, report or complaint',
  'applications.notProcessed.duplicate': 'Not processed: duplicate application',
  'applications.notProcessed.publication': 'Not processed: asks for an open publication',
  'applications.notProcessed.excessive': 'Not processed: excessive repeated applications without good reason',
  'applications.notProcessed.reconfirmation':
    'Not processed: asks to confirm or reissue information already obtained',
  'applications.otherOutcome.all': 'Other outcome (single row of the 2019 form)',
  'applications.otherOutcome.notSupplementedInTime': 'Other outcome: not supplemented in time',
  'applications.otherOutcome.unpaidFee': 'Other outcome: fee not paid in time',
  'applications.otherOutcome.other': 'Other outcome: other',
  'applications.outcomeTotal': 'Total of outcomes',
  'applications.carriedOut': 'Carried over to next year',
  'review.reconsideration': 'Administrative reconsideration',
  'review.litigationDirect': 'Litigation without prior reconsideration',
  'review.litigationAfterReconsideration': 'Litigation after reconsideration',
};

const COLUMN_ENGLISH: Readonly<Record<string, string>> = {
  made: 'newly made this year',
  newlyDisclosed: 'newly disclosed this year',
  totalDisclosed: 'disclosed in total',
  issued: 'issued this year',
  repealed: 'repealed this year',
  inForce: 'in force',
  previousYearItems: 'items in the previous year',
  change: 'increase or decrease this year',
  decisions: 'decisions this year',
  amount: 'amount (10,000 yuan)',
  items: 'procurement items',
  naturalPerson: 'natural persons',
  business: 'businesses',
  research: 'research institutions',
  publicWelfare: 'public welfare organisations',
  legalService: 'legal service institutions',
  other: 'other organisations',
  total: 'total',
  upheld: 'upheld',
  corrected: 'corrected',
  pending: 'pending',
};

/** English of a last key part, where the same part means another thing in another table. */
function columnEnglish(table: TableName, columnKey: string): string {
  if (table === 'review' && columnKey === 'other') return 'other result';
  return COLUMN_ENGLISH[columnKey] ?? columnKey;
}

interface RawCell {
  key: string;
  table: string;
  row: string;
  column: string;
  forms: string[];
  unit: string;
  note?: string;
}

/** All 226 cells in the order of the form. */
export const CELLS: readonly CellDefinition[] = (rawCells as RawCell[]).map((raw, index) => {
  const dot = raw.key.lastIndexOf('.');
  const rowKey = raw.key.slice(0, dot);
  const columnKey = raw.key.slice(dot + 1);
  const table = raw.table as TableName;
  const rowEn = ROW_ENGLISH[rowKey] ?? rowKey;
  const columnEn = columnEnglish(table, columnKey);
  return Object.freeze({
    key: raw.key,
    index,
    table,
    rowKey,
    columnKey,
    row: raw.row,
    column: raw.column,
    labelZh: `${raw.row}：${raw.column}`,
    labelEn: `${rowEn}: ${columnEn}`,
    rowEn,
    columnEn,
    forms: raw.forms as FormEdition[],
    unit: raw.unit as CellUnit,
    note: raw.note ?? null,
  });
});

const BY_KEY: ReadonlyMap<string, CellDefinition> = new Map(CELLS.map((cell) => [cell.key, cell]));

/** The definition of a key, or undefined where the dictionary has no such cell. */
export function findCell(key: string): CellDefinition | undefined {
  return BY_KEY.get(key);
}

/** The seven applicant columns in the order of the form; the last is 总计. */
export const APPLICANT_COLUMNS = [
  'naturalPerson',
  'business',
  'research',
  'publicWelfare',
  'legalService',
  'other',
  'total',
] as const;

/** The five result columns of each block of the review table; the last is 总计. */
export const REVIEW_COLUMNS = ['upheld', 'corrected', 'other', 'pending', 'total'] as const;
