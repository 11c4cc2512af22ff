/** Labels by which the pages of government sites name what they say of a document, squeezed; by what follows them. */

/** What a label of a page names. */
export type PageField = 'title' | 'organ' | 'source' | 'published' | 'issued' | 'written' | 'other';

/** Alternatives of a regular expression. Longer labels are before those that they end with. */
export const PAGE_LABELS: Readonly<Record<PageField, string>> = {
  title: '信息名称|文件名称|文件标题|公文名称|公文标题|信息标题|名称|标题|题名|题目',
  organ:
    '发布机构|发布单位|发文机关|发文单位|发文机构|发布机关|发布部门|公开主体|公开机构|公开单位|责任部门|责任单位|制发机关|制作单位|公开责任部门|信息提供单位',
  source: '信息来源|文章来源|稿件来源|来源|供稿单位',
  published: '发布日期|发布时间|公开日期|公开时间|发布于|上网时间|上网日期|录入时间',
  // Of the document; where a page prints no other, the page's too.
  issued: '发文日期|发文时间',
  written: '成文日期|生成日期|成文时间|生成时间|印发日期|制发日期',
  other:
    '信息索引号|索引号码|索引号|索引|发文字号|发文文号|文件编号|文号|主题分类|信息分类|信息类别|所属主题|体裁分类|组配分类|公开类目|公开类别|公开方式|公开形式|公开范围|公开属性|公开目录|公开时限|主题词|关键词|关键字|有效性|效力状态|文件状态|时效状态|有效期|生效日期|废止日期|废止时间|服务对象|语种|内容概述|内容概要|内容摘要|信息概述|阅读次数|浏览次数|浏览量|浏览数|点击数|点击次数|点击率|访问量|阅读量|字体大小|字体|字号|作者|责任编辑|编辑|审核|原文链接|本地目录|文件分类|所属机构|统一编号|统一登记号',
};
