/** All organs with their years, from the columns. */
import type { AdministrativeLevel, OrganKind } from '../../domain/organ.js';
import { REGION_FIELDS } from '../../domain/region.js';
import { gatherOrgans } from '../organ-history.js';
import type { OrganHistory, OrganReport } from '../organ-history.js';
import type { Deadline } from './deadline.js';
import type { ReportColumns } from './report-columns.js';
import { recordOf } from '../../domain/record-of.js';

/** Reports between two looks at the clock. */
const STRETCH = 4096;

/** See `ReportStore.organHistory`. */
export function organHistory(columns: ReportColumns, deadline: Deadline): OrganHistory {
  return gatherOrgans(reportsOf(columns, deadline));
}

function* reportsOf(columns: ReportColumns, deadline: Deadline): Generator<OrganReport> {
  for (let seq = 0; seq < columns.live.length; seq += 1) {
    if (seq % STRETCH === 0) deadline.check();
    if (columns.live[seq] !== 1) continue;
    const organ = columns.organ.at(seq);
    if (organ === null) continue;
    yield {
      organId: columns.organId.at(seq),
      reportId: columns.ids[seq] ?? '',
      name: organ.label,
      normalizedName: organ.value,
      kind: (columns.fields.organKind.at(seq) ?? 'OTHER') as OrganKind,
      level: (columns.fields.level.at(seq) ?? 'UNKNOWN') as AdministrativeLevel,
      year: columns.year[seq] ?? 0,
      regions: () => recordOf(REGION_FIELDS, (field) => columns.regions[field].at(seq)),
    };
  }
}
