/** Sentences that state numbers of the tables, with what they claim. */
import type { Random } from '../random.js';

/** A number that a sentence states. */
export interface SampleClaim {
  /** Key of the cell, or `derived.litigation.total`. */
  readonly cell: string;
  readonly value: number;
  /** The words, as the sentence prints them. */
  readonly text: string;
}

/** A sentence and what it claims. */
export interface ClaimSentence {
  readonly text: string;
  readonly claims: readonly SampleClaim[];
}

/** The total of a row that the narrative may speak of. */
export type NumberSource = (key: string) => number;

const RECEIVED = 'applications.received.total';
const CARRIED_IN = 'applications.carriedIn.total';
const OUTCOMES = 'applications.outcomeTotal.total';
const CARRIED_OUT = 'applications.carriedOut.total';
const GRANTED = 'applications.granted.total';
const PARTLY = 'applications.partlyGranted.total';
const RECONSIDERATION = 'review.reconsideration.total';
const LITIGATION = 'derived.litigation.total';

/** Parts of sentences, each with the key of the number at `#`. */
type Wording = readonly (readonly [words: string, key: string | null])[];

const INTAKE: readonly Wording[] = [
  [
    ['全年共收到政府信息公开申请#件', RECEIVED],
    ['，上年结转#件', CARRIED_IN],
    ['，本年度办结#件', OUTCOMES],
    ['，结转下年度继续办理#件', CARRIED_OUT],
  ],
  [
    ['本年新收政府信息公开申请#件', RECEIVED],
    ['，均按程序登记', null],
    ['，其中予以公开#件', GRANTED],
    ['、部分公开#件', PARTLY],
  ],
  [
    ['{year}年，{self}共受理依申请公开#件', RECEIVED],
    ['，已全部登记在册', null],
  ],
  [
    ['本年度新收政府信息公开申请#件', RECEIVED],
    ['，加上上年结转#件', CARRIED_IN],
    ['，全年办结#件', OUTCOMES],
  ],
];
const NO_INTAKE: readonly Wording[] = [
  [['{year}年，{self}未收到政府信息公开申请', RECEIVED]],
  [['全年共收到政府信息公开申请#件', RECEIVED]],
];
const REVIEW: readonly Wording[] = [
  [
    ['因政府信息公开申请引发的行政复议#件', RECONSIDERATION],
    ['，行政诉讼#件', LITIGATION],
  ],
  [
    ['全年发生涉及政府信息公开的行政复议案件#件', RECONSIDERATION],
    ['、行政诉讼案件#件', LITIGATION],
  ],
  [
    ['{self}被申请行政复议#件', RECONSIDERATION],
    ['，被提起行政诉讼#件', LITIGATION],
    ['，均积极应对', null],
  ],
];
const NO_REVIEW: readonly Wording[] = [
  [
    ['{year}年未发生因政府信息公开引起的行政复议', RECONSIDERATION],
    ['、行政诉讼', LITIGATION],
  ],
];

/** 行政诉讼 in the narrative: without reconsideration and after it. */
function litigation(numbers: NumberSource): number {
  return numbers('review.litigationDirect.total') + numbers('review.litigationAfterReconsideration.total');
}

/** Writes sentences on the numbers given by `numbers`; `fill` fills the slots of a template. */
export class ClaimWriter {
  constructor(
    private readonly random: Random,
    private readonly numbers: NumberSource,
    private readonly fill: (template: string) => string,
  ) {}

  /** On the applications received. */
  intake(): ClaimSentence {
    return this.write(this.random.pick(this.numbers(RECEIVED) === 0 ? NO_INTAKE : INTAKE));
  }

  /** On reconsideration and litigation. */
  review(): ClaimSentence {
    const none = this.numbers(RECONSIDERATION) === 0 && litigation(this.numbers) === 0;
    return this.write(this.random.pick(none ? NO_REVIEW : REVIEW));
  }

  private write(wording: Wording): ClaimSentence {
    const claims: SampleClaim[] = [];
    let text = '';
    for (const [words, key] of wording) {
      const value = key === null ? 0 : key === LITIGATION ? litigation(this.numbers) : this.numbers(key);
      const printed = this.fill(words).replace('#', String(value));
      if (key !== null) claims.push({ cell: key, value, text: printed.replace(/^[，、]/u, '') });
      text += printed;
    }
    return { text: `${text}。`, claims };
  }
}
