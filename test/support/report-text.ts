/** Text of a small made-up report, laid out as tab-separated rows. */

const APPLICANT_ROWS = [
  '一、本年新收政府信息公开申请数量',
  '二、上年结转政府信息公开申请数量',
  '（一）予以公开',
  '（二）部分公开（区分处理的，只计这一情形，不计其他情形）',
  '1.属于国家秘密',
  '2.其他法律行政法规禁止公开',
  '3.危及“三安全一稳定”',
  '4.保护第三方合法权益',
  '5.属于三类内部事务信息',
  '6.属于四类过程性信息',
  '7.属于行政执法案卷',
  '8.属于行政查询事项',
  '1.本机关不掌握相关政府信息',
  '2.没有现成信息需要另行制作',
  '3.补正后申请内容仍不明确',
  '1.信访举报投诉类申请',
  '2.重复申请',
  '3.要求提供公开出版物',
  '4.无正当理由大量反复申请',
  '5.要求行政机关确认或重新出具已获取信息',
  '（六）其他处理',
  '（七）总计',
  '四、结转下年度继续办理',
];

export interface ReportTextOptions {
  organ?: string;
  year?: number;
  /** Applications received, all from natural persons and all granted. */
  received?: number;
}

/** A whole report of a fictional organ: title, six sections, the applications table of the 2019 form. */
export function reportText({
  organ = '云泽省澄江市青禾县人民政府',
  year = 2020,
  received = 3,
}: ReportTextOptions = {}): string {
  const counted = new Set(['一、本年新收政府信息公开申请数量', '（一）予以公开', '（七）总计']);
  const rows = APPLICANT_ROWS.map((label) => {
    const count = counted.has(label) ? received : 0;
    return [label, count, 0, 0, 0, 0, 0, count].join('\t');
  });
  return [
    `${organ}${year}年政府信息公开工作年度报告`,
    '',
    '一、总体情况',
    `${year}年，本机关推进公开工作，全年发布信息四百余条。`,
    '二、主动公开政府信息情况',
    '三、收到和处理政府信息公开申请情况',
    '\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计',
    ...rows,
    '四、政府信息公开行政复议、行政诉讼情况',
    '本年度未发生行政复议、行政诉讼。',
    '五、存在的主要问题及改进情况',
    '公开的主动性还需加强。',
    '六、其他需要报告的事项',
    '无。',
    '',
  ].join('\n');
}
