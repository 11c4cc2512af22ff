/** Derives from the tables when each place was there and what became of it. */

/**
 * Where a table is late or wrong, or none is near: the years in which a place was there, instead of those that follow from the
 * tables. A second name for the same code is a correction of a misprint.
 */
const KNOWN_YEARS = [
  // Approved in June 2020, announced in July: just after the table of 2020-06.
  { code: '320602', to: 2019 },
  { code: '320613', from: 2020 },
  { code: '340203', to: 2019 },
  { code: '340209', from: 2020 },
  // Between the tables of 2023-06 and 2025-12.
  { code: '653228', from: 2024 },
  { code: '653229', from: 2024 },
  { code: '500105', to: 2024 },
  { code: '500112', to: 2024 },
  { code: '500157', from: 2025 },
  // Misprints: the list of 2015-12 has 马尔康区 for 马尔康市, that of 2016-12 has 赣县 for 赣县区.
  { code: '513201', name: '马尔康市', from: 2015 },
  { code: '360704', name: '赣县区', from: 2016 },
];

const yearOf = (date) => Number(date.slice(0, 4));
/** The year of the month after a table. */
const yearAfter = (date) => yearOf(date) + (date.endsWith('12') ? 1 : 0);

/**
 * The spells of all places: a spell is one name under one code, with the years (inclusive, null for open) in which it was there.
 * A name missing in a table between two that have it was there all the same (a hole).
 */
export function deriveSpells(tables) {
  const seen = new Map();
  tables.forEach(({ names }, at) => {
    for (const [code, name] of names) {
      const key = code + name;
      const known = seen.get(key);
      if (known === undefined) seen.set(key, { code, name, first: at, last: at });
      else known.last = at;
    }
  });
  const sights = [...seen.values()];
  const byCode = groupBy(sights, ({ code }) => code);
  const byName = groupBy(sights, ({ code, name }) => code.slice(0, 2) + name);
  const spells = sights.map((sight) => {
    const { code, name } = sight;
    const isOther = (other) => other !== sight;
    const others = {
      sameName: byName.get(code.slice(0, 2) + name).filter(isOther),
      sameCode: byCode.get(code).filter(isOther),
    };
    const known = KNOWN_YEARS.filter((item) => item.code === code && (item.name ?? name) === name);
    const years = { ...yearsOf(sight, others, tables), ...pick(known) };
    return { code, name, shown: known[0]?.from ?? yearOf(tables[sight.first].date), ...years };
  });
  return spells.sort((a, b) =>
    a.code === b.code ? (a.from ?? 0) - (b.from ?? 0) : a.code < b.code ? -1 : 1,
  );
}

/**
 * From when to when the tables let a place be there. One that the bureau of statistics alone lists was there all the time. A name
 * may be older than the first table that has it, back to the table before, unless another code had the name then; it counts up to
 * the last year in which a table has it, unless December's list of that year has it under another code. Where the code has a new name
 * in a list of the ministry, an older name in a later list of the bureau is late.
 */
function yearsOf({ code, name, first, last }, { sameName, sameCode }, tables) {
  const isListed = tables.some(({ names, isMinistry }) => isMinistry && names.get(code) === name);
  const lastMinistry = tables.findLastIndex(({ isMinistry }) => isMinistry);
  if (!isListed && first < lastMinistry) return { from: null, to: null };
  const before = tables[first - 1];
  const wasElsewhere = sameName.some((other) => other.first < first && other.last >= first - 1);
  const from =
    before === undefined ? null : wasElsewhere ? yearOf(tables[first].date) : yearAfter(before.date);
  if (last === tables.length - 1) return { from, to: null };
  const renamed = Math.min(...sameCode.filter((other) => other.first > first).map((other) => other.first));
  if (renamed < last && tables[renamed].isMinistry) return { from, to: yearOf(tables[renamed].date) - 1 };
  const to = yearOf(tables[last].date);
  const december = tables.findIndex(({ date }) => date === `${to}12`);
  const isElsewhere =
    december > last && sameName.some((other) => other.first > first && other.first <= december);
  return { from, to: isElsewhere ? to - 1 : to };
}

export function groupBy(items, keyOf) {
  const groups = new Map();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

function pick(items) {
  const years = {};
  for (const { from, to } of items) {
    if (from !== undefined) years.from = from;
    if (to !== undefined) years.to = to;
  }
  return years;
}

/** Misprinted names: they were names of a list, but nothing became of them. */
const MISPRINTED = new Set(['513201马尔康区', '360704赣县']);

const SUFFIX = /^(.+?)(?:(?:[蒙回藏维苗彝壮满侗瑶白土哈傣黎族]+)?自治[县州]|地区|市|区|县|盟|旗)$/;
const stemOf = (name) => (name.length === 2 ? name.slice(0, 1) : (SUFFIX.exec(name)?.[1] ?? name));

/** Reads changes.txt; each name with its code must be a spell. */
export function readKnownChanges(text, spells) {
  const known = new Map(spells.map((spell) => [spell.name + spell.code, spell]));
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, year, before, goesOn, after] = /^(\d{4} )?(.+?) (\+?)> (.+)$/.exec(line) ?? [];
      const places = (side) =>
        side.split(' ').map((place) => {
          if (!known.has(place)) throw new Error(`No table has ${place}.`);
          return known.get(place);
        });
      return {
        year: year && Number(year),
        goesOn: goesOn === '+',
        before: places(before),
        after: places(after),
      };
    });
}

/**
 * What became of the places, by year: `before` are codes of places of the year before, `after` of places of that year. Also the
 * spells that begin or end without a change known (`open`).
 */
export function deriveChanges(spells, known) {
  const changes = [];
  const real = spells.filter(({ code, name }) => !MISPRINTED.has(code + name));
  const ending = real.filter(({ to }) => to !== null);
  const beginning = real.filter(({ from }) => from !== null);
  const add = (before, after, { goesOn = false, year = changeYear(before, after, goesOn) } = {}) => {
    changes.push({ year, kind: goesOn ? 'PART' : kindOf(before, after, changes), before, after });
  };
  const hasEnded = (old) => changes.some(({ before, year }) => before.includes(old) && old.to < year);
  const hasBegun = (next) => changes.some(({ after, year }) => after.includes(next) && next.shown >= year);
  // Cities first: whether a county moved or its city was only renumbered is seen from them.
  for (const isOfLevel of [({ code }) => code.endsWith('00'), ({ code }) => !code.endsWith('00')]) {
    for (const change of known.filter(({ before }) => isOfLevel(before[0])))
      add(change.before, change.after, change);
    for (const old of ending.filter((spell) => isOfLevel(spell) && !hasEnded(spell))) {
      const candidates = beginning.filter((next) => isOfLevel(next) && next !== old && !hasBegun(next));
      const successor = successorOf(old, candidates);
      if (successor !== undefined) add([old], [successor]);
    }
  }
  const isExplained = (spell) =>
    changes.some(({ before, after }) => before.includes(spell) || after.includes(spell));
  const open = [...ending, ...beginning].filter((spell) => !isExplained(spell));
  return {
    changes: changes.sort((a, b) => a.year - b.year || (a.before[0].code < b.before[0].code ? -1 : 1)),
    open,
  };
}

/** The year in which the new places are first shown; where nothing is new, the first year without the old one. */
function changeYear(before, after, goesOn) {
  const begun = Math.max(...after.map(({ shown }) => shown));
  if (goesOn) return begun;
  const ended = Math.min(...before.map(({ to }) => to + 1));
  return after.some(({ from, shown }) => from !== null && shown >= ended - 2)
    ? Math.max(begun, ended - 1)
    : ended;
}

/** The one place that takes up where another ends: same code, same name, or same name but for its ending (通州市 > 通州区). */
function successorOf(old, candidates) {
  const near = candidates.filter(
    ({ from, code }) => code.slice(0, 2) === old.code.slice(0, 2) && from >= old.to - 2 && from <= old.to + 2,
  );
  const tests = [
    ({ code }) => code === old.code,
    ({ name }) => name === old.name,
    ({ name }) => stemOf(name) === stemOf(old.name),
    ({ name }) => stemOf(name) === old.name,
  ];
  for (const test of tests) {
    const found = near.filter(test);
    if (found.length === 1) return found[0];
    if (found.length > 1)
      throw new Error(
        `${old.name} ${old.code} may be ${found.map(({ name, code }) => name + code).join(', ')}.`,
      );
  }
  return undefined;
}

function kindOf(before, after, earlier) {
  if (before.length > 1) return after.length > 1 ? 'REDRAWN' : 'MERGED';
  if (after.length > 1) return 'SPLIT';
  const [[old], [next]] = [before, after];
  if (next.from === null || next.shown < old.to - 1) return 'MERGED';
  if (old.code.endsWith('00') !== next.code.endsWith('00')) return 'UPGRADED';
  const [oldParent, nextParent] = [parentOf(old.code), parentOf(next.code)];
  const isRecoded = (change) =>
    change.after.length === 1 &&
    change.before[0].code.startsWith(oldParent) &&
    change.after[0].code.startsWith(nextParent);
  const isSameParent =
    oldParent === nextParent ||
    earlier.some(
      (change) => change.kind !== 'MERGED' && change.before[0].code.endsWith('00') && isRecoded(change),
    );
  if (!isSameParent) return 'MOVED';
  if (old.name === next.name) return 'RECODED';
  return rankOf(old.name) === rankOf(next.name) ? 'RENAMED' : 'UPGRADED';
}

const rankOf = (name) => /自治[县州]$|地区$|.$/.exec(name)[0];

/** Municipalities and counties that the province governs itself have no city between. */
function parentOf(code) {
  return /^(?:11|12|31|50)|^..(?:90|00)/.test(code) || code.endsWith('00')
    ? code.slice(0, 2)
    : code.slice(0, 4);
}
