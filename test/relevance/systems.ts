/** What is compared: our search over a store, and plain BM25 of Elasticsearch over words or pairs of characters. */
import type { Client } from '@elastic/elasticsearch';
import nodejieba from 'nodejieba';
import type { Report } from '../../src/domain/report.js';
import { checkSearch } from '../../src/services/check-search.js';
import type { ReportStore } from '../../src/store/port.js';
import { loadSegmenter } from '../../src/text/segmenter.js';
import { DEPTH } from './judge.js';

/** Answers a query as it is typed with the first hits, by the number of the report. */
export interface SearchSystem {
  name: string;
  search: (query: string) => Promise<number[]>;
}

/** A report as it is given to a system. */
export type Indexed = Pick<Report, 'title' | 'sections'>;

/** Our search; `ids` are those of the reports in the store, in order. */
export function ourSearch(name: string, store: ReportStore, ids: readonly string[]): SearchSystem {
  return {
    name,
    async search(query) {
      const { hits } = await store.search(checkSearch({ query, first: DEPTH, highlights: 0 }));
      return hits.map(({ id }) => ids.indexOf(id));
    },
  };
}

/** How a text becomes the words that are indexed, and a query those that are sought. */
interface Analysis {
  name: string;
  index: (text: string) => string[];
  query: (text: string) => string[];
}

/** As smartcn or ik: a dictionary; all words that it finds are indexed, the longest ones sought. */
const DICTIONARY: Analysis = {
  name: 'words',
  index: (text) => nodejieba.cutForSearch(text),
  query: (text) => nodejieba.cut(text),
};

/** As the analyser `cjk`: overlapping pairs of each run of Han, other runs whole. */
const PAIRS: Analysis = { name: 'pairs', index: pairs, query: pairs };

function pairs(text: string): string[] {
  return (text.match(/\p{Script=Han}+|[\p{L}\p{N}]+/gu) ?? []).flatMap((run) => {
    const characters = [...run];
    if (!/^\p{Script=Han}/u.test(run) || characters.length === 1) return [run.toLowerCase()];
    return characters.slice(1).map((character, at) => `${characters[at] ?? ''}${character}`);
  });
}

/** Deletes what {@link plainSearches} made. */
export async function deletePlain(client: Client, prefix: string): Promise<void> {
  await client.indices.delete({ index: [DICTIONARY, PAIRS].map(({ name }) => `${prefix}-${name}`) });
}

const isWord = (word: string): boolean => /[\p{L}\p{N}]/u.test(word);

/** Plain BM25 over one field with title and text, any word or all words of the query; makes an index of its own. */
export async function plainSearches(
  client: Client,
  prefix: string,
  reports: readonly Indexed[],
): Promise<SearchSystem[]> {
  // With the words of the field too, before a text is cut: what is indexed and what is sought are cut alike.
  loadSegmenter();
  const systems: SearchSystem[] = [];
  for (const { name, index, query } of [DICTIONARY, PAIRS]) {
    const indexName = `${prefix}-${name}`;
    await client.indices.create({
      index: indexName,
      settings: { number_of_shards: 1, number_of_replicas: 0 },
      mappings: { properties: { text: { type: 'text', analyzer: 'whitespace' } } },
    });
    const operations = reports.flatMap(({ title, sections }, report) => {
      const text = [title ?? '', ...sections.map((section) => section.text)].join('\n');
      const words = index(text).filter(name === 'words' ? (word) => word.trim() !== '' : isWord);
      return [{ index: { _id: String(report) } }, { text: words.join(' ') }];
    });
    await client.bulk({ index: indexName, operations, refresh: true });
    for (const operator of ['or', 'and'] as const) {
      systems.push({
        name: `BM25, ${name}, ${operator}`,
        async search(asked) {
          const { hits } = await client.search<{ text: string }>({
            index: indexName,
            size: DEPTH,
            query: { match: { text: { query: query(asked).filter(isWord).join(' '), operator } } },
          });
          return hits.hits.map(({ _id }) => Number(_id));
        },
      });
    }
  }
  return systems;
}
