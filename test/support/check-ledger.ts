/** Whether what a store file keeps of sentences is what its reports say. */
import type { Database } from 'better-sqlite3';
import { decodeReport } from '../../src/store/report-codec.js';
import type { EncodedReport } from '../../src/store/report-codec.js';
import { allSentences, distinctSentences, sentenceKey } from '../../src/store/report-sentences.js';
import { BLOCK_SIZE, keysOfBlock, numbersOf, rankOf } from '../../src/store/sqlite/sentence-blocks.js';
import { SHARED } from '../../src/store/sqlite/sentence-ledger.js';
import { SKETCHES } from '../../src/text/sentences.js';

interface ListedReport extends EncodedReport {
  seq: number;
  organ: number;
  list: Buffer;
  sizes: Buffer;
  own: Buffer;
}

interface Kept {
  id: number;
  fingerprint: string;
  reports: number;
  organs: number;
  organ_sum: number;
}

/** What is wrong, one sentence each. */
export function checkLedger(db: Database): string[] {
  const problems: string[] = [];
  const reports = db
    .prepare<[], ListedReport>(
      `SELECT seq, organ, list, sizes, own, head, narrative, revisions.cells, audit FROM reports
         JOIN revisions ON sha256 = current_sha JOIN report_sentences USING (seq)`,
    )
    .all();
  const count = db.prepare('SELECT count(*) FROM reports').pluck().get();
  if (count !== reports.length) problems.push('A report has no list of sentences.');
  const kept = new Map(
    db
      .prepare<[], Kept>('SELECT * FROM sentences')
      .all()
      .map((row) => [row.id, row]),
  );
  const blocks = new Map(
    db
      .prepare<[], [number, Buffer]>('SELECT block, keys FROM sentence_blocks')
      .raw()
      .all()
      .map(([block, keys]) => [block, keysOfBlock(keys)]),
  );
  const holders = new Map<number, { reports: number; organs: Set<number> }>();
  for (const { seq, organ, list, sizes, own, ...encoded } of reports) {
    const sentences = distinctSentences(allSentences(decodeReport(encoded))).map(sentenceKey);
    const [ids, lengths] = [numbersOf(list), numbersOf(sizes)];
    if (ids.length !== sentences.length || own.length !== ids.length) problems.push(`${String(seq)}: length`);
    sentences.forEach(({ fingerprint, size, sketches }, at) => {
      const id = ids[at] ?? 0;
      const { ranks, sketches: keptSketches } = blocks.get(Math.floor(id / BLOCK_SIZE)) ?? {};
      const place = (id % BLOCK_SIZE) * SKETCHES;
      const padded = Array.from({ length: SKETCHES }, (_, index) => sketches[index] ?? 0);
      const holds =
        kept.get(id)?.fingerprint === fingerprint &&
        lengths[at] === size &&
        ranks?.[id % BLOCK_SIZE] === rankOf(fingerprint) &&
        padded.every((sketch, index) => keptSketches?.[place + index] === sketch) &&
        (own[at] === SHARED) === (kept.get(id)?.organs ?? 0) > 1;
      if (!holds) problems.push(`${String(seq)}: sentence ${String(at)} is kept otherwise.`);
      const held = holders.get(id) ?? { reports: 0, organs: new Set() };
      holders.set(id, { reports: held.reports + 1, organs: held.organs.add(organ) });
    });
  }
  for (const row of kept.values()) {
    const held = holders.get(row.id);
    const sum = [...(held?.organs ?? [])].reduce((all, organ) => all + organ, 0);
    if (row.reports !== held?.reports || row.organs !== held.organs.size || row.organ_sum !== sum)
      problems.push(`Sentence ${String(row.id)} is counted otherwise.`);
  }
  return problems;
}
