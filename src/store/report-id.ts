/** Ids of reports: readable in a URL and independent of the order of import. The same for every store. */
import { createHash } from 'node:crypto';
import { organOfKey } from '../domain/identity.js';
import { REGION_LEVELS } from '../domain/region.js';
import type { Region } from '../domain/region.js';
import { OgiError } from '../errors.js';
import type { Alias } from './writes.js';

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
/** 50 bits: among a million reports of one region and year two would meet once in 2,000 such stores. */
const SHORTEST_HASH = 10;
/** A SHA-256 has 51 whole groups of five bits. */
const LONGEST_HASH = 51;

/** What an id is made from. `key` is the identity key, null where the organ's region is not certain. */
export interface IdFacts {
  region: Region;
  year: number;
  key: string | null;
  /** SHA-256 of the file, lower-case hex; names a file that has no identity key. */
  sha256: string;
}

/**
 * The ids that a report may take, the wanted one first: `370303-2021-k3v…` (deepest region code, or `x`, and year),
 * `u-2021-…` where the identity is not certain. The later ones are longer, for two keys that meet in the first:
 * 50 bits can be met on purpose, and two reports must not become one.
 */
export function* candidateIds({ region, year, key, sha256 }: IdFacts): Generator<string> {
  const place = key === null ? 'u' : (deepestRegionCode(region) ?? 'x');
  const digest = key === null ? Buffer.from(sha256, 'hex') : createHash('sha256').update(key).digest();
  const hash = base32(digest);
  for (let length = SHORTEST_HASH; length <= LONGEST_HASH; length += 1) {
    yield `${place}-${year}-${hash.slice(0, length)}`;
  }
}

/** The refusal of an alias for a report that is not there. */
export function leadsNowhere({ alias, id }: Alias): OgiError {
  return new OgiError('BAD_ARGUMENT', `The id ${alias} cannot lead to ${id}: there is no such report.`, {
    argument: 'aliases',
    remedy: 'Write the report first.',
  });
}

/** Length of an organ's id: 80 bits, so that no two organs of a nation meet. */
const ORGAN_HASH = 16;

/** The id of the organ of an identity key, the same for all its years; null for a null key. */
export function organId(key: string | null): string | null {
  if (key === null) return null;
  return base32(createHash('sha256').update(organOfKey(key)).digest()).slice(0, ORGAN_HASH);
}

function deepestRegionCode(region: Region): string | null {
  for (const level of REGION_LEVELS.toReversed()) {
    const code = region[level]?.code;
    if (code !== null && code !== undefined) return code;
  }
  return null;
}

/** RFC 4648 alphabet in lower case, whole groups of five bits only. */
function base32(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += BASE32.charAt((held >> bits) & 31);
    }
    held &= (1 << bits) - 1;
  }
  return text;
}
