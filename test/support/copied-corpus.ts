/**
 * A corpus of known copies: each report is a list of sentences by name, printed with its own organ, place and numbers. So who
 * shares what is known without any fingerprint.
 */
import fc from 'fast-check';
import type { Report } from '../../src/domain/report.js';
import { normalize } from '../../src/text/normal-form.js';
import { maskedForm, namePattern } from '../../src/text/sentences.js';
import { buildReport, region } from './build-report.js';

/** Sentences by name; ORGAN, PLACE and N are printed differently by each report. */
export const TEMPLATES = {
  law: 'ORGAN依据《中华人民共和国政府信息公开条例》和有关要求编制本年度报告。',
  period: '本报告中所列数据的统计期限自N年1月1日起至12月31日止。',
  requests: 'N年，ORGAN共收到政府信息公开申请N件，比上年减少百分之N。',
  market: 'PLACE集贸市场搬迁补偿方案公示后收到群众意见N条，逐条作了书面回应；',
  water: '围绕河道清淤工程的招标结果，ORGAN召开了N场说明会！',
  lawsuit: '因征收补偿信息公开被提起行政诉讼N件，法院判决驳回诉讼请求N件。',
  staff: '公开工作人员偏少，对条例的理解还不够深入，业务培训需要加强。',
  staffNear: '公开工作人员偏少，对条例的理解还不够到位，业务培训需要加强。',
  plan: '下一步将加强组织领导，健全工作机制，提高公开质量。',
  none: '无。',
  fee: 'N年未收取信息处理费。',
} as const;
export type TemplateName = keyof typeof TEMPLATES;
export const TEMPLATE_NAMES = Object.keys(TEMPLATES) as TemplateName[];

/** A report by the sentences that it prints. */
export interface CopiedReport {
  /** 0–4; the last has no certain region, so that each of its reports stands alone. */
  organ: number;
  year: number;
  sentences: TemplateName[];
}

const PLACES = ['青禾县', '云栖区', '白石县', '石桥镇'];

/** The report as printed. */
export function printCopied({ organ, year, sentences }: CopiedReport): Report {
  const isCertain = organ < PLACES.length;
  const name = isCertain ? `${PLACES[organ] ?? ''}农业农村局` : '城关镇人民政府';
  const place = PLACES[organ] ?? name;
  const text = sentences.map((one, at) =>
    TEMPLATES[one]
      .replaceAll('ORGAN', isCertain && at % 2 === 1 ? `澄江市${name}` : name)
      .replaceAll('PLACE', place)
      .replaceAll('N', () => String(year + 7 * organ + at)),
  );
  const half = Math.ceil(text.length / 2);
  const where = region(
    '云泽省',
    '澄江市',
    ...(place.endsWith('镇') ? ([undefined, place] as const) : [place]),
  );
  return buildReport({
    organ: { name, normalizedName: name, kind: isCertain ? 'DEPARTMENT' : 'TOWNSHIP', level: 'COUNTY' },
    year,
    region: isCertain ? where : { ...region(), certain: false },
    sections: [
      ['OVERVIEW', text.slice(0, half).join('')],
      ['APPLICATIONS', text.slice(half).join('\n')],
    ],
  });
}

/** Who shares with whom: equal numbers are one organ. */
export function organOf({ organ, year, sentences }: CopiedReport): string {
  return organ < PLACES.length ? String(organ) : `alone ${String(year)} ${sentences.join()}`;
}

/** Letters of a sentence without what each report prints differently. */
export function sizeOf(name: TemplateName): number {
  const printed = TEMPLATES[name]
    .replaceAll('ORGAN', '青禾县农业农村局')
    .replaceAll('PLACE', '青禾县')
    .replaceAll('N', '12');
  return maskedForm(normalize(printed), namePattern(['青禾县农业农村局', '青禾县', '青禾'])).length;
}

/** What the originality of a report must be, from the sentences of all. */
export function originalityOf(
  report: CopiedReport,
  all: readonly CopiedReport[],
): Record<string, number | null> {
  const distinct = [...new Set(report.sentences)];
  const before = all.find(
    ({ organ, year }) => organ === report.organ && organ < PLACES.length && year === report.year - 1,
  );
  const shared = (one: TemplateName): boolean =>
    all.some((other) => organOf(other) !== organOf(report) && other.sentences.includes(one));
  const sum = (which: (one: TemplateName) => boolean): number =>
    distinct.filter(which).reduce((total, one) => total + sizeOf(one), 0);
  const repeats = (one: TemplateName): boolean => before?.sentences.includes(one) ?? false;
  const characters = sum(() => true);
  const own = sum((one) => !shared(one) && !repeats(one));
  const repeated = before === undefined ? null : sum(repeats);
  const ratio = (part: number | null): number | null =>
    part === null || characters === 0 ? null : part / characters;
  return {
    'derived.originality.characters': characters,
    'derived.originality.ownCharacters': own,
    'derived.originality.repeatedCharacters': repeated,
    'derived.originality.sharedCharacters': sum(shared),
    'derived.originality.own': ratio(own),
    'derived.originality.repeated': ratio(repeated),
    'derived.originality.shared': ratio(sum(shared)),
  };
}

/** Reports of several organs and years, one of each organ and year. */
export const copiedCorpus = fc.uniqueArray(
  fc.record({
    organ: fc.nat({ max: 4 }),
    year: fc.integer({ min: 2019, max: 2022 }),
    sentences: fc.array(fc.constantFrom(...TEMPLATE_NAMES), { maxLength: 9 }),
  }),
  { minLength: 3, maxLength: 12, selector: ({ organ, year }) => `${String(organ)} ${String(year)}` },
);
