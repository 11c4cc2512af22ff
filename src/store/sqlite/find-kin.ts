/** The reports that have most text in common with one. */
import { SKETCHES } from '../../text/sentences.js';
import { compareCodePoints } from '../code-point-order.js';
import type { Kin, KinRequest } from '../copied-request.js';
import type { Deadline } from './deadline.js';
import type { ReportColumns } from './report-columns.js';
import type { SentenceColumns } from './sentence-columns.js';

/** What finding reads from; all up to date with the transaction. */
export interface KinSources {
  columns: ReportColumns;
  sentences: SentenceColumns;
  /** The number of a sentence; undefined where nobody has it. */
  idOf: (fingerprint: string) => number | undefined;
  /** The row of a report; undefined for an unknown id. */
  seqOf: (id: string) => number | undefined;
}

const SEEN_BITS = 0xffff;

/** See `ReportStore.kin`. */
export function findKin(request: KinRequest, sources: KinSources, deadline: Deadline): Kin[] {
  const { columns, sentences } = sources;
  const kinOf = kinOfNumbers(request, sources);
  const flags = new Uint8Array(sentences.size);
  for (const id of kinOf.keys()) flags[id] = 1;
  const own = sources.seqOf(request.id) ?? -1;
  const organ = request.ofOtherOrgans && own >= 0 ? (sentences.organs[own] ?? -1) : -1;
  const sizes = request.sentences.map(({ size }) => size);
  const stamps = new Int32Array(sizes.length).fill(-1);
  const scores = new Float64Array(columns.live.length);
  const { lists, starts, ends } = sentences;
  for (let seq = 0; seq < columns.live.length; seq += 1) {
    if ((seq & 4095) === 0) deadline.check();
    if (columns.live[seq] !== 1 || seq === own || sentences.organs[seq] === organ) continue;
    let score = 0;
    const end = ends[seq] ?? 0;
    for (let at = starts[seq] ?? 0; at < end; at += 1) {
      const id = lists[at] ?? 0;
      if (flags[id] !== 1) continue;
      for (const index of kinOf.get(id) ?? []) {
        if (stamps[index] === seq) continue;
        stamps[index] = seq;
        score += sizes[index] ?? 0;
      }
    }
    scores[seq] = score;
  }
  return best(scores, columns.ids, request.limit);
}

/** By number of a sentence: which of the sentences asked for it may be a copy of. */
function kinOfNumbers(
  { sentences: wanted }: KinRequest,
  { sentences, idOf }: KinSources,
): ReadonlyMap<number, number[]> {
  const kinOf = new Map<number, number[]>();
  const add = (id: number, index: number): void => {
    const known = kinOf.get(id);
    if (known === undefined) kinOf.set(id, [index]);
    else if (!known.includes(index)) known.push(index);
  };
  const seen = new Uint8Array(SEEN_BITS + 1);
  const bySketch = Array.from({ length: SKETCHES }, () => new Map<number, number[]>());
  wanted.forEach(({ fingerprint, sketches }, index) => {
    const id = idOf(fingerprint);
    if (id !== undefined) add(id, index);
    sketches.forEach((sketch, position) => {
      seen[sketch & SEEN_BITS] = 1;
      const of = bySketch[position];
      const known = of?.get(sketch);
      if (known === undefined) of?.set(sketch, [index]);
      else known.push(index);
    });
  });
  const all = sentences.sketches;
  const end = sentences.size * SKETCHES;
  for (let at = SKETCHES; at < end; at += 1) {
    const sketch = all[at] ?? 0;
    if (seen[sketch & SEEN_BITS] !== 1) continue;
    const id = Math.floor(at / SKETCHES);
    if (sentences.isShort(id)) continue;
    for (const index of bySketch[at % SKETCHES]?.get(sketch) ?? []) add(id, index);
  }
  return kinOf;
}

/** Those with the highest scores, of equal ones the first by id; none with score 0. */
function best(scores: Float64Array, ids: readonly string[], limit: number): Kin[] {
  const positive = scores.filter((score) => score > 0).sort();
  if (positive.length === 0 || limit === 0) return [];
  const least = positive[Math.max(0, positive.length - limit)] ?? 0;
  const found: Kin[] = [];
  scores.forEach((most, seq) => {
    if (most >= least) found.push({ id: ids[seq] ?? '', most });
  });
  return found.sort((a, b) => b.most - a.most || compareCodePoints(a.id, b.id)).slice(0, limit);
}
