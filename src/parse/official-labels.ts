/** The row labels and headers of the official forms as data, with the other words by which organs print them. */
import type { TableName } from '../domain/cells.js';

/** A row of a form. */
export interface RowLabel {
  table: TableName;
  /** e.g. `applications.refused.stateSecret`. */
  rowKey: string;
  /** Letters of the whole label, both editions, enumeration included. */
  full: string[];
  cores: string[];
}

function row(table: TableName, rowKey: string, full: string[], cores: string[]): RowLabel {
  return { table, rowKey: `${table}.${rowKey}`, full, cores };
}

/** 表一, 第二十条 items, in the order of the form. */
export const DISCLOSURE_ROWS: readonly RowLabel[] = [
  row('disclosure', 'rules', ['规章'], ['规章']),
  row('disclosure', 'normativeDocuments', ['规范性文件', '行政规范性文件'], ['规范性文件']),
  row('disclosure', 'licensing', ['行政许可'], ['行政许可']),
  row('disclosure', 'otherServices', ['其他对外管理服务事项'], ['其他对外管理服务', '对外管理服务事项']),
  row('disclosure', 'penalties', ['行政处罚'], ['行政处罚']),
  row('disclosure', 'coercion', ['行政强制'], ['行政强制']),
  row('disclosure', 'administrativeFees', ['行政事业性收费'], ['事业性收费']),
  row('disclosure', 'procurement', ['政府集中采购', '政府采购'], ['集中采购', '政府采购']),
];

/** 表二, in the order of the form. */
export const APPLICATION_ROWS: readonly RowLabel[] = [
  row(
    'applications',
    'received',
    [
      '一本年新收政府信息公开申请数量',
      '一本年新收到政府信息公开申请数量',
      '一本年收到政府信息公开申请数量',
      '一本年度新收政府信息公开申请数量',
      '一本年度收到政府信息公开申请数量',
      '一新收政府信息公开申请数量',
    ],
    ['本年新收', '本年度新收', '本年收到政府信息', '本年度收到政府信息', '新收政府信息公开申请'],
  ),
  row(
    'applications',
    'carriedIn',
    [
      '二上年结转政府信息公开申请数量',
      '二上年结转的政府信息公开申请数量',
      '二上年转结政府信息公开申请数量',
      '二上年度结转政府信息公开申请数量',
      '二上一年结转政府信息公开申请数量',
      '二上一年度结转政府信息公开申请数量',
    ],
    ['上年结转', '上年转结', '上年度结转', '上一年结转', '上一年度结转'],
  ),
  row('applications', 'granted', ['三本年度办理结果一予以公开'], ['予以公开']),
  row(
    'applications',
    'partlyGranted',
    ['二部分公开区分处理的只计这一情形不计其他情形', '二部分公开', '二部分予以公开'],
    ['部分公开', '部分予以公开'],
  ),
  row('applications', 'refused.stateSecret', ['三不予公开1属于国家秘密'], ['国家秘密']),
  row(
    'applications',
    'refused.forbiddenByLaw',
    ['2其他法律行政法规禁止公开'],
    ['其他法律行政法规', '法规禁止公开'],
  ),
  row('applications', 'refused.securityOrStability', ['3危及三安全一稳定'], ['三安全一稳定', '危及三安全']),
  row('applications', 'refused.thirdPartyRights', ['4保护第三方合法权益'], ['第三方合法权益', '保护第三方']),
  row('applications', 'refused.internalAffairs', ['5属于三类内部事务信息'], ['三类内部事务', '内部事务信息']),
  row('applications', 'refused.processInformation', ['6属于四类过程性信息'], ['四类过程性', '过程性信息']),
  row('applications', 'refused.enforcementFile', ['7属于行政执法案卷'], ['行政执法案卷']),
  row('applications', 'refused.administrativeQuery', ['8属于行政查询事项'], ['行政查询事项']),
  row(
    'applications',
    'unableToProvide.notHeld',
    ['四无法提供1本机关不掌握相关政府信息', '1本机关不掌握相关信息', '1本行政机关不掌握相关政府信息'],
    ['机关不掌握', '不掌握相关'],
  ),
  row(
    'applications',
    'unableToProvide.needsCreation',
    ['2没有现成信息需要另行制作', '2没有现成信息需另行制作', '2无现成信息需要另行制作'],
    ['没有现成信息', '无现成信息', '需要另行制作', '需另行制作'],
  ),
  row(
    'applications',
    'unableToProvide.stillUnclear',
    ['3补正后申请内容仍不明确', '3补正后仍不明确'],
    ['补正后申请内容', '申请内容仍不明确', '补正后仍不明'],
  ),
  row(
    'applications',
    'notProcessed.petitionOrComplaint',
    ['五不予处理1信访举报投诉类申请', '1信访投诉举报类申请'],
    ['信访举报投诉', '信访投诉举报'],
  ),
  row('applications', 'notProcessed.duplicate', ['2重复申请'], ['重复申请']),
  row('applications', 'notProcessed.publication', ['3要求提供公开出版物'], ['公开出版物', '要求提供公开']),
  row(
    'applications',
    'notProcessed.excessive',
    ['4无正当理由大量反复申请'],
    ['大量反复申请', '无正当理由大量'],
  ),
  row(
    'applications',
    'notProcessed.reconfirmation',
    ['5要求行政机关确认或重新出具已获取信息', '5要求行政机关确认或者重新出具已经获取信息'],
    ['要求行政机关确认', '重新出具已获取', '重新出具已经获取'],
  ),
  row('applications', 'otherOutcome.all', ['六其他处理'], ['其他处理']),
  row(
    'applications',
    'otherOutcome.notSupplementedInTime',
    [
      '1申请人无正当理由逾期不补正行政机关不再处理其政府信息公开申请',
      '1申请人无正当理由逾期未补正行政机关不再处理其政府信息公开申请',
    ],
    ['逾期不补正', '逾期未补正'],
  ),
  row(
    'applications',
    'otherOutcome.unpaidFee',
    [
      '2申请人逾期未按收费通知要求缴纳费用行政机关不再处理其政府信息公开申请',
      '2申请人逾期未按照收费通知要求缴纳费用行政机关不再处理其政府信息公开申请',
    ],
    ['逾期未按收费通知', '逾期未按照收费通知', '要求缴纳费用'],
  ),
  row(
    'applications',
    'otherOutcome.other',
    ['3其他', '3其他处理', '3其他情况', '3其他情形'],
    ['其他', '3其他处理'],
  ),
  row('applications', 'outcomeTotal', ['七总计'], ['总计']),
  row(
    'applications',
    'carriedOut',
    [
      '四结转下年度继续办理',
      '四结转下年继续办理',
      '四结转下一年度继续办理',
      '四结转到下年度继续办理',
      '四结转至下年度继续办理',
      '四转结下年度继续办理',
    ],
    ['结转下年', '结转下一年', '结转到下年', '结转至下年', '转结下年'],
  ),
];

/** Text of the headers, in the order in which it is printed. */
export const HEADERS: Readonly<Record<TableName, readonly string[]>> = {
  disclosure: [
    '第二十条第一项第二十条第五项第二十条第六项第二十条第八项第二十条第九项',
    '信息内容本年新制作数量本年新公开数量对外公开总数量',
    '信息内容本年制发件数本年废止件数现行有效件数',
    '信息内容上一年项目数量本年增减处理决定数量',
    '信息内容本年处理决定数量',
    '信息内容本年收费金额单位万元',
    '信息内容采购项目数量采购总金额单位万元',
  ],
  applications: [
    '本列数据的勾稽关系为第一项加第二项之和等于第三项加第四项之和',
    '申请人情况自然人法人或其他组织商业企业科研机构社会公益组织法律服务机构其他总计',
    '申请人情况自然人法人或其他组织总计商业企业科研机构社会公益组织法律服务机构其他',
    '三本年度办理结果三不予公开四无法提供五不予处理六其他处理',
  ],
  review: [
    '行政复议行政诉讼结果维持结果纠正其他结果尚未审结总计未经复议直接起诉复议后起诉',
    '结果维持结果纠正其他结果尚未审结总计结果维持结果纠正其他结果尚未审结总计',
    '结果纠正其他结果尚未审结总计未经复议直接起诉复议后起诉结果维持',
    '行政诉讼未经复议直接起诉结果维持',
    '行政诉讼复议后起诉结果维持',
  ],
};
