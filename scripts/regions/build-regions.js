/**
 * Derives src/parse/data/regions.json: all places of China from 2007 to today with their codes, when they were there and what became
 * of them. The tables it needs are fetched into temporary folders, read and thrown away (see read-tables.js; changes.txt says what
 * they do not show).
 *
 *   npm run regions                          needs npm, python3 with pip, and the yearly lists of the ministry in ../shared
 *
 * The result holds
 * - `years`: the first year told of and the last.
 * - `places`: an array of lines in the order of the codes. A line is a code (2, 4 or 6 digits: province, city, county), a name and,
 *   where the place was not there all the time, `@FROM-TO`, the years in which it was (an open end is empty). A county's line goes on
 *   with its townships of 2023, parted by blanks, `!` for 街道; a township's own three digits are written only where they are not
 *   one more than those of the one before.
 * - `changes`: `YEAR KIND BEFORE>AFTER`, codes parted by commas; the places before are those of the codes in the years up to that
 *   one, those after from it on. KIND is a letter of KINDS below; P where the place before goes on without a part of it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { deriveChanges, deriveSpells, groupBy, readKnownChanges } from './derive-history.js';
import { readTables } from './read-tables.js';

const TARGET = new URL('../../src/parse/data/regions.json', import.meta.url);
const KNOWN_CHANGES = new URL('changes.txt', import.meta.url);
/** The last year for which the tables speak; the one of 2025-12 still holds. */
const LAST_YEAR = 2026;

const KINDS = {
  RENAMED: 'N',
  UPGRADED: 'U',
  MERGED: 'M',
  SPLIT: 'S',
  PART: 'P',
  MOVED: 'V',
  RECODED: 'C',
  REDRAWN: 'D',
};

function townshipList(townships) {
  let previous = 0;
  return townships.map(({ code, name }) => {
    if (/[\s\d@!]/.test(name)) throw new Error(`A name that does not fit the format: ${name}`);
    const own = Number(code.slice(6));
    const printed = own === previous + 1 ? name : `${code.slice(6)}${name}`;
    previous = own;
    return ` ${printed.replace(/街道$/, '!')}`;
  });
}

/** 370000 > 37, 370300 > 3703. */
const shortCode = (code) => code.replace(/(?:00){1,2}$/, '');

function placeLines(spells, divisions, townships) {
  const byCounty = groupBy(townships, ({ areaCode }) => areaCode);
  const known = new Set(spells.map(({ code }) => shortCode(code)));
  // Statistical areas and headings of the code, of no table: their townships need them.
  const others = divisions
    .filter(({ code }) => !known.has(code))
    .map(({ code, name }) => ({ code, name, from: null, to: null }));
  const rows = [...spells.map((spell) => ({ ...spell, code: shortCode(spell.code) })), ...others];
  rows.sort((a, b) => (a.code === b.code ? (a.from ?? 0) - (b.from ?? 0) : a.code < b.code ? -1 : 1));
  return rows.map(({ code, name, from, to }, at) => {
    const years = from === null && to === null ? '' : `@${from ?? ''}-${to ?? ''}`;
    // A code with several names has its townships once, after the last.
    const below =
      rows[at + 1]?.code === code
        ? []
        : (byCounty.get(code) ?? []).sort((a, b) => (a.code < b.code ? -1 : 1));
    return `${code}${name}${years}${townshipList(below).join('')}`;
  });
}

function changeLine({ year, kind, before, after }) {
  const codes = (spells) => spells.map(({ code }) => shortCode(code)).join(',');
  return `${year} ${KINDS[kind]} ${codes(before)}>${codes(after)}`;
}

const { tables, divisions, townships } = readTables();
const spells = deriveSpells(tables);
const { changes, open } = deriveChanges(
  spells,
  readKnownChanges(readFileSync(KNOWN_CHANGES, 'utf8'), spells),
);
const result = {
  years: [Number(tables[0].date.slice(0, 4)), LAST_YEAR],
  places: placeLines(spells, divisions, townships),
  changes: changes.map(changeLine),
};
const list = (lines) => `[\n${lines.map((line) => JSON.stringify(line)).join(',\n')}\n]`;
writeFileSync(
  TARGET,
  `{"years":${JSON.stringify(result.years)},"places":${list(result.places)},"changes":${list(result.changes)}}\n`,
);
console.log(
  `${result.places.length} places with their townships and ${changes.length} changes written to ${TARGET.pathname}`,
);
console.log(
  `Begun or ended without a change known: ${open.map(({ name, code, from, to }) => `${name}${code} ${from ?? ''}-${to ?? ''}`).join(', ')}`,
);
