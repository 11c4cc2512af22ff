/** Reads of many reports, and of a cluster that does not answer. Of each report there is only what they need. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Client } from '@elastic/elasticsearch';
import { createClient } from '../../../src/store/elasticsearch/connection/client.js';
import { loadMapping } from '../../../src/store/elasticsearch/projection/mappings.js';
import { ProjectionReader } from '../../../src/store/elasticsearch/reading/projection-reader.js';
import type { SearchRequest } from '../../../src/store/search-request.js';
import { buildAggregate } from '../../contract/parts/aggregates.js';
import { buildSearch } from '../../support/build-report.js';
import { describeElasticsearch } from '../../support/elasticsearch/describe-elasticsearch.js';
import { freshPrefix } from '../../support/elasticsearch/open-stores.js';

/** More than Elasticsearch gives in one answer, of hits and of values; each report is of another organ. */
const REPORTS = 10_050;
const id = (index: number): string => `r-${String(index).padStart(5, '0')}`;

describeElasticsearch('reads', (url) => {
  const index = freshPrefix();
  let client: Client;
  let reader: ProjectionReader;
  const connect = (address: string) =>
    createClient({ urls: [address], indexPrefix: 'unused', caFile: null, credentials: null });

  beforeAll(async () => {
    client = connect(url);
    reader = new ProjectionReader(client, index);
    await client.indices.create({ index, ...loadMapping('reports') });
    for (let start = 0; start < REPORTS; start += 1000) {
      const numbers = Array.from({ length: Math.min(1000, REPORTS - start) }, (_, number) => start + number);
      const operations = numbers.flatMap((number) => {
        const name = `第${number}局`;
        const organ = { name, normalizedName: name, group: name };
        const facets = { organ: `${name}\n${name}` };
        return [{ index: {} }, { id: id(number), year: 2021, scope: 'OWN', organ, facets }];
      });
      const { errors } = await client.bulk({ index, operations });
      expect(errors).toBe(false);
    }
    await client.indices.refresh({ index });
  }, 300_000);

  afterAll(async () => {
    await client.indices.delete({ index });
    await client.close();
  });

  it('pages over the last of many hits, forwards and backwards', async () => {
    const request = buildSearch({ sort: [{ by: 'YEAR', direction: 'ASC' }], limit: 2 });
    const last = await reader.search({ ...request, fromEnd: true });
    expect(last).toMatchObject({ total: REPORTS, hasNextPage: false, hasPreviousPage: true });
    expect(last.hits.map((hit) => hit.id)).toEqual([id(REPORTS - 2), id(REPORTS - 1)]);
    const [first, second] = last.hits.map(({ cursor }) => cursor);
    const next = await reader.search({ ...request, after: first ?? '' });
    expect(next.hits.map((hit) => hit.id)).toEqual([id(REPORTS - 1)]);
    const before = await reader.search({ ...request, before: first ?? '', fromEnd: true });
    expect(before.hits.map((hit) => hit.id)).toEqual([id(REPORTS - 4), id(REPORTS - 3)]);
    expect((await reader.search({ ...request, after: second ?? '' })).hits).toEqual([]);
  });

  it('counts a facet of more values than one answer holds, beside the same hits', async () => {
    const request: SearchRequest = buildSearch({ limit: 2, facets: [{ field: 'organ', limit: 2 }] });
    const { facets, hits, total } = await reader.search(request);
    const bucket = (name: string) => ({ value: name, label: name, count: 1 });
    expect(facets).toEqual([
      { field: 'organ', buckets: [bucket('第0局'), bucket('第10000局')], distinct: REPORTS, missing: 0 },
    ]);
    expect(total).toBe(REPORTS);
    expect(hits).toEqual((await reader.search({ ...request, facets: [] })).hits);
    const filter = { type: 'organ' as const, in: ['第7局'] };
    const narrow = await reader.search({ ...request, filter });
    expect(narrow).toMatchObject({ total: 1, facets: [{ distinct: REPORTS }] });
  });

  it('aggregates more groups than one answer holds', async () => {
    const { groups, totalGroups, reports } = await reader.aggregate(
      buildAggregate({ groupBy: ['organ'], limit: 1, offset: REPORTS - 1 }),
    );
    expect({ totalGroups, reports }).toEqual({ totalGroups: REPORTS, reports: REPORTS });
    expect(groups[0]?.values).toEqual([{ value: '第9局', label: '第9局' }]);
  });

  it('stops a read at its deadline', async () => {
    const request = buildSearch({ facets: [{ field: 'organ', limit: 2 }] });
    await expect(reader.search(request, { deadlineMs: 1 })).rejects.toMatchObject({
      code: 'DEADLINE_EXCEEDED',
    });
  });

  it('says what to do where the index is missing, or nobody answers', async () => {
    const code = 'STORE_UNAVAILABLE';
    const missing = new ProjectionReader(client, `${index}-none`);
    await expect(missing.search(buildSearch())).rejects.toMatchObject({ code });
    // Nothing listens on port 9, "discard".
    const nobody = connect('http://127.0.0.1:9');
    await expect(new ProjectionReader(nobody, index).search(buildSearch())).rejects.toMatchObject({
      code,
      remedy: expect.stringContaining('ELASTICSEARCH_URL') as string,
    });
    await nobody.close();
  });
});
