/** An organ, as the services know it. */
import type { Organ } from '../domain/organ.js';
import type { Region } from '../domain/region.js';
import type { OrganYear } from './report-reader.js';

/** An organ as one of its reports shows it. */
export interface OrganRecord extends Organ {
  /** Null where its region is not certain: then nothing joins its report to others. */
  id: string | null;
  region: Region;
  /** The report that shows it so. */
  shownIn: OrganYear;
}
