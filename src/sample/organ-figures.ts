/**
 * The numbers of an organ over the years: they add up, and each year goes on where the last one ended. Numbers
 * that do not are planned elsewhere (`inconsistencies.ts`).
 */
import { APPLICANT_COLUMNS } from '../domain/cells.js';
import { applicationRows, outcomeRowKeys, REVIEW_BLOCKS } from './form-rows.js';
import type { SampleForm } from './form-rows.js';
import type { SampleRank } from './places.js';
import type { Random } from './random.js';

/** The numbers of one report by cell key. */
export type Figures = Map<string, number>;

const PEOPLE = APPLICANT_COLUMNS.slice(0, -1);
/** How many new applications a year, at most, and how many decisions. */
const SCALE: Readonly<Record<SampleRank, { applications: number; decisions: number }>> = {
  province: { applications: 2400, decisions: 3_200_000 },
  city: { applications: 460, decisions: 640_000 },
  county: { applications: 150, decisions: 90_000 },
  department: { applications: 36, decisions: 5200 },
  township: { applications: 9, decisions: 160 },
};
/** Share of each applicant column in the new applications. */
const SHARES: readonly number[] = [0.82, 0.1, 0.01, 0.02, 0.03, 0.02];
const FREQUENT_OUTCOMES = [
  'applications.granted',
  'applications.granted',
  'applications.granted',
  'applications.partlyGranted',
  'applications.unableToProvide.notHeld',
  'applications.unableToProvide.notHeld',
];

/** What a year hands on to the next. */
interface Stock {
  carriedOut: number[];
  /** Items of the 2019 form by row. */
  items: Map<string, number>;
  /** Documents in force by row. */
  inForce: Map<string, number>;
}

/** Walks through the years of one organ. */
export class OrganFigures {
  private readonly scale: { applications: number; decisions: number };
  private stock: Stock;

  constructor(
    private readonly random: Random,
    private readonly rank: SampleRank,
  ) {
    this.scale = SCALE[rank];
    this.stock = {
      carriedOut: SHARES.map((share) => this.about(this.scale.applications * share * 0.05)),
      items: new Map(ITEM_ROWS.map((row) => [row, this.about(this.scale.decisions / 40) % 6000])),
      inForce: new Map([
        ['rules', rank === 'province' || rank === 'city' ? random.integer(12, 90) : 0],
        ['normativeDocuments', this.about(Math.sqrt(this.scale.decisions) / 4)],
      ]),
    };
  }

  /** The numbers of the next year in the given form. */
  nextYear(form: SampleForm): Figures {
    const figures: Figures = new Map();
    this.addDisclosure(figures, form);
    this.addApplications(figures, form);
    this.addReview(figures);
    return figures;
  }

  /** An integer that is `mean` on average, more often small. */
  private about(mean: number): number {
    return Math.floor(mean * 2 * this.random.next() * this.random.next() * 2);
  }

  private addDisclosure(figures: Figures, form: SampleForm): void {
    for (const row of ['rules', 'normativeDocuments']) {
      const before = this.stock.inForce.get(row) ?? 0;
      const made = before === 0 ? 0 : this.random.integer(0, 3 + Math.floor(before / 8));
      const repealed = Math.min(before, this.random.integer(0, 1 + Math.floor(before / 10)));
      const inForce = before + made - repealed;
      this.stock.inForce.set(row, inForce);
      const names =
        form === '2019' ? ['made', 'newlyDisclosed', 'totalDisclosed'] : ['issued', 'repealed', 'inForce'];
      const numbers = form === '2019' ? [made, made, inForce] : [made, repealed, inForce];
      names.forEach((name, index) => figures.set(`disclosure.${row}.${name}`, numbers[index] ?? 0));
    }
    for (const row of ITEM_ROWS) {
      const items = this.stock.items.get(row) ?? 0;
      const change = this.random.integer(-Math.min(items, 9), 12) * (this.random.chance(0.6) ? 1 : 0);
      this.stock.items.set(row, items + change);
      if (form === '2019') {
        figures.set(`disclosure.${row}.previousYearItems`, items);
        figures.set(`disclosure.${row}.change`, change);
      }
      if (row !== 'administrativeFees' && (form === '2019' || row !== 'otherServices')) {
        figures.set(`disclosure.${row}.decisions`, this.about(this.scale.decisions / 6));
      }
    }
    if (form === '2019') {
      figures.set('disclosure.procurement.items', this.about(Math.sqrt(this.scale.decisions) / 2));
      figures.set('disclosure.procurement.amount', this.amount(this.scale.decisions / 3));
    } else {
      figures.set('disclosure.administrativeFees.amount', this.amount(this.scale.decisions / 12));
    }
  }

  /** An amount in 万元 with at most two decimals. */
  private amount(mean: number): number {
    return this.random.chance(0.3) ? 0 : Math.round(this.about(mean * 100)) / 100;
  }

  private addApplications(figures: Figures, form: SampleForm): void {
    const outcomes = outcomeRowKeys(form);
    const rows = applicationRows(form);
    for (const row of rows) for (const key of row.keys) figures.set(key, 0);
    const total = this.about(this.scale.applications);
    PEOPLE.forEach((column, index) => {
      const received = this.about(total * (SHARES[index] ?? 0));
      const carriedIn = this.stock.carriedOut[index] ?? 0;
      const carriedOut = Math.min(received, this.about(received * 0.05));
      this.stock.carriedOut[index] = carriedOut;
      figures.set(`applications.received.${column}`, received);
      figures.set(`applications.carriedIn.${column}`, carriedIn);
      figures.set(`applications.carriedOut.${column}`, carriedOut);
      this.spread(figures, received + carriedIn - carriedOut, column, outcomes);
    });
    for (const row of rows) {
      const sum = row.keys.slice(0, -1).reduce((before, key) => before + (figures.get(key) ?? 0), 0);
      figures.set(row.keys.at(-1) ?? '', sum);
    }
  }

  /** Spreads a column's total over the outcomes, in portions so that many applications cost no more. */
  private spread(figures: Figures, total: number, column: string, outcomes: readonly string[]): void {
    figures.set(`applications.outcomeTotal.${column}`, total);
    const portion = Math.max(1, Math.floor(total / 24));
    for (let left = total; left > 0; left -= portion) {
      const row = this.random.pick(this.random.chance(0.7) ? FREQUENT_OUTCOMES : outcomes);
      const key = `${row}.${column}`;
      figures.set(key, (figures.get(key) ?? 0) + Math.min(portion, left));
    }
  }

  private addReview(figures: Figures): void {
    const quiet = this.rank === 'township' || this.rank === 'department';
    for (const part of REVIEW_BLOCKS) {
      let total = 0;
      for (const result of ['upheld', 'corrected', 'other', 'pending']) {
        const count = this.random.chance(quiet ? 0.12 : 0.5)
          ? this.about(1 + this.scale.applications / 50)
          : 0;
        figures.set(`review.${part}.${result}`, count);
        total += count;
      }
      figures.set(`review.${part}.total`, total);
    }
  }
}

const ITEM_ROWS = ['licensing', 'otherServices', 'penalties', 'coercion', 'administrativeFees'] as const;
