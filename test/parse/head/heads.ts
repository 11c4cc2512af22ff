/** Heads in the styles of government sites and of the tools that take text out of them. Made up: the organs are fictional. */

/** What is read from a head; left out is null. */
export interface HeadCase {
  /** What the head is like. */
  like: string;
  /** The lines above the first heading. */
  head: string;
  /** The lines behind the last section. */
  foot?: string;
  title?: string;
  organ?: string;
  year?: number;
  published?: string;
  signed?: string;
}

const TITLE = '云桥省青岚市统计局2023年政府信息公开工作年度报告';
const ORGAN = '云桥省青岚市统计局';
const DRAWN =
  '根据《中华人民共和国政府信息公开条例》规定，编制本报告。所列数据的统计期限自2023年1月1日起至2023年12月31日止。';
const ALL = { title: TITLE, organ: ORGAN, year: 2023 };

export const HEADS: readonly HeadCase[] = [
  { like: 'the bare title', head: `${TITLE}\n${DRAWN}`, ...ALL },
  {
    like: 'a label before the title',
    head: `标题: ${TITLE}\n来源: 青岚市统计局\n发布时间: 2024-01-20\n${DRAWN}`,
    ...ALL,
    published: '2024-01-20',
  },
  {
    like: 'an index box in cells',
    head: `索 引 号 | 11234567/2024-00012 | 分 类 | 综合政务 / 报告 |\n发布机构 | 统计局 | 发文日期 | 2024-01-20 |\n标 题 | ${TITLE} | ||\n文 号 | 无 | 主 题 词 | |\n时 效 | 有效 |\n${TITLE}\n${DRAWN}`,
    ...ALL,
    published: '2024-01-20',
  },
  {
    like: 'an index box in lines',
    head: `索引号：11234567/2024-00012 主题分类：综合政务\n发文机关：青岚市统计局 成文日期：2024年01月18日\n标  题：${TITLE}\n发文字号：青统〔2024〕2号 发布日期：2024年01月26日\n${TITLE}\n${DRAWN}`,
    ...ALL,
    published: '2024-01-26',
  },
  {
    like: 'an index box a label a line',
    head: `索引号：\n11234567/2024-00012\n分类：政府信息公开年报\n发布机构：青岚市统计局\n时效：有效\n${TITLE}\n${DRAWN}`,
    ...ALL,
  },
  {
    like: 'bullets',
    head: `• 索引号：11234567-2024-00012\n• 发布机构：青岚市统计局\n• 名称：${TITLE}\n• 2024年01月26日\n${DRAWN}`,
    ...ALL,
    published: '2024-01-26',
  },
  {
    like: 'tools of the site as a list',
    head: `- 设为首页\n- 加入收藏\n- 无障碍阅读\n- 长者版\n名 称: ${TITLE}\n索 引 号: 000014349/2024-05239 发布日期: 2024-01-17 发布机构: 青岚市统计局\n文 号: 文件分类: 所属机构:\n${TITLE}\n${DRAWN}`,
    ...ALL,
    published: '2024-01-17',
  },
  {
    like: 'a breadcrumb trail of strokes',
    head: `首页/政府信息公开/政府信息公开年报\n${TITLE}\n时间: 2024/01/26/ 17:33\n${DRAWN}`,
    ...ALL,
    published: '2024-01-26',
  },
  {
    like: 'a breadcrumb trail of arrows',
    head: `当前位置：首页 > 政务公开 > 法定主动公开内容 > 政府信息公开年报 > 正文\n${TITLE}\n发布时间：2024-01-26 10:20 来源：市统计局 浏览次数：123\n【字体：大 中 小】 打印 关闭\n${DRAWN}`,
    ...ALL,
    published: '2024-01-26',
  },
  {
    like: 'a breadcrumb that ends in the title',
    head: `您现在的位置：首页 >> 信息公开 >> ${TITLE}\n${TITLE}\n来源：青岚市统计局 时间：2024-01-26 11:43\n${DRAWN}`,
    ...ALL,
    published: '2024-01-26',
  },
  {
    like: 'share words',
    head: `${TITLE}\n日期：2024-01-26 15:22 来源：青岚市统计局 字体大小：A+ A A- 分享： 打印\n微信 微博 QQ空间\n${DRAWN}`,
    ...ALL,
    published: '2024-01-26',
  },
  { like: 'the word 正文 above', head: `正文\n${TITLE}\n${DRAWN}`, ...ALL },
  { like: 'a number sign', head: `# ${TITLE}\n${DRAWN}`, ...ALL },
  { like: 'number signs and emphasis', head: `## **${TITLE}**\n${DRAWN}`, ...ALL },
  {
    like: 'a page number above',
    head: `- 1 -\n云桥省青岚市统计局\n2023年政府信息公开工作年度报告\n${DRAWN}`,
    ...ALL,
  },
  { like: 'a page number glued on', head: `-1-${TITLE}\n${DRAWN}`, ...ALL },
  {
    like: 'a page number between its lines',
    head: `云桥省青岚市统计局\n— 1 —\n2023年政府信息公开工作年度报告\n${DRAWN}`,
    ...ALL,
  },
  { like: 'a document number above', head: `青统发〔2024〕2号\n${TITLE}\n${DRAWN}`, ...ALL },
  { like: 'a document number glued on', head: `青统发〔2024〕2号${TITLE}\n${DRAWN}`, ...ALL },
  { like: "the site's name behind", head: `${TITLE}-青岚市统计局\n${DRAWN}`, ...ALL },
  {
    like: 'column and site behind',
    head: `${TITLE}_政府信息公开年报_青岚市人民政府门户网站\n${DRAWN}`,
    ...ALL,
  },
  { like: 'a bar and the site behind', head: `${TITLE} | 青岚市统计局\n${DRAWN}`, ...ALL },
  { like: 'the name of a file', head: `${TITLE}.docx\n${TITLE}\n${DRAWN}`, ...ALL },
  {
    like: 'the title that runs on into the preamble',
    head: `云桥省青岚市统计局 2023 年政府信息 公开工作年度报告 根据《中华人民共和国政府信息公开条例》(以下简 称《条例》),对 2023 年度政府信息公开工作 进行了梳理、统计和总结。`,
    ...ALL,
  },
  {
    like: 'a whole head in one line',
    head: `当前位置： 首页政务公开政府信息公开政府信息公开年报 ${TITLE} 来源：青岚市人民政府 时间：2024-02-08 16:34 微信 微博 QQ空间 全真版 文字版 文件下载 相关链接： --> ${DRAWN}`,
    ...ALL,
    published: '2024-02-08',
  },
  {
    like: 'an archive above a rule',
    head: `标题: ${TITLE}\n发布时间: 2024-03-10 15:35\n文号: \n发布机构: 青岚市统计局\n栏目: 政府信息公开年报\n原文链接: https://example.invalid/1.htm\n页面链接与图片另见目录\n==================== 正文 ====================\n${DRAWN}`,
    ...ALL,
    published: '2024-03-10',
  },
  {
    like: 'the column above the title',
    head: `政府信息公开\n政府信息公开工作年度报告\n${TITLE}\n${DRAWN}`,
    ...ALL,
  },
  {
    like: 'the column 政府信息公开年报 above',
    head: `政府信息公开年报\n${TITLE}\n2024-01-26\n${DRAWN}`,
    ...ALL,
    published: '2024-01-26',
  },
  {
    like: 'the title twice, then broken',
    head: `${TITLE}\n\n云桥省青岚市统计局\n\n2023年政府信息公开工作年度报告\n\n${DRAWN}`,
    ...ALL,
  },
  { like: 'three lines', head: `云桥省青岚市统计局\n2023年政府信息公开\n工作年度报告\n${DRAWN}`, ...ALL },
  {
    like: 'an organ broken in its middle',
    head: `云桥省青岚市统\n计局2023年政府信息公开工作年度报告\n${DRAWN}`,
    ...ALL,
  },
  { like: 'quotation marks', head: `《${TITLE}》\n${DRAWN}`, ...ALL },
  { like: 'a cover letter', head: `关于报送《${TITLE}》的函\n${DRAWN}`, ...ALL },
  {
    like: 'a date behind the title',
    head: `${TITLE} [2024-01-26]\n${DRAWN}`,
    ...ALL,
    published: '2024-01-26',
  },
  {
    like: 'the date in brackets below',
    head: `${TITLE}\n（2024年1月13日）\n${DRAWN}`,
    ...ALL,
    signed: '2024-01-13',
  },
  {
    like: 'a cover',
    head: `云桥省青岚市统计局2023年\n政府信息公开工作年度报告\n青岚市统计局办公室\n2024年3月\n${DRAWN}`,
    ...ALL,
    signed: '2024-03',
  },
  {
    like: 'a cover without an organ in its title',
    head: `2023年政府信息公开工作年度报告\n云桥省青岚市统计局\n二〇二四年一月\n${DRAWN}`,
    title: '2023年政府信息公开工作年度报告',
    organ: ORGAN,
    year: 2023,
    signed: '2024-01',
  },
  {
    like: 'the year first',
    head: `2023年度云桥省青岚市统计局政府信息公开工作年度报告\n${DRAWN}`,
    title: '2023年度云桥省青岚市统计局政府信息公开工作年度报告',
    organ: ORGAN,
    year: 2023,
  },
  {
    like: 'the year without 年',
    head: `2023云桥省青岚市统计局政府信息公开工作年度报告\n${DRAWN}`,
    title: '2023云桥省青岚市统计局政府信息公开工作年度报告',
    organ: ORGAN,
    year: 2023,
  },
  {
    like: 'the year twice',
    head: `2023年云桥省青岚市统计局2023年度政府信息公开工作年度报告\n${DRAWN}`,
    title: '2023年云桥省青岚市统计局2023年度政府信息公开工作年度报告',
    organ: ORGAN,
    year: 2023,
  },
  {
    like: 'the year behind 工作',
    head: `青岚市教育局政府信息公开工作2023年度报告\n${DRAWN}`,
    title: '青岚市教育局政府信息公开工作2023年度报告',
    organ: '青岚市教育局',
    year: 2023,
  },
  {
    like: 'the year in brackets',
    head: `青岚市教育局政府信息公开年度报告（2023年度）\n${DRAWN}`,
    title: '青岚市教育局政府信息公开年度报告（2023年度）',
    organ: '青岚市教育局',
    year: 2023,
  },
  {
    like: 'the year in Chinese numerals',
    head: `青岚市教育局二○二三年度政府信息公开工作年度报告\n${DRAWN}`,
    title: '青岚市教育局二○二三年度政府信息公开工作年度报告',
    organ: '青岚市教育局',
    year: 2023,
  },
  {
    like: 'two years that differ: the period decides',
    head: `2024年青岚市教育局2023年度政府信息公开工作年度报告\n${DRAWN}`,
    title: '2024年青岚市教育局2023年度政府信息公开工作年度报告',
    organ: '青岚市教育局',
    year: 2023,
  },
  {
    like: '人民政府 before 信息公开',
    head: `青岚市白溪镇人民政府信息公开工作年度报告\n${DRAWN}`,
    title: '青岚市白溪镇人民政府信息公开工作年度报告',
    organ: '青岚市白溪镇人民政府',
    year: 2023,
  },
  {
    like: '关于 … 的报告',
    head: `青岚市财政局关于2023年度政府信息公开工作情况的报告\n${DRAWN}`,
    title: '青岚市财政局关于2023年度政府信息公开工作情况的报告',
    organ: '青岚市财政局',
    year: 2023,
  },
  {
    like: 'a blank within',
    head: `青岚市白溪街道办事处2023年度 政府信息公开工作年度报告\n${DRAWN}`,
    title: '青岚市白溪街道办事处2023年度政府信息公开工作年度报告',
    organ: '青岚市白溪街道办事处',
    year: 2023,
  },
  {
    like: 'radicals',
    head: `云桥省⻘岚市⼈⺠政府2023年政府信息公开⼯作年度报告\n${DRAWN}`,
    title: '云桥省青岚市人民政府2023年政府信息公开工作年度报告',
    organ: '云桥省青岚市人民政府',
    year: 2023,
  },
  {
    like: 'Traditional script',
    head: `雲橋省青嵐市統計局\n2023年政府信息公開工作年度報告\n發布時間：2024-01-26\n根據《中華人民共和國政府信息公開條例》規定，編制本報告。`,
    title: '雲橋省青嵐市統計局2023年政府信息公開工作年度報告',
    organ: '雲橋省青嵐市統計局',
    year: 2023,
    published: '2024-01-26',
  },
  {
    like: 'Traditional script with pronunciations',
    head: `雲橋省青嵐市統計局2023年政府信息公開工作年度報告\n根據(jù)《中華人民共和國政府信息公開條例》和國務(wù)院辦公廳規(guī)定，編制本報告。`,
    title: '雲橋省青嵐市統計局2023年政府信息公開工作年度報告',
    organ: '雲橋省青嵐市統計局',
    year: 2023,
  },
  {
    like: 'the preamble alone',
    head: '根据《中华人民共和国政府信息公开条例》规定，现公布青岚市统计局2023年政府信息公开工作年度报告。所列数据的统计期限自2023年1月1日起至2023年12月31日止。',
    title: '青岚市统计局2023年政府信息公开工作年度报告',
    organ: '青岚市统计局',
    year: 2023,
  },
  {
    like: 'the preamble alone, in Traditional script',
    head: '根據《中華人民共和國政府信息公開條例》的有關規定，現公布青嵐市教育局2023年度政府信息公開年度報告。',
    title: '青嵐市教育局2023年度政府信息公開年度報告',
    organ: '青嵐市教育局',
    year: 2023,
  },
  {
    like: 'the compiler in the preamble',
    head: '发布机构：统计局 发布日期：2024-01-26\n本年度报告是根据《中华人民共和国政府信息公开条例》要求，由青岚市统计局编制。本年报中所列数据的统计期限自2023年1月1日起，至2023年12月31日止。',
    organ: '青岚市统计局',
    year: 2023,
    published: '2024-01-26',
  },
  {
    like: "a government's office as compiler, and nothing that tells whose report it is",
    head: '本报告由青岚市洋溪区人民政府办公室根据《中华人\n民共和国政府信息公开条例》（国令第711号）要求\n编制。报告中所列数据统计期限自 2023 年 1 月 1 日\n起至 2023 年 12 月 31 日止。',
    year: 2023,
  },
  {
    like: 'the publisher of the index box',
    head: '索引号：1234/2024-1 发布机构：青岚市统计局\n发文日期：2024-02-01\n现将2023年政府信息公开工作情况报告如下。统计期限：2023年1月1日-2023年12月31日。',
    organ: '青岚市统计局',
    year: 2023,
    published: '2024-02-01',
  },
  {
    like: 'years of other documents in the preamble',
    head: '按照《云桥省政务公开办公室关于做好2022年度政府信息公开年度报告编制公布工作的通知》（云政办〔2022〕18号）要求，由青岚市统计局编制。统计期限为2023年1月1日至12月31日。',
    organ: '青岚市统计局',
    year: 2023,
  },
  {
    like: 'the title under a logo of the site',
    head: `青岚市人民政府门户网站\n网站首页\n政务公开\n${TITLE}\n${DRAWN}`,
    ...ALL,
  },
  {
    like: 'a written date and none of publication',
    head: `${TITLE}\n索引号：1 成文日期：2024-01-19\n${DRAWN}`,
    ...ALL,
    signed: '2024-01-19',
  },
  {
    like: 'a written date before the one of publication',
    head: `${TITLE}\n成文日期：2024-01-19    发布日期：2024-01-26\n${DRAWN}`,
    ...ALL,
    published: '2024-01-26',
  },
  {
    like: 'a day and a time that squeezed would run together',
    head: `${TITLE}\n发布时间：2024-1-2 17:20\n${DRAWN}`,
    ...ALL,
    published: '2024-01-02',
  },
  { like: 'eight digits', head: `${TITLE}\n发布日期：20240126\n${DRAWN}`, ...ALL, published: '2024-01-26' },
  {
    like: 'rows without colons',
    head: `索引号11234567/2024-00012\n发文日期2024-01-26\n${TITLE}\n${DRAWN}`,
    ...ALL,
    published: '2024-01-26',
  },
  {
    like: 'office hours, which are no date of the page',
    head: `${TITLE}\n${DRAWN}如有疑问，请于工作时间：8:30-17:00联系。`,
    ...ALL,
  },
  {
    like: 'a signature',
    head: `${TITLE}\n${DRAWN}`,
    foot: '青岚市统计局\n2024年1月20日',
    ...ALL,
    signed: '2024-01-20',
  },
  {
    like: 'a signature in one line, and tools behind it',
    head: `${TITLE}\n${DRAWN}`,
    foot: '青岚市统计局 2024年1月20日\n附件下载\n打印 关闭\n上一篇：没有了\n下一篇：没有了\n责任编辑：张三',
    ...ALL,
    signed: '2024-01-20',
  },
  {
    like: 'a signature in Chinese numerals',
    head: `2023年政府信息公开工作年度报告\n${DRAWN}`,
    foot: '青岚市统计局\n二〇二四年一月二十日',
    title: '2023年政府信息公开工作年度报告',
    organ: '青岚市统计局',
    year: 2023,
    signed: '2024-01-20',
  },
  { like: 'no organ but 我局', head: '2023年我局政府信息公开工作运行良好。', year: 2023 },
  {
    like: 'an organ that names nobody',
    head: `县审计局2023年政府信息公开工作年度报告\n${DRAWN}`,
    title: '县审计局2023年政府信息公开工作年度报告',
    year: 2023,
  },
  {
    like: 'a zone',
    head: `青岚经济技术开发区管理委员会2023年政府信息公开工作年度报告\n${DRAWN}`,
    title: '青岚经济技术开发区管理委员会2023年政府信息公开工作年度报告',
    organ: '青岚经济技术开发区管理委员会',
    year: 2023,
  },
  {
    like: 'a branch',
    head: `星海市公安局浦湾分局2023年政府信息公开工作年度报告\n${DRAWN}`,
    title: '星海市公安局浦湾分局2023年政府信息公开工作年度报告',
    organ: '星海市公安局浦湾分局',
    year: 2023,
  },
  {
    like: 'a bureau of the country',
    head: `中国气象局2023年政府信息公开工作年度报告\n${DRAWN}`,
    title: '中国气象局2023年政府信息公开工作年度报告',
    organ: '中国气象局',
    year: 2023,
  },
  {
    like: 'a name with brackets',
    head: `青岚市白溪区发展和改革局（粮食和物资储备局）2023年政府信息公开工作年度报告\n${DRAWN}`,
    title: '青岚市白溪区发展和改革局（粮食和物资储备局）2023年政府信息公开工作年度报告',
    organ: '青岚市白溪区发展和改革局(粮食和物资储备局)',
    year: 2023,
  },
  {
    like: "a government's office as compiler, and the government's words",
    head: '本报告由青岚市洋溪区人民政府办公室编制。统计期限为2023年1月1日至12月31日。我区持续深化政务公开。',
    organ: '青岚市洋溪区人民政府',
    year: 2023,
  },
  {
    like: "a government's office as compiler, and its own words",
    head: '本报告由青岚市洋溪区人民政府办公室编制。统计期限为2023年1月1日至12月31日。我办持续深化政务公开。',
    organ: '青岚市洋溪区人民政府办公室',
    year: 2023,
  },
  {
    like: 'the year below its place',
    head: `云桥省青岚市统计局 年政府\n2023\n信息公开⼯作年度报告\n${DRAWN}`,
    title: '云桥省青岚市统计局2023年政府信息公开工作年度报告',
    organ: ORGAN,
    year: 2023,
  },
  {
    like: 'the year above its place',
    head: `2023\n云桥省青岚市统计局 年政府信息公开工作年度报告\n${DRAWN}`,
    title: '云桥省青岚市统计局2023年政府信息公开工作年度报告',
    organ: ORGAN,
    year: 2023,
  },
  {
    like: 'the place of a year that is lost',
    head: `云桥省青岚市统计局 年政府信息公开工作年度报告\n${DRAWN}`,
    year: 2023,
  },
  {
    like: 'a title that became a row of a table',
    head: `| 云桥省青岚市统计局 |     | 2023 | 年政府信息公开工作年度报 |     |\n| ----- | --- | ---- | ---- | --- |\n告\n${DRAWN}`,
    ...ALL,
  },
  {
    like: 'what a browser prints above a page',
    head: `11/29/26, 12:06 PM ${TITLE}\n${TITLE}\n${DRAWN}`,
    ...ALL,
  },
  {
    like: 'labels and values on lines of their own',
    head: `索引号\n11234567/2024-00012\n成文日期：\n2024-01-19\n发布日期：\n2024-01-26\n${TITLE}\n${DRAWN}`,
    ...ALL,
    published: '2024-01-26',
  },
  {
    like: 'a written date on a line of its own',
    head: `成文日期：\n2024-01-19\n${TITLE}\n${DRAWN}`,
    ...ALL,
    signed: '2024-01-19',
  },
  {
    like: 'a date before the source',
    head: `${TITLE}\n2024年1月26日 来源：青岚市统计局\n${DRAWN}`,
    ...ALL,
    published: '2024-01-26',
  },
  {
    like: 'the organ in brackets',
    head: `2023年政府信息公开工作年度报告（云桥省青岚市统计局）\n${DRAWN}`,
    title: '2023年政府信息公开工作年度报告（云桥省青岚市统计局）',
    organ: ORGAN,
    year: 2023,
  },
  { like: 'the column before it', head: `政府信息公开年报 | ${TITLE}\n${DRAWN}`, ...ALL },
  {
    like: 'the year on the last line',
    head: `青岚市教育局\n政府信息公开工作年度报告\n2022年\n编制本报告。`,
    title: '青岚市教育局政府信息公开工作年度报告2022年',
    organ: '青岚市教育局',
    year: 2022,
  },
  {
    like: 'a school year, which is no year of a report',
    head: '云泽理工大学2022-2023学年信息公开年度报告\n编制本报告。',
  },
];
