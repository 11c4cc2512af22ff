/** Organs before and after one where its place was renamed, moved, merged or divided: found by the name that the place had then. */
import type { RegionChangeKind } from '../domain/region-history.js';
import { keepsTerritory } from '../domain/region-history.js';
import { keyOf, nameWithin } from '../domain/identity.js';
import { REGION_LEVELS } from '../domain/region.js';
import type { RegionNames } from '../domain/region.js';
import { regionHistory } from '../parse/region-history.js';
import type { Spell, SpellChange } from '../parse/region-history.js';
import { organId } from '../store/report-id.js';
import type { OrganRecord } from './organ-record.js';
import { changeOf, changesOf, spellOfRegion, stagesOf } from './place-history.js';
import type { PlaceChange, PlaceStage } from './place-history.js';

/** An organ under the names of its place in some years. */
export interface OrganStage {
  organId: string;
  spell: Spell;
  stage: PlaceStage;
}

/** An organ's neighbour in time. */
export interface OrganLink {
  stage: OrganStage;
  /** The first year of the later of both. */
  year: number;
  kind: RegionChangeKind;
}

/** The organ's own stage, and how to find those of other places; null where its place has no history. */
export class OrganLineage {
  readonly own: OrganStage;
  readonly #organName: string;
  readonly #below: Partial<RegionNames>;

  private constructor(own: Omit<OrganStage, 'organId'>, organName: string, below: Partial<RegionNames>) {
    this.#organName = organName;
    this.#below = below;
    this.own = { ...own, organId: this.#idIn(own.stage) };
  }

  /** Null for an organ without an id, or at a place that the tables lack. */
  static of({ id, region, normalizedName, shownIn }: OrganRecord): OrganLineage | null {
    const found = id === null ? null : spellOfRegion(region, shownIn.year);
    if (found === null) return null;
    const { spell, level } = found;
    const stages = stagesOf(spell);
    const stage = stages.find(
      ({ from, to }) => (from ?? 0) <= shownIn.year && shownIn.year <= (to ?? Infinity),
    );
    if (stage === undefined) return null;
    const below = Object.fromEntries(
      REGION_LEVELS.slice(REGION_LEVELS.indexOf(level) + 1).map((each) => [each, region[each]]),
    );
    const lineage = new OrganLineage({ spell, stage }, nameWithin(region, normalizedName), below);
    // An organ that names its place by a shorter name than the tables cannot be told from its name.
    return lineage.own.organId === id ? lineage : null;
  }

  #idIn({ path }: PlaceStage): string {
    const names: RegionNames = { province: null, city: null, county: null, township: null, ...this.#below };
    for (const { level, name, code } of path) names[level] = { name, code, inferred: false };
    return organId(keyOf(names, this.#organName, 0)) ?? '';
  }

  /** The stages of a spell; there may be several where what is above it changed its name. */
  #stages(spell: Spell): OrganStage[] {
    return stagesOf(spell).map((stage) => ({ spell, stage, organId: this.#idIn(stage) }));
  }

  /** Stages directly before one: of the same place under other names above, or of the places that it came from. */
  before(later: OrganStage): OrganLink[] {
    const stages = this.#stages(later.spell);
    const at = stages.findIndex(({ stage }) => stage.from === later.stage.from);
    const [from, to] = [later.stage.from ?? 0, later.stage.to ?? Infinity];
    const earlier = stages[at - 1];
    const links: OrganLink[] =
      earlier === undefined ? [] : [{ stage: earlier, year: from, kind: kindAbove(earlier, later) }];
    for (const change of changesOf(later.spell).into.filter(({ year }) => from <= year && year <= to)) {
      for (const spell of change.before.filter((each) => each !== later.spell)) {
        const stage = this.#stages(spell).findLast((each) => (each.stage.from ?? 0) < change.year);
        if (stage !== undefined) links.push({ stage, year: change.year, kind: change.kind });
      }
    }
    return links;
  }

  /** Stages directly after one. */
  after(earlier: OrganStage): OrganLink[] {
    const stages = this.#stages(earlier.spell);
    const at = stages.findIndex(({ stage }) => stage.from === earlier.stage.from);
    const later = stages[at + 1];
    const from = earlier.stage.from ?? 0;
    const links: OrganLink[] =
      later === undefined
        ? []
        : [{ stage: later, year: later.stage.from ?? 0, kind: kindAbove(earlier, later) }];
    for (const change of changesOf(earlier.spell).outOf) {
      // What ends the spell belongs to its last stage; a part that went off, to the stage of that year.
      const isOfStage = change.goesOn
        ? from <= change.year && change.year <= (earlier.stage.to ?? Infinity)
        : later === undefined;
      if (!isOfStage) continue;
      for (const spell of change.after.filter((each) => each !== earlier.spell)) {
        const stage = this.#stages(spell).find((each) => (each.stage.to ?? Infinity) >= change.year);
        if (stage !== undefined) links.push({ stage, year: change.year, kind: change.kind });
      }
    }
    return links;
  }

  /**
   * All stages of the same land, oldest first: a series may run over them. It ends where the place was put together from several,
   * or divided.
   */
  sameLand(): OrganStage[] {
    const stages = [this.own];
    for (let at = this.#whole(this.before(this.own)); at !== null; at = this.#whole(this.before(at)))
      stages.unshift(at);
    for (let at = this.#whole(this.after(this.own)); at !== null; at = this.#whole(this.after(at)))
      stages.push(at);
    return stages;
  }

  /** The one stage of the same land; null where there is none. */
  #whole(links: readonly OrganLink[]): OrganStage | null {
    const whole = links.filter(({ kind }) => keepsTerritory(kind));
    return whole.length === 1 ? (whole[0]?.stage ?? null) : null;
  }

  /** The changes of the places of these stages, and of what is above them, by year. */
  changes(stages: readonly OrganStage[]): PlaceChange[] {
    const changes = new Set<SpellChange>();
    for (const { spell, stage } of stages) {
      for (const place of [spell, ...spellsAbove(stage)]) {
        const { into, outOf } = changesOf(place);
        for (const change of [...into, ...outOf]) {
          // A city that takes in another place is no change of its counties.
          if (place === spell || keepsTerritory(change.kind)) changes.add(change);
        }
      }
    }
    return [...changes].map(changeOf).sort((a, b) => a.year - b.year);
  }
}

function spellsAbove({ path }: PlaceStage): Spell[] {
  return path.slice(0, -1).flatMap(({ code, name }) =>
    regionHistory()
      .withCode(code)
      .filter((spell) => spell.name === name),
  );
}

/** What happened to the place above that changed its name between two stages of one spell. */
function kindAbove(earlier: OrganStage, later: OrganStage): RegionChangeKind {
  const after = new Set(spellsAbove(later.stage));
  const before = spellsAbove(earlier.stage);
  const change = before
    .flatMap((spell) => [...changesOf(spell).outOf])
    .find((each) => each.after.some((spell) => after.has(spell)));
  return change?.kind ?? 'RENAMED';
}
