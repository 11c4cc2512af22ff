/** The narrative of a made-up report: paragraphs by section, and the numbers that they claim. */
import type { SampleOrgan } from '../places.js';
import type { Random } from '../random.js';
import { ClaimWriter } from './claims.js';
import type { NumberSource, SampleClaim } from './claims.js';
import { SentenceWriter } from './sentence-writer.js';
import * as templates from './templates.js';

/** Paragraphs of each section. */
export interface Narrative {
  readonly preamble: readonly string[];
  readonly overview: readonly string[];
  /** What an old outline, or a report without tables, says in place of the second and third table. */
  readonly applications: string;
  readonly review: string;
  readonly problems: readonly string[];
  readonly otherMatters: readonly string[];
  readonly claims: readonly SampleClaim[];
}

/** How wordy an organ may be. */
const LONGEST = { province: 12, city: 10, county: 8, department: 6, township: 4 } as const;
/** One report in this many holds a given kind of rare sentence. */
const RARE_CHANCE = 1 / 25;

/**
 * Writes the narrative of one report.
 *
 * @param numbers gives the totals that it speaks of
 * @param reviewInProse whether the report prints `review` in place of a table
 */
export function writeNarrative(
  random: Random,
  organ: SampleOrgan,
  year: number,
  numbers: NumberSource,
  reviewInProse: boolean,
): Narrative {
  const writer = new SentenceWriter(random, organ, year);
  const claimWriter = new ClaimWriter(random, numbers, (template) => writer.fill(template));
  const intake = claimWriter.intake();
  const review = claimWriter.review();
  const length = random.integer(1, LONGEST[organ.rank]);
  const paragraph = (source: readonly string[], low: number, high: number): string =>
    writer.some(source, random.integer(low, high)).join('');
  const numbered = (title: string, text: string, index: number): string =>
    `（${'一二三四五'[index] ?? ''}）${title}。${text}`;

  const handling = intake.text + paragraph(templates.APPLICATION_HANDLING, 1, 2 + length);
  const parts: readonly (readonly [title: string, text: string])[] = [
    ['主动公开', paragraph(templates.PROACTIVE, 4, 5 + 3 * length)],
    ['依申请公开', handling + (random.chance(0.9) ? review.text : '')],
    ['政府信息管理', paragraph(templates.MANAGEMENT, 2, 3 + length)],
    ['平台建设', paragraph(templates.PLATFORM, 2, 3 + length)],
    ['监督保障', paragraph(templates.SUPERVISION, 2, 3 + length)],
  ];
  const reviewStated = reviewInProse || parts.some(([, text]) => text.includes(review.text));
  const rare = random.chance(RARE_CHANCE) ? writer.some(templates.RARE, 1) : [];
  return {
    preamble: random.chance(0.75) ? [paragraph(templates.PREAMBLES, 1, 2)] : [],
    overview: [
      paragraph(templates.OVERVIEW, 3, 4 + 2 * length),
      ...parts.map(([title, text], index) => numbered(title, text, index)),
      ...rare,
    ],
    applications: intake.text,
    review: review.text,
    problems: [
      paragraph(templates.PROBLEMS, 1, 1 + length),
      ...writer.some(templates.IMPROVEMENTS, random.integer(2, 2 + 2 * length)),
    ],
    otherMatters: writer.some(templates.OTHER_MATTERS, random.integer(1, 1 + length)),
    claims: reviewStated ? [...intake.claims, ...review.claims] : intake.claims,
  };
}
