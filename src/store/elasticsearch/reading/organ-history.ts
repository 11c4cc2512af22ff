/** All organs with their years, from the fields of the projection. */
import type { estypes } from '@elastic/elasticsearch';
import type { AdministrativeLevel, OrganKind } from '../../../domain/organ.js';
import { REGION_FIELDS } from '../../../domain/region.js';
import { gatherOrgans } from '../../organ-history.js';
import type { OrganHistory, OrganPlace, OrganReport } from '../../organ-history.js';
import type { BoundedReads } from './bounded-reads.js';
import { recordOf } from '../../../domain/record-of.js';

/** Reports of one answer: the most that Elasticsearch gives. */
const PAGE = 10_000;
const FIELDS = ['id', 'organId', 'organ.normalizedName', 'organ.name', 'organ.kind', 'organ.level', 'year'];
const REGIONS = REGION_FIELDS.map((field) => `facets.${field}`);

/** See `ReportStore.organHistory`. */
export async function organHistory(reads: BoundedReads, index: string): Promise<OrganHistory> {
  return reads.withSnapshot(index, async (target) => {
    const reports: OrganReport[] = [];
    // With what Elasticsearch itself puts behind the order of a held state.
    let after: estypes.SortResults | undefined;
    for (;;) {
      const { hits } = await reads.search(target, {
        size: PAGE,
        track_total_hits: false,
        // Fields alone: the source holds whole reports.
        _source: false,
        docvalue_fields: [...FIELDS, ...REGIONS],
        sort: [{ id: 'asc' }],
        ...(after !== undefined && { search_after: after }),
      });
      for (const { fields } of hits.hits) reports.push(reportOf(fields ?? {}));
      after = hits.hits.at(-1)?.sort;
      if (hits.hits.length < PAGE) return gatherOrgans(reports);
    }
  });
}

function reportOf(fields: Record<string, unknown[]>): OrganReport {
  const text = (name: string): string | null => (fields[name]?.[0] as string | undefined) ?? null;
  return {
    organId: text('organId'),
    reportId: text('id') ?? '',
    name: text('organ.name') ?? '',
    normalizedName: text('organ.normalizedName') ?? '',
    kind: (text('organ.kind') ?? 'OTHER') as OrganKind,
    level: (text('organ.level') ?? 'UNKNOWN') as AdministrativeLevel,
    year: Number(fields['year']?.[0] ?? 0),
    regions: () => recordOf(REGION_FIELDS, (field) => placeOf(text(`facets.${field}`))),
  };
}

/** A facet value holds the key and, on the next line, the name. */
function placeOf(facet: string | null): OrganPlace | null {
  if (facet === null) return null;
  const [value = '', label = ''] = facet.split('\n');
  return { value, label };
}
