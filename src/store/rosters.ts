/** Lists of organs that ought to report, as a user gives them: what a store keeps of them. */
import type { Organ } from '../domain/organ.js';
import type { RegionNames } from '../domain/region.js';

/** One organ of a list. */
export interface RosterEntry {
  /** As given, with its place where that was a column of its own. */
  organ: Organ;
  /** Its place today, as far as its name tells. */
  region: RegionNames;
  /** True where the place is one and no other. */
  certain: boolean;
  /** Line of the file, from 1. */
  line: number;
}

/** A list, without its organs. */
export interface RosterInfo {
  /** Names the list among others. */
  name: string;
  /** ISO 8601 instant. */
  importedAt: string;
  /** SHA-256 of the file, lower-case hex. */
  sha256: string;
  organs: number;
}

/** A list. */
export interface Roster extends RosterInfo {
  entries: RosterEntry[];
}
