/**
 * Provinces, cities and counties with the years in which they were there, what became of them, and the townships of 2023: decoded
 * once from `data/regions.json` (see `NOTICE.md`).
 */
import data from './data/regions.json' with { type: 'json' };
import { REGION_LEVELS } from '../domain/region.js';
import type { RegionLevel } from '../domain/region.js';
import type { RegionChangeKind } from '../domain/region-history.js';
import { addTo, append, entriesIn } from './name-index.js';
import type { Index } from './name-index.js';
import { shortNames, stemOf } from './region-names.js';

/** One name of a place under one code, from one year to another. */
export interface Spell {
  readonly level: RegionLevel;
  readonly name: string;
  /** 2, 4 or 6 digits. */
  readonly code: string;
  /** First year, 0 where it was there before the tables begin. */
  readonly from: number;
  /** Last year, Infinity where it is still there. */
  readonly to: number;
}

/** A township of 2023. */
export interface TownshipEntry {
  readonly name: string;
  /** 9 digits. */
  readonly code: string;
  /** The county of 2023, or the city where that has no counties. */
  readonly seat: Spell;
}

/** What became of places. */
export interface SpellChange {
  readonly year: number;
  readonly kind: RegionChangeKind;
  /** Whether the places before go on and gave a part only. */
  readonly goesOn: boolean;
  readonly before: readonly Spell[];
  readonly after: readonly Spell[];
}

/** Stands for 街道, the ending of a fifth of all names. */
const SUBDISTRICT = '!';
/** The year of the list of townships. */
const TOWNSHIP_YEAR = 2023;
/** Rows of the data that are headings of the code and no places: nobody prints them. */
const SKIPPED_LEVEL = /^(?:市辖区|县|(?:省|自治区)直辖县级行政区划)$/;
const KINDS: Readonly<Record<string, RegionChangeKind>> = {
  N: 'RENAMED', U: 'UPGRADED', M: 'MERGED', S: 'SPLIT', P: 'SPLIT', V: 'MOVED', C: 'RECODED', D: 'REDRAWN',
}; // prettier-ignore

/** Places of all years. */
export class RegionHistory {
  /** First and last year that the tables tell of. */
  readonly firstYear: number;
  readonly lastYear: number;
  readonly spells: Spell[] = [];
  readonly changes: SpellChange[] = [];
  /** Length of the longest name. */
  longestName = 0;
  readonly #byCode = new Map<string, Spell[]>();
  readonly #byName: Index<Spell> = new Map();
  readonly #byStem: Index<Spell> = new Map();
  /** Codes of townships by their names as the data has them: objects and spelt-out names for 41,000 would take half the time. */
  readonly #townshipsByName: Index<number> = new Map();
  /** Counties of 2023 by code, or the city where it has none. */
  readonly #seats = new Map<number, Spell>();
  readonly #changesFrom = new Map<Spell, SpellChange[]>();
  readonly #changesTo = new Map<Spell, SpellChange[]>();

  constructor({ years, places, changes }: { years: number[]; places: string[]; changes: string[] }) {
    [this.firstYear = 0, this.lastYear = 0] = years;
    for (const line of places) this.#addLine(line);
    for (const line of changes) this.#addChange(line);
  }

  /** Spells with this full name or an accepted shorter one (凉山州, 内蒙古), of any year. */
  named(name: string): readonly Spell[] {
    return entriesIn(this.#byName, name);
  }

  /** Provinces and cities whose name without 省, 市 … is this. */
  stemmed(stem: string): readonly Spell[] {
    return entriesIn(this.#byStem, stem);
  }

  townshipsNamed(name: string): readonly TownshipEntry[] {
    const codes = entriesIn(this.#townshipsByName, encodedName(name));
    return codes.flatMap((code) => this.#township(name, code) ?? []);
  }

  /** All townships. */
  townships(): TownshipEntry[] {
    return [...this.#townshipsByName.keys()].flatMap((encoded) =>
      entriesIn(this.#townshipsByName, encoded).flatMap(
        (code) => this.#township(decodedName(encoded), code) ?? [],
      ),
    );
  }

  #township(name: string, code: number): TownshipEntry | null {
    const seat = this.#seats.get(Math.floor(code / 1000));
    return seat === undefined ? null : { name: printedName(name), code: String(code), seat };
  }

  /** The names that a code stood for, the oldest first. */
  withCode(code: string): readonly Spell[] {
    return this.#byCode.get(code) ?? [];
  }

  /** What became of a place. */
  changesFrom(spell: Spell): readonly SpellChange[] {
    return this.#changesFrom.get(spell) ?? [];
  }

  /** What a place came from. */
  changesTo(spell: Spell): readonly SpellChange[] {
    return this.#changesTo.get(spell) ?? [];
  }

  #addLine(line: string): void {
    const at = line.indexOf(' ');
    const head = at === -1 ? line : line.slice(0, at);
    const [printed = '', years = '-'] = head.split('@');
    const [from = '', to = ''] = years.split('-');
    let digits = 2;
    while (printed.charCodeAt(digits) <= 0x39) digits += 2;
    const [code, name] = [printed.slice(0, digits), printed.slice(digits)];
    const depth = code.length / 2 - 1;
    const above = code.length === 6 ? this.withCode(code.slice(0, 4)).at(-1) : undefined;
    // 东莞市, 儋州市 … have no counties; the data repeats the city in their place.
    const isPlace = !SKIPPED_LEVEL.test(name) && above?.name !== name;
    const level = REGION_LEVELS[depth] ?? 'county';
    const spell = { level, name, code, from: Number(from), to: to === '' ? Infinity : Number(to) };
    if (isPlace) this.#addSpell(spell);
    if (at !== -1) this.#addTownships(line.slice(at + 1), code, isPlace ? spell : (above ?? spell));
  }

  #addSpell(spell: Spell): void {
    this.spells.push(spell);
    const sameCode = this.#byCode.get(spell.code);
    if (sameCode === undefined) this.#byCode.set(spell.code, [spell]);
    else sameCode.push(spell);
    if (spell.name.length > this.longestName) this.longestName = spell.name.length;
    addTo(this.#byName, plain(spell.name), spell);
    for (const short of shortNames(spell.name)) addTo(this.#byName, short, spell);
    const stem = spell.level === 'county' ? null : stemOf(spell.name);
    if (stem !== null) addTo(this.#byStem, stem, spell);
  }

  #addTownships(encoded: string, county: string, seat: Spell): void {
    const first = Number(county) * 1000;
    this.#seats.set(Number(county), seat);
    let code = first;
    for (const item of encoded.split(' ')) {
      const jumps = item.charCodeAt(0) <= 0x39 && item.charCodeAt(0) >= 0x30;
      code = jumps ? first + Number(item.slice(0, 3)) : code + 1;
      const printed = jumps ? item.slice(3) : item;
      if (printed.length >= this.longestName) this.longestName = printed.length + 1;
      addTo(this.#townshipsByName, plain(printed), code);
    }
  }

  #addChange(line: string): void {
    const [year = '', kind = '', codes = ''] = line.split(' ');
    const [before = '', after = ''] = codes.split('>');
    const change = {
      year: Number(year),
      kind: KINDS[kind] ?? 'REDRAWN',
      goesOn: kind === 'P',
      before: before.split(',').flatMap((code) => this.#spellBefore(code, Number(year))),
      after: after.split(',').flatMap((code) => this.#spellFrom(code, Number(year))),
    };
    this.changes.push(change);
    for (const spell of change.before) append(this.#changesFrom, spell, change);
    for (const spell of change.after) append(this.#changesTo, spell, change);
  }

  /** The spell of a code in the year before a change; of two, the one that ends first. */
  #spellBefore(code: string, year: number): Spell[] {
    const spells = this.withCode(code);
    const there = spells.filter((spell) => isOfYear(spell, year - 1)).sort((a, b) => a.to - b.to);
    return [there[0] ?? spells.findLast(({ from }) => from < year)].filter((spell) => spell !== undefined);
  }

  /** The spell of a code in the year of a change; of two, the one that lasts longer. */
  #spellFrom(code: string, year: number): Spell[] {
    const spells = this.withCode(code);
    const there = spells
      .filter((spell) => isOfYear(spell, year))
      .sort((a, b) => b.from - a.from || b.to - a.to);
    return [there[0] ?? spells.at(-1)].filter((spell) => spell !== undefined);
  }

  /**
   * What a place has become by a later year, or was at an earlier one: several where it was divided or put together; itself
   * where it was there. Empty where that is not known.
   */
  counterparts(spell: Spell, year: number): Spell[] {
    const found = new Set<Spell>();
    if (year > spell.to) this.#follow(spell, year, found);
    else if (year < spell.from) this.#trace(spell, year, found);
    else found.add(spell);
    return [...found];
  }

  #follow(spell: Spell, year: number, found: Set<Spell>): void {
    for (const { goesOn, after } of this.changesFrom(spell)) {
      if (goesOn) continue;
      for (const next of after) {
        if (next === spell) continue;
        if (year <= next.to) found.add(next);
        else this.#follow(next, year, found);
      }
    }
  }

  #trace(spell: Spell, year: number, found: Set<Spell>): void {
    for (const { before } of this.changesTo(spell)) {
      for (const old of before) {
        if (old === spell) continue;
        if (year >= old.from) found.add(old);
        else this.#trace(old, year, found);
      }
    }
  }

  /**
   * The places whose land a township of today may have belonged to in a year: one where the county alone changed its name or
   * status, several where counties were put together since.
   */
  seatsOf({ seat }: TownshipEntry, year: number): Spell[] {
    if (year >= TOWNSHIP_YEAR) return this.counterparts(seat, year);
    const found = new Set<Spell>();
    this.#originsOf(seat, year, found);
    return [...found];
  }

  #originsOf(spell: Spell, year: number, found: Set<Spell>): void {
    if (spell.from <= year) found.add(spell);
    for (const change of this.changesTo(spell)) {
      // A city takes in a city, not the townships of its counties.
      if (change.year <= year || (spell.level === 'city' && spell.from <= year)) continue;
      for (const old of change.before) if (old !== spell) this.#originsOf(old, year, found);
    }
  }
}

function encodedName(name: string): string {
  return name.endsWith('街道') ? name.slice(0, -2) + SUBDISTRICT : name;
}

function decodedName(encoded: string): string {
  return encoded.endsWith(SUBDISTRICT) ? `${encoded.slice(0, -1)}街道` : encoded;
}

/** In NFKC: brackets are all that it changes in these names, and to ask 45,000 for them is quicker. */
function plain(name: string): string {
  return name.includes('（') ? name.normalize('NFKC') : name;
}

/** The official name again. */
function printedName(name: string): string {
  return name.includes('(') ? name.replaceAll('(', '（').replaceAll(')', '）') : name;
}

/** Whether a place was there in a year. */
export function isOfYear({ from, to }: Spell, year: number): boolean {
  return from <= year && year <= to;
}

let loaded: RegionHistory | null = null;

/** The history of places, decoded once. */
export function regionHistory(): RegionHistory {
  loaded ??= new RegionHistory(data);
  return loaded;
}
