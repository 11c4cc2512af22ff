/** The sentences that most organs have. */
import { compareCodePoints } from '../code-point-order.js';
import { COPIED_REPORTS } from '../copied-request.js';
import type { CopiedRequest, CopiedSentence } from '../copied-request.js';
import type { Deadline } from './deadline.js';
import { matchReports, membersOf } from './match-reports.js';
import type { ReportColumns } from './report-columns.js';
import type { SearchSources } from './answer-search.js';
import type { SentenceColumns } from './sentence-columns.js';

const CHECK_EACH = 4095;

/** See `ReportStore.copiedSentences`. `fingerprintOf` reads that of a number. */
export function findCopied(
  request: CopiedRequest,
  sources: SearchSources,
  sentences: SentenceColumns,
  fingerprintOf: (id: number) => string,
  deadline: Deadline,
): CopiedSentence[] {
  const { columns } = sources;
  const members = membersOf(matchReports(request, sources, deadline));
  // By organ, so that one number a sentence tells whether this organ was counted for it already.
  members.sort((a, b) => (sentences.organs[a] ?? 0) - (sentences.organs[b] ?? 0));
  const reports = new Uint32Array(sentences.size);
  const organs = new Uint32Array(sentences.size);
  const counted = new Int32Array(sentences.size);
  const { lists, starts, shared } = sentences;
  const candidates: number[] = [];
  members.forEach((seq, index) => {
    if ((index & CHECK_EACH) === 0) deadline.check();
    const organ = sentences.organs[seq] ?? 0;
    // Of the sentences of one organ alone, which are most of a report's, none can be asked for.
    const end = shared[seq] ?? 0;
    for (let at = starts[seq] ?? 0; at < end; at += 1) {
      const id = lists[at] ?? 0;
      reports[id] = (reports[id] ?? 0) + 1;
      if (counted[id] === organ) continue;
      counted[id] = organ;
      const many = (organs[id] ?? 0) + 1;
      organs[id] = many;
      if (many === request.minOrgans && !sentences.isShort(id)) candidates.push(id);
    }
  });
  const rankOf = (id: number): number => sentences.ranks[id] ?? 0;
  const chosen = mostCopied(candidates, request.limit, { organs, reports, rankOf, fingerprintOf });
  const holders = holdersOf(chosen, members, sentences);
  return chosen.map((id) => ({
    fingerprint: fingerprintOf(id),
    organs: organs[id] ?? 0,
    reports: reports[id] ?? 0,
    ids: earliest(holders.get(id) ?? [], columns),
  }));
}

/** What sentences are ordered by. */
interface Order {
  organs: Uint32Array;
  reports: Uint32Array;
  rankOf: (id: number) => number;
  fingerprintOf: (id: number) => string;
}

/** Numbers of the sentences to show, in order. */
function mostCopied(
  candidates: readonly number[],
  limit: number,
  { organs, reports, rankOf, fingerprintOf }: Order,
): number[] {
  const least =
    Uint32Array.from(candidates, (id) => organs[id] ?? 0)
      .sort()
      .at(-limit) ?? 0;
  return candidates
    .filter((id) => (organs[id] ?? 0) >= least)
    .sort(
      (a, b) =>
        (organs[b] ?? 0) - (organs[a] ?? 0) ||
        (reports[b] ?? 0) - (reports[a] ?? 0) ||
        rankOf(a) - rankOf(b) ||
        compareCodePoints(fingerprintOf(a), fingerprintOf(b)),
    )
    .slice(0, limit);
}

/** Of each chosen sentence, the reports that have it. */
function holdersOf(
  chosen: readonly number[],
  members: Int32Array,
  { lists, starts, shared, size }: SentenceColumns,
): Map<number, number[]> {
  const flags = new Uint8Array(size);
  for (const id of chosen) flags[id] = 1;
  const holders = new Map(chosen.map((id): [number, number[]] => [id, []]));
  for (const seq of members) {
    const end = shared[seq] ?? 0;
    for (let at = starts[seq] ?? 0; at < end; at += 1) {
      const id = lists[at] ?? 0;
      if (flags[id] === 1) holders.get(id)?.push(seq);
    }
  }
  return holders;
}

/** Ids of the earliest reports. */
function earliest(seqs: readonly number[], columns: ReportColumns): string[] {
  const { year, publishedFirst, ids } = columns;
  const dayOf = (seq: number): number => {
    const first = publishedFirst[seq] ?? NaN;
    return Number.isNaN(first) ? Infinity : first;
  };
  const yearOf = (seq: number): number => year[seq] ?? 0;
  const byTime = (a: number, b: number): number => {
    const [one, other] = [dayOf(a), dayOf(b)];
    return (
      yearOf(a) - yearOf(b) ||
      (one === other ? 0 : one - other) ||
      compareCodePoints(ids[a] ?? '', ids[b] ?? '')
    );
  };
  // Most are later than the last of those that are kept: a template may be in half of all reports.
  const kept: number[] = [];
  for (const seq of seqs) {
    const last = kept.at(-1);
    if (kept.length === COPIED_REPORTS && last !== undefined && byTime(seq, last) >= 0) continue;
    const place = kept.findIndex((other) => byTime(seq, other) < 0);
    kept.splice(place === -1 ? kept.length : place, 0, seq);
    if (kept.length > COPIED_REPORTS) kept.pop();
  }
  return kept.map((seq) => ids[seq] ?? '');
}
