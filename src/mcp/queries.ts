/** What the tools ask of the API; a test executes each against the schema. */

const HEAD = `id title year publishedOn dateKind madeUp organ { name } source { path url }`;
const PLACE = `place { page line endLine paragraph table row column }`;

export const SEARCH = `query McpSearch($query: String, $filter: ReportFilter, $first: Int, $after: String) {
  search(query: $query, filter: $filter, first: $first, after: $after, highlights: 2) {
    totalCount pageInfo { hasNextPage endCursor }
    edges { highlights { heading text ${PLACE} } node { ${HEAD} } }
  }
}`;

export const READ_REPORT = `query McpReport($id: ID!, $from: Int!, $length: Int!, $text: Boolean!) {
  report(id: $id) {
    ${HEAD} form scope { kind words } region { province { name } city { name } county { name } township { name } certain }
    sections { ordinal kind heading textLength text(from: $from, length: $length) @include(if: $text) ${PLACE} }
    findings @skip(if: $text) { code severity outcome cells messageZh messageEn }
  }
}`;

export const CELLS = `query McpCells($id: ID!, $cells: [String!]!, $derived: [String!]!, $withCells: Boolean!, $withDerived: Boolean!) {
  report(id: $id) {
    ${HEAD} scope { kind words }
    cells(keys: $cells) @include(if: $withCells) { key state value raw unit basis ${PLACE} definition { labelZh labelEn } }
    derived(keys: $derived) @include(if: $withDerived) {
      key value numerator denominator reason missing summed definition { nameZh nameEn formula ruleZh }
    }
  }
}`;

export const AGGREGATE = `query McpAggregate($measures: [Measure!], $groupBy: [GroupField!], $scope: ScopeChoice, $filter: ReportFilter, $first: Int) {
  aggregate(measures: $measures, groupBy: $groupBy, scope: $scope, filter: $filter, first: $first) {
    reports totalGroups scopes { own consolidated unknown nested } warnings { code messageEn messageZh }
    groups { keys { field value label } reports values { key measure value reportsWithValue numerator denominator } }
  }
}`;

export const RANKING = `query McpRanking($key: String!, $direction: SortDirection, $minDenominator: Float, $filter: ReportFilter, $first: Int, $after: String) {
  ranking(key: $key, direction: $direction, minDenominator: $minDenominator, filter: $filter, first: $first, after: $after) {
    totalCount warnings { code messageEn messageZh } pageInfo { hasNextPage endCursor }
    edges { rank figure { value numerator denominator unit } node { ${HEAD} scope { kind } } }
  }
}`;

export const COMPARE = `query McpCompare($ids: [ID!], $organId: ID, $years: [Int!], $keys: [String!]) {
  compare(ids: $ids, organId: $organId, years: $years, keys: $keys) {
    reports { ${HEAD} scope { kind } }
    rows { key labelZh labelEn figures { reportId state value difference reason unit } findings { finding { code outcome messageZh messageEn } } }
  }
}`;

export const COVERAGE = `query McpCoverage($year: Int!, $region: String, $level: AdministrativeLevel, $knownSince: Int, $first: Int, $after: String) {
  coverage(year: $year, region: $region, level: $level, knownSince: $knownSince, first: $first, after: $after) {
    year known reported missing uncertain totalCount noteZh noteEn pageInfo { hasNextPage endCursor }
    edges { node { organId name kind level place { province city county township } years rosters status mayBe } }
  }
}`;

export const COPIED = `query McpCopied($filter: ReportFilter, $minOrgans: Int, $first: Int) {
  copiedPassages(filter: $filter, minOrgans: $minOrgans, first: $first) {
    text organs reports sectionKind heading first { ${HEAD} } reportsBehind { id }
  }
}`;

export const CHANGES = `query McpChanges($since: String, $first: Int, $after: String) {
  changes(since: $since, first: $first, after: $after) {
    pageInfo { hasNextPage endCursor }
    edges { node { at kind id title organ year mergedInto parts cells { key labelZh before { state value unit } after { state value unit } } } }
  }
}`;

export const DICTIONARY = `query McpDictionary {
  cells { key labelZh labelEn unit forms }
  derivedValues(blanks: STRICT) { key nameZh nameEn unit formula ruleZh ruleEn }
}`;
