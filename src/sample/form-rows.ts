/** The rows of the two official forms as printed, with the keys of their cells. */
import { APPLICANT_COLUMNS, REVIEW_COLUMNS } from '../domain/cells.js';

/** Which form a made-up report prints; `2021-single` is the 2021 form with the 2019 form's one row 其他处理. */
export type SampleForm = '2019' | '2021' | '2021-single';

/** A row of numbers: its label, outermost part first, and the keys of its cells from left to right. */
export interface FormRow {
  /** e.g. `applications.refused.stateSecret`. */
  readonly rowKey: string;
  readonly label: readonly string[];
  readonly keys: readonly string[];
}

/** One part of the first table: 第二十条第（…）项. */
export interface DisclosureBlock {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly FormRow[];
}

function keyed(rowKey: string, columns: readonly string[]): string[] {
  return columns.map((column) => `${rowKey}.${column}`);
}

function block(
  title: string,
  columns: readonly string[],
  columnKeys: readonly string[],
  rows: readonly (readonly [label: string, rowKey: string])[],
): DisclosureBlock {
  return {
    title: `第二十条第（${title}）项`,
    columns: ['信息内容', ...columns],
    rows: rows.map(([label, row]) => {
      const rowKey = `disclosure.${row}`;
      return { rowKey, label: [label], keys: keyed(rowKey, columnKeys) };
    }),
  };
}

const ITEM_COLUMNS = ['上一年项目数量', '本年增/减', '处理决定数量'];
const ITEM_KEYS = ['previousYearItems', 'change', 'decisions'];

const DISCLOSURE_2019: readonly DisclosureBlock[] = [
  block(
    '一',
    ['本年新制作数量', '本年新公开数量', '对外公开总数量'],
    ['made', 'newlyDisclosed', 'totalDisclosed'],
    [
      ['规章', 'rules'],
      ['规范性文件', 'normativeDocuments'],
    ],
  ),
  block('五', ITEM_COLUMNS, ITEM_KEYS, [
    ['行政许可', 'licensing'],
    ['其他对外管理服务事项', 'otherServices'],
  ]),
  block('六', ITEM_COLUMNS, ITEM_KEYS, [
    ['行政处罚', 'penalties'],
    ['行政强制', 'coercion'],
  ]),
  block('八', ITEM_COLUMNS.slice(0, 2), ITEM_KEYS.slice(0, 2), [['行政事业性收费', 'administrativeFees']]),
  block('九', ['采购项目数量', '采购总金额'], ['items', 'amount'], [['政府集中采购', 'procurement']]),
];

const DISCLOSURE_2021: readonly DisclosureBlock[] = [
  block(
    '一',
    ['本年制发件数', '本年废止件数', '现行有效件数'],
    ['issued', 'repealed', 'inForce'],
    [
      ['规章', 'rules'],
      ['行政规范性文件', 'normativeDocuments'],
    ],
  ),
  block('五', ['本年处理决定数量'], ['decisions'], [['行政许可', 'licensing']]),
  block(
    '六',
    ['本年处理决定数量'],
    ['decisions'],
    [
      ['行政处罚', 'penalties'],
      ['行政强制', 'coercion'],
    ],
  ),
  block('八', ['本年收费金额（单位：万元）'], ['amount'], [['行政事业性收费', 'administrativeFees']]),
];

/** The blocks of the table 主动公开政府信息情况. */
export function disclosureBlocks(form: SampleForm): readonly DisclosureBlock[] {
  return form === '2019' ? DISCLOSURE_2019 : DISCLOSURE_2021;
}

const OUTCOMES = '三、本年度办理结果';
const GROUPS: readonly (readonly [
  group: string,
  key: string,
  rows: readonly (readonly [string, string])[],
])[] = [
  [
    '（三）不予公开',
    'refused',
    [
      ['1.属于国家秘密', 'stateSecret'],
      ['2.其他法律行政法规禁止公开', 'forbiddenByLaw'],
      ['3.危及“三安全一稳定”', 'securityOrStability'],
      ['4.保护第三方合法权益', 'thirdPartyRights'],
      ['5.属于三类内部事务信息', 'internalAffairs'],
      ['6.属于四类过程性信息', 'processInformation'],
      ['7.属于行政执法案卷', 'enforcementFile'],
      ['8.属于行政查询事项', 'administrativeQuery'],
    ],
  ],
  [
    '（四）无法提供',
    'unableToProvide',
    [
      ['1.本机关不掌握相关政府信息', 'notHeld'],
      ['2.没有现成信息需要另行制作', 'needsCreation'],
      ['3.补正后申请内容仍不明确', 'stillUnclear'],
    ],
  ],
  [
    '（五）不予处理',
    'notProcessed',
    [
      ['1.信访举报投诉类申请', 'petitionOrComplaint'],
      ['2.重复申请', 'duplicate'],
      ['3.要求提供公开出版物', 'publication'],
      ['4.无正当理由大量反复申请', 'excessive'],
      ['5.要求行政机关确认或重新出具已获取信息', 'reconfirmation'],
    ],
  ],
];
const OTHER_2021: readonly (readonly [string, string])[] = [
  ['1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请', 'notSupplementedInTime'],
  ['2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请', 'unpaidFee'],
  ['3.其他', 'other'],
];

function applicationRow(rowKey: string, ...label: string[]): FormRow {
  const key = `applications.${rowKey}`;
  return { rowKey: key, label, keys: keyed(key, APPLICANT_COLUMNS) };
}

function buildApplicationRows(form: SampleForm): FormRow[] {
  const grouped = GROUPS.flatMap(([group, key, rows]) =>
    rows.map(([label, part]) => applicationRow(`${key}.${part}`, OUTCOMES, group, label)),
  );
  const other =
    form === '2021'
      ? OTHER_2021.map(([label, part]) =>
          applicationRow(`otherOutcome.${part}`, OUTCOMES, '（六）其他处理', label),
        )
      : [applicationRow('otherOutcome.all', OUTCOMES, '（六）其他处理')];
  return [
    applicationRow('received', '一、本年新收政府信息公开申请数量'),
    applicationRow('carriedIn', '二、上年结转政府信息公开申请数量'),
    applicationRow('granted', OUTCOMES, '（一）予以公开'),
    applicationRow('partlyGranted', OUTCOMES, '（二）部分公开（区分处理的，只计这一情形，不计其他情形）'),
    ...grouped,
    ...other,
    applicationRow('outcomeTotal', OUTCOMES, '（七）总计'),
    applicationRow('carriedOut', '四、结转下年度继续办理'),
  ];
}

const APPLICATION_ROWS: Readonly<Record<SampleForm, readonly FormRow[]>> = {
  '2019': buildApplicationRows('2019'),
  '2021': buildApplicationRows('2021'),
  '2021-single': buildApplicationRows('2021-single'),
};

/** The rows of the table 收到和处理政府信息公开申请情况, in order. */
export function applicationRows(form: SampleForm): readonly FormRow[] {
  return APPLICATION_ROWS[form];
}

function buildOutcomeRowKeys(form: SampleForm): string[] {
  return APPLICATION_ROWS[form]
    .filter((row) => row.label[0] === OUTCOMES && row.label[1] !== '（七）总计')
    .map((row) => row.rowKey);
}

const OUTCOME_ROW_KEYS: Readonly<Record<SampleForm, readonly string[]>> = {
  '2019': buildOutcomeRowKeys('2019'),
  '2021': buildOutcomeRowKeys('2021'),
  '2021-single': buildOutcomeRowKeys('2021-single'),
};

/** Keys of the rows whose sum is （七）总计. */
export function outcomeRowKeys(form: SampleForm): readonly string[] {
  return OUTCOME_ROW_KEYS[form];
}

/** The three blocks of the table 行政复议、行政诉讼, left to right. */
export const REVIEW_BLOCKS = [
  'reconsideration',
  'litigationDirect',
  'litigationAfterReconsideration',
] as const;

/** The fifteen cells of that table, left to right. */
export const REVIEW_KEYS: readonly string[] = REVIEW_BLOCKS.flatMap((part) =>
  keyed(`review.${part}`, REVIEW_COLUMNS),
);

/** The note above the applicant columns. */
export const BALANCE_NOTE = '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）';
/** The five headers of a litigation or reconsideration block. */
export const REVIEW_HEADERS = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'] as const;
/** The headers of the five columns under 法人或其他组织. */
export const ORGANISATION_HEADERS = ['商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他'] as const;
