/** Names of the organs of the central government, of today and before the reforms of 2008, 2013, 2018 and 2023. */

const MINISTRY_OF =
  '外交|国防|教育|科学技术|工业和信息化|公安|国家安全|民政|司法|财政|人力资源和社会保障|自然资源|生态环境|住房和城乡建设|' +
  '交通运输|水利|农业农村|商务|文化和旅游|应急管理|退役军人事务|国土资源|环境保护|农业|文化|卫生|铁道|监察|信息产业|建设|人事|劳动和社会保障';
const NATIONAL_NAME = new RegExp(
  '^(?:中华人民共和国)?(?:国务院.*|最高人民(?:法院|检察院)|审计署|海关总署|新华通讯社|全国社会保障基金理事会|全国人民代表大会常务委员会办公厅|' +
    '中国(?:人民银行|气象局|地震局|民用航空局|科学院|工程院|社会科学院|残疾人联合会|证券监督管理委员会|银行业监督管理委员会|保险监督管理委员会|银行保险监督管理委员会)|' +
    `国家\\p{Script=Han}{1,12}(?:局|署|委员会|办公室)|(?:${MINISTRY_OF})部)(?:办公厅)?$`,
  'u',
);

/** Whether a name, in NFKC and without white space, reads as that of a central organ. Its branches carry a place behind it. */
export function isNationalName(name: string): boolean {
  return NATIONAL_NAME.test(name);
}
