/** Shorter names by which places go: 凉山州, 内蒙古, 科左后旗. */

/** Peoples in the names of autonomous prefectures and counties, as those names spell them. */
const ETHNIC = (
  '蒙古族 蒙古 回族 藏族 维吾尔 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克族 哈萨克 傣族 黎族 ' +
  '傈僳族 佤族 畲族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族 锡伯 ' +
  '塔吉克 普米族 怒族 鄂温克族 裕固族 保安族 独龙族 各族'
).replaceAll(' ', '|');
const ETHNIC_SUFFIX = new RegExp(`^(.{2,}?)(?:${ETHNIC})+自治([州县旗])$`);
const AUTONOMOUS_REGION = /^(内蒙古|广西|西藏|宁夏|新疆).*自治区$/;
const STEM = /^(.{2,}?)(?:省|市|地区|盟|州|壮族自治区|回族自治区|维吾尔自治区|自治区)$/;

/** Short forms that no rule gives and that the organs' own names use. */
const USUAL: Readonly<Record<string, readonly string[]>> = {
  阿鲁科尔沁旗: ['阿旗'],
  阿拉善左旗: ['阿左旗'],
  阿拉善右旗: ['阿右旗'],
  察哈尔右翼前旗: ['察右前旗'],
  察哈尔右翼中旗: ['察右中旗'],
  察哈尔右翼后旗: ['察右后旗'],
  达尔罕茂明安联合旗: ['达茂旗', '达茂联合旗'],
  东乌珠穆沁旗: ['东乌旗'],
  西乌珠穆沁旗: ['西乌旗'],
  科尔沁左翼中旗: ['科左中旗'],
  科尔沁左翼后旗: ['科左后旗'],
  科尔沁右翼前旗: ['科右前旗'],
  科尔沁右翼中旗: ['科右中旗'],
  土默特左旗: ['土左旗'],
  土默特右旗: ['土右旗'],
  乌拉特前旗: ['乌前旗'],
  乌拉特中旗: ['乌中旗'],
  乌拉特后旗: ['乌后旗'],
  新巴尔虎左旗: ['新左旗'],
  新巴尔虎右旗: ['新右旗'],
  鄂伦春自治旗: ['鄂伦春旗'],
  莫力达瓦达斡尔族自治旗: ['莫旗'],
  阜新蒙古族自治县: ['阜蒙县'],
  喀喇沁左翼蒙古族自治县: ['喀左县'],
  前郭尔罗斯蒙古族自治县: ['前郭县'],
  杜尔伯特蒙古族自治县: ['杜蒙县'],
  围场满族蒙古族自治县: ['围场县'],
  察布查尔锡伯自治县: ['察县'],
  塔什库尔干塔吉克自治县: ['塔县'],
};

/** The accepted shorter forms of a name: 凉山彝族自治州 → 凉山州, 内蒙古自治区 → 内蒙古. */
export function shortNames(name: string): string[] {
  const short = shortName(name);
  const usual = USUAL[name] ?? [];
  return short === null || usual.includes(short) ? [...usual] : [short, ...usual];
}

function shortName(name: string): string | null {
  if (!name.includes('自治')) return null;
  const region = AUTONOMOUS_REGION.exec(name);
  if (region?.[1] !== undefined) return region[1];
  const ethnic = ETHNIC_SUFFIX.exec(name);
  return ethnic?.[1] !== undefined && ethnic[2] !== undefined ? ethnic[1] + ethnic[2] : null;
}

/** 山东省 → 山东, 凉山彝族自治州 → 凉山; null where the name has no such ending. */
export function stemOf(name: string): string | null {
  return STEM.exec(shortName(name) ?? name)?.[1] ?? null;
}
