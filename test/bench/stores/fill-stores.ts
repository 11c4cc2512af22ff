/** Fills the stores of a run with the same made-up reports. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { corpusFigures, generateCorpus } from '../../../src/sample/index.js';
import { READER_VERSION, readReport } from '../../../src/services/parse-file.js';
import type { ReportWrite } from '../../../src/store/writes.js';
import type { Contender } from './contenders.js';

const BATCH = 250;
/** Folders that the texts are spread over. */
const FOLDERS = 100;

export interface FillOptions {
  /** Where the texts and what was found in them are kept. */
  folder: string;
  reports: number;
  seed: number;
  /** How many rare phrases are wanted. */
  phrases: number;
  say: (line: string) => void;
}

/** What the queries need to know of the reports. */
export interface Filled {
  /** Phrases of four characters that one of the sampled texts has. */
  rare: string[];
  /** Where each report is a file, for ripgrep. */
  texts: string;
}

/** Reads the corpus once and writes each batch to every store, and says how long each took; what is full already is left. */
export async function fillStores(list: readonly Contender[], options: FillOptions): Promise<Filled> {
  const { folder, reports } = options;
  const texts = join(folder, 'texts');
  const phrases = join(folder, 'phrases.json');
  const empty: Contender[] = [];
  for (const contender of list) {
    const store = await contender.open();
    const { reports: there } = await store.status();
    await store.close();
    if (there < reports) empty.push(contender);
  }
  if (empty.length > 0 || !existsSync(phrases)) {
    for (let part = 0; part < FOLDERS; part += 1) mkdirSync(join(texts, String(part)), { recursive: true });
    writeFileSync(phrases, JSON.stringify(await fill(empty, texts, options)));
  }
  await saySizes(list, options);
  const rare = JSON.parse(readFileSync(phrases, 'utf8')) as string[];
  const step = rare.length / options.phrases;
  return {
    rare: Array.from({ length: options.phrases }, (_, at) => rare[Math.floor(at * step)] ?? ''),
    texts,
  };
}

/** Gives all rare phrases. */
async function fill(
  list: readonly Contender[],
  texts: string,
  { reports, seed, say }: FillOptions,
): Promise<string[]> {
  const stores = await Promise.all(list.map(({ open }) => open()));
  const writing = list.map(() => 0);
  let reading = 0;
  let index = 0;
  let batch: ReportWrite[] = [];
  const holders = new Map<string, number>();
  const sampled: string[] = [];
  const flush = async (): Promise<void> => {
    for (const [position, store] of stores.entries()) {
      const started = performance.now();
      await store.write(batch);
      writing[position] = (writing[position] ?? 0) + performance.now() - started;
    }
    batch = [];
  };
  for (const { fileName, text } of generateCorpus({ seed, count: reports })) {
    writeFileSync(join(texts, String(index % FOLDERS), fileName), text);
    if (index % Math.max(1, Math.floor(reports / 4000)) === 0) {
      sampled.push(text);
      for (const [run] of text.matchAll(/\p{Script=Han}{4}/gu)) holders.set(run, (holders.get(run) ?? 0) + 1);
    }
    const bytes = Buffer.from(text);
    const started = performance.now();
    const { report, mediaType, encoding } = await readReport(bytes);
    reading += performance.now() - started;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const importedAt = '2024-03-01T08:00:00.000Z';
    batch.push({
      report,
      parserVersion: READER_VERSION,
      source: {
        sha256,
        fileName,
        mediaType,
        encoding,
        size: bytes.length,
        importedAt,
        url: null,
        retrievedAt: null,
        bytes,
      },
    });
    index += 1;
    if (batch.length === BATCH) await flush();
    if (index % 10_000 === 0) {
      const seconds = writing.map((one) => `${Math.round(one / 1000)} s`).join(' and ');
      process.stderr.write(`${index} reports, written in ${seconds}\n`);
    }
  }
  if (batch.length > 0) await flush();
  await Promise.all(stores.map((store) => store.close()));
  const figures = corpusFigures(sampled);
  say(
    `corpus         ${whole(reports)} made-up reports; of ${whole(figures.texts)} sampled ${whole(figures.characters / figures.texts)} characters each, ${whole(figures.distinctPairs)} distinct pairs of characters, ${whole(figures.distinctSentences)} distinct of ${whole(figures.sentences)} sentences`,
  );
  say(`reading        ${whole(reports / (reading / 1000))} reports/s`);
  for (const [position, { name }] of list.entries()) {
    const seconds = (writing[position] ?? 0) / 1000;
    say(
      `${name.padEnd(14)} writes ${whole(reports / seconds)} reports/s, with reading ${whole(reports / (seconds + reading / 1000))}`,
    );
  }
  return [...holders].filter(([, count]) => count === 1).map(([phrase]) => phrase);
}

async function saySizes(list: readonly Contender[], { reports, say }: FillOptions): Promise<void> {
  for (const { name, sizes } of list) {
    const parts = Object.entries(await sizes());
    const bytes = parts.reduce((sum, [, size]) => sum + size, 0);
    const kilobytes = (size: number): string => (size / reports / 1000).toFixed(1);
    const detail = parts.map(([part, size]) => `${part} ${kilobytes(size)}`).join(', ');
    say(
      `${name.padEnd(14)} ${whole(bytes / 1e6)} MB on disk, ${kilobytes(bytes)} kB a report${parts.length > 1 ? ` (${detail})` : ''}`,
    );
  }
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}
