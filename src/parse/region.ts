/** Resolves the region of an organ from its name. */
import { REGION_LEVELS, UNKNOWN_REGION } from '../domain/region.js';
import type { Region, RegionLevel, RegionName } from '../domain/region.js';
import type { Finding, FindingCode } from '../domain/finding.js';
import { normalize } from '../text/normal-form.js';
import { commonPlace, matchPlaces, skipConnector } from './match-places.js';
import type { PlaceMatch } from './match-places.js';
import { pathOf } from './region-dictionary.js';
import type { DictionaryPlace } from './region-dictionary.js';
import { readUnknownPlaces } from './unknown-places.js';
import type { UnknownPlace } from './unknown-places.js';

/** What else the source says about the organ. */
export interface RegionHints {
  /** The organ as it signs (落款); may be a fuller name than the one in the title. */
  signature?: string;
}

/** A region and what was seen on the way to it. */
export interface RegionReading {
  region: Region;
  findings: Finding[];
}

/** Bodies whose branches carry the place after their own name. */
const BODY_BEFORE_PLACE =
  /^(?:国家税务总局|国家统计局|国家外汇管理局|国家能源局|国家金融监督管理总局|中国人民银行|中华人民共和国|中国共产党|中共)/;
const NATIONAL_BODY =
  /^(?:中华人民共和国)?(?:国务院.*|最高人民(?:法院|检察院)|中国人民银行|中国证券监督管理委员会|国家\p{Script=Han}{1,10}(?:局|委员会)|(?:外交|国防|教育|科学技术|工业和信息化|公安|国家安全|民政|司法|财政|人力资源和社会保障|自然资源|生态环境|住房和城乡建设|交通运输|水利|农业农村|商务|文化和旅游|应急管理|退役军人事务)部)$/u;

/**
 * The region of an organ, read from the start of its name, each place within the one before it. Upper levels
 * that follow from the dictionary are filled in (`inferred`). A name that fits several places is kept without a
 * code (`ambiguous-region`), one that the dictionary lacks likewise (`unknown-region`). The answer depends on
 * the arguments alone.
 */
export function resolveRegion(organName: string, hints: RegionHints = {}): RegionReading {
  const name = regionText(organName);
  const own = readEitherScript(name);
  if (own.region.certain || hints.signature === undefined) return own;
  const signature = regionText(hints.signature);
  const signed = readEitherScript(signature);
  return agrees(own.region, signed.region, signature.endsWith(name))
    ? { region: withPrinted(signed.region, own.region), findings: signed.findings }
    : own;
}

/** Whether a name is that of a national organ, which has no region below the country. */
export function isNationalOrgan(organName: string): boolean {
  const name = regionText(organName);
  return NATIONAL_BODY.test(name) && matchPlaces(name.replace(BODY_BEFORE_PLACE, '')).end === 0;
}

function regionText(name: string): string {
  return name.normalize('NFKC').replace(/\s+/gu, '');
}

/**
 * As printed first, then in Simplified characters: the character table would turn 乾县 into 干县, which the
 * dictionary does not hold.
 */
function readEitherScript(name: string): RegionReading {
  const printed = readRegion(name);
  const simplified = normalize(name);
  if (simplified === name || hasCode(printed.region)) return printed;
  const converted = readRegion(simplified);
  return hasCode(converted.region) ? converted : printed;
}

function hasCode(region: Region): boolean {
  return REGION_LEVELS.some((level) => typeof region[level]?.code === 'string');
}

function readRegion(name: string): RegionReading {
  const text = name.replace(BODY_BEFORE_PLACE, '');
  const match = matchPlaces(text);
  const anchor = match.candidates.length === 1 ? (match.candidates[0] ?? null) : null;
  const deepest = match.candidates[0]?.level ?? null;
  const unknown = readUnknownPlaces(
    text.slice(match.end === 0 ? 0 : skipConnector(text, match.end)),
    deepest,
    match.candidates.length > 0,
  ).places;
  if (deepest === null && unknown.length === 0) {
    if (isNationalOrgan(name)) return { region: { ...UNKNOWN_REGION, certain: true }, findings: [] };
    return { region: UNKNOWN_REGION, findings: [noRegion(name)] };
  }
  const region = { ...UNKNOWN_REGION, ...knownLevels(match), certain: isCertain(match, anchor, unknown) };
  for (const { level, name: printed } of unknown)
    region[level] = { name: printed, code: null, inferred: false };
  const findings: Finding[] = [];
  if (match.candidates.length > 1) findings.push(ambiguous(match));
  if (unknown.length > 0) findings.push(notInDictionary(unknown));
  return { region, findings };
}

function knownLevels(match: PlaceMatch): Partial<Record<RegionLevel, RegionName>> {
  const levels: Partial<Record<RegionLevel, RegionName>> = {};
  const common = commonPlace(match.candidates);
  for (const place of common === null ? [] : pathOf(common)) {
    const inferred = match.candidates.some((candidate) => match.printed.get(candidate)?.has(place) !== true);
    levels[place.level] = { name: place.name, code: place.code, inferred };
  }
  const [first] = match.candidates;
  if (match.candidates.length > 1 && first !== undefined) {
    levels[first.level] = { name: match.lastPrinted, code: null, inferred: false };
  }
  return levels;
}

/**
 * One place and no other: the dictionary decides it (or nothing above it is in the dictionary and the chain
 * begins with the province), and no level is left out on the way to what only the name tells.
 */
function isCertain(
  match: PlaceMatch,
  anchor: DictionaryPlace | null,
  unknown: readonly UnknownPlace[],
): boolean {
  if (match.candidates.length > 0 && anchor === null) return false;
  let expected: RegionLevel | null | undefined = anchor === null ? 'province' : anchor.childLevel;
  for (const { level } of unknown) {
    if (level !== expected) return false;
    expected = REGION_LEVELS[REGION_LEVELS.indexOf(level) + 1];
  }
  return true;
}

/** Whether a signature's certain region is the same place as what the organ's own name tells, told in full. */
function agrees(own: Region, signed: Region, endsWithName: boolean): boolean {
  if (!signed.certain) return false;
  const printed = REGION_LEVELS.filter((level) => own[level] !== null);
  if (printed.length === 0) return endsWithName;
  const deepest = [...REGION_LEVELS].reverse().find((level) => signed[level] !== null);
  return (
    own[deepest ?? 'province'] !== null && printed.every((level) => own[level]?.name === signed[level]?.name)
  );
}

/** The signed region; what the organ's own name does not print is inferred. */
function withPrinted(signed: Region, own: Region): Region {
  const region = { ...signed };
  for (const level of REGION_LEVELS) {
    const place = signed[level];
    if (place !== null) region[level] = { ...place, inferred: own[level]?.inferred ?? true };
  }
  return region;
}

function finding(code: FindingCode, severity: Finding['severity'], zh: string, en: string): Finding {
  return { code, severity, outcome: null, cells: [], place: null, message: { zh, en } };
}

function noRegion(name: string): Finding {
  return finding(
    'unknown-region',
    'NOTICE',
    `机关名称“${name}”中没有可识别的地区。`,
    `The organ's name "${name}" holds no place that could be recognised.`,
  );
}

function notInDictionary(unknown: readonly UnknownPlace[]): Finding {
  const names = unknown.map((place) => place.name).join('、');
  return finding(
    'unknown-region',
    'NOTICE',
    `行政区划字典中没有“${names}”，按名称保留，无代码。`,
    `The dictionary of places lacks "${names}": kept by name, without a code.`,
  );
}

const LISTED = 5;

function ambiguous(match: PlaceMatch): Finding {
  const listed = match.candidates
    .slice(0, LISTED)
    .map((place) =>
      pathOf(place)
        .map((step) => step.name)
        .join(''),
    )
    .join('、');
  const more = match.candidates.length > LISTED ? ' …' : '';
  const count = match.candidates.length;
  return finding(
    'ambiguous-region',
    'WARNING',
    `“${match.lastPrinted}”对应 ${count} 个地区（${listed}${more}），无法确定。`,
    `"${match.lastPrinted}" fits ${count} places (${listed}${more}); nothing decides which.`,
  );
}
