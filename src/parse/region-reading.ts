/** What is read of the place in an organ's name. */
import type { Finding } from '../domain/finding.js';
import type { Region } from '../domain/region.js';

/** A region and what was seen on the way to it. */
export interface RegionReading {
  region: Region;
  findings: Finding[];
}
