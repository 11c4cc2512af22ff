/** The kinds of query that the stores are timed with, as an app sends them. */

/** A kind of query, with variables that differ from round to round so that no cache answers. */
export interface QueryKind {
  name: string;
  /** What the issue allows at p95, in milliseconds. */
  aim: number;
  query: string;
  variables: (round: number) => Record<string, unknown>;
  /** The phrase of a round where the kind is one that ripgrep can answer; else null. */
  phrase: ((round: number) => string) | null;
}

const HITS = 'totalCount nodes { id title year } edges { highlights { text ranges { start end } } }';
const BY_PHRASE = `query ($q: String!) { search(query: $q, first: 10) { ${HITS} } }`;
const COMMON = ['行政诉讼', '政府信息公开', '主动公开', '行政复议', '依申请公开', '规范性文件'];
const CHARACTERS = ['诉', '局', '件', '无', '网', '法', '县', '镇'];
const PAIRS = ['行政诉讼 网站', '申请 培训', '复议 公开', '平台 制度', '解读 政策', '监督 保障'];
const CELLS = ['applications.received.total', 'applications.granted.total', 'review.reconsideration.total'];

const pick = (items: readonly string[], round: number): string => items[round % items.length] ?? '';

/** The eight kinds; `rare` are phrases that few reports hold, `deepCursor` the end of page 5,000. */
export function queryKinds(rare: readonly string[], deepCursor: string): QueryKind[] {
  const quoted = (phrase: string): string => `"${phrase}"`;
  return [
    {
      name: 'rare phrase',
      aim: 50,
      query: BY_PHRASE,
      variables: (round) => ({ q: quoted(pick(rare, round)) }),
      phrase: (round) => pick(rare, round),
    },
    {
      name: 'common phrase',
      aim: 150,
      query: BY_PHRASE,
      variables: (round) => ({ q: quoted(pick(COMMON, round)) }),
      phrase: (round) => pick(COMMON, round),
    },
    {
      name: 'one character',
      aim: 150,
      query: BY_PHRASE,
      variables: (round) => ({ q: quoted(pick(CHARACTERS, round)) }),
      phrase: (round) => pick(CHARACTERS, round),
    },
    {
      name: 'two words, AND',
      aim: 200,
      query: BY_PHRASE,
      variables: (round) => ({ q: pick(PAIRS, round) }),
      phrase: null,
    },
    {
      name: 'phrase, cell filter, facets',
      aim: 200,
      query: `query ($q: String!, $n: Float!) { search(query: $q, first: 10, filter: { cells: [{ key: "applications.received.total", gte: $n }] }, facets: [{ field: YEAR }, { field: PROVINCE }, { field: ORGAN_KIND }, { field: FORM }, { field: FINDING }]) { totalCount nodes { id } facets { buckets { value count } } } }`,
      variables: (round) => ({ q: quoted(pick(COMMON, round)), n: round % 40 }),
      phrase: null,
    },
    {
      name: 'cell filter, sorted by cell',
      aim: 200,
      query: `query ($n: Float!, $key: String!) { search(first: 10, filter: { cells: [{ key: "applications.received.total", gte: $n }] }, sort: [{ by: CELL, key: $key }]) { totalCount nodes { id applications { received { total } } } } }`,
      variables: (round) => ({ n: round % 40, key: pick(CELLS, round) }),
      phrase: null,
    },
    {
      name: 'group by, three measures',
      aim: 200,
      query: `query ($year: Int!) { aggregate(groupBy: [PROVINCE, YEAR], filter: { year: { gte: $year } }, measures: [{ type: SUM, key: "applications.received.total" }, { type: MEDIAN, key: "applications.received.total" }, { type: POOLED_RATE, key: "derived.disclosedRate.ofConcluded" }]) { totalGroups groups { keys { value } reports values { value reportsWithValue } } } }`,
      variables: (round) => ({ year: 2019 + (round % 4) }),
      phrase: null,
    },
    {
      name: 'page 5,000',
      aim: 200,
      query: `query ($after: String!) { search(first: 10, after: $after) { nodes { id title } pageInfo { hasNextPage } } }`,
      variables: () => ({ after: deepCursor }),
      phrase: null,
    },
  ];
}
