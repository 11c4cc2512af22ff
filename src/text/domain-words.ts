/** The domain's words, in normal form: told to the segmenter, and part of the phrases with index tokens. */

/** The words of a list parted by white space. */
export function wordList(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

/**
 * Terms that are one word to a reader of these reports. Such as nodejieba splits even when told (自然人: both parts
 * are far more frequent) are not here; they are found by their parts, so no hit is lost.
 */
export const DOMAIN_WORDS: readonly string[] = wordList(`
  信息公开 政务公开 政府信息公开 公开条例 年度报告 公开指南 公开目录 主动公开 依申请公开 申请公开
  予以公开 部分公开 不予公开 无法提供 不予处理 重新公开 公开申请 信息处理费 公开平台 公开专栏 政府网站
  门户网站 政务新媒体 政务微博 微信公众号 政务服务 政策解读 决策公开 执行公开 管理公开 服务公开 结果公开
  规范性文件 行政规范性文件 地方性法规 规章 行政许可 行政处罚 行政强制 行政事业性收费 政府集中采购
  政府采购 行政复议 行政诉讼 行政执法 行政审批 行政决策 重大决策 权力清单 责任清单 公开清单 负面清单
  商业秘密 个人隐私 第三方 合法权益 公共安全 内部事务 过程性信息 执法案卷 行政查询 信访 举报 投诉
  重复申请 公开出版物 补正 逾期 科研机构 社会公益组织 法律服务机构 结果维持 结果纠正 尚未审结 总计
  本年新收 上年结转 结转下年度 办结 废止 现行有效 公共企事业单位 基层政务公开 标准化规范化 财政预决算
  预决算 三公经费 重点领域 民生领域 公共资源 社会救助 教育 医疗卫生 生态环境 食品安全 国有土地 征地拆迁
  扶贫 乡村振兴 优化营商环境 营商环境 双随机 建议提案 政协委员 保密审查 公开审查 监督保障 考核评估
  社会评议 责任追究 业务培训 领导小组 政务公开办公室 办公厅 办公室 街道办事处 乡镇人民政府
`);
