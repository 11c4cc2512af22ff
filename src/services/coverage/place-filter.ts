/** Organs of one place, however it is named. */
import { REGION_LEVELS } from '../../domain/region.js';
import { normalize } from '../../text/normal-form.js';
import { badArgument } from '../check-input.js';
import type { Places } from './organ-groups.js';

/** What is in a place. */
interface Placed {
  places: Places;
}

/**
 * Whether an organ is in a place: its code, its key, or its name where no other place has that name. Null lets all through.
 *
 * @throws OgiError `BAD_ARGUMENT` where no organ is at such a place, or several places have the name; with their codes.
 */
export function placeFilter(region: string | null, organs: readonly Placed[]): (organ: Placed) => boolean {
  if (region === null) return () => true;
  const name = normalize(region);
  const values = new Set<string>();
  const named = new Map<string, string>();
  for (const { places } of organs) {
    for (const level of REGION_LEVELS) {
      const place = places[level];
      if (place === null) continue;
      if (place.value === region) values.add(region);
      if (normalize(place.label) === name) named.set(place.value, path(places, level));
    }
  }
  const [only] = values.size > 0 ? values : named.keys();
  if (only === undefined) {
    throw badArgument(
      'region',
      `No organ that is known is in "${region.slice(0, 100)}".`,
      'Give the code or the whole name of a place, e.g. 370300 or 淄博市.',
    );
  }
  if (values.size === 0 && named.size > 1) {
    const choices = [...named].map(([value, names]) => `${names} (${value})`).slice(0, 10);
    throw badArgument(
      'region',
      `Several places are called "${region.slice(0, 100)}": ${choices.join(', ')}.`,
      'Give the code or key of one of them.',
    );
  }
  return ({ places }) => REGION_LEVELS.some((level) => places[level]?.value === only);
}

function path(places: Places, to: (typeof REGION_LEVELS)[number]): string {
  return REGION_LEVELS.slice(0, REGION_LEVELS.indexOf(to) + 1)
    .flatMap((level) => places[level]?.label ?? [])
    .join('');
}
