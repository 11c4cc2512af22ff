/** The table of layers.js as rules of dependency-cruiser. */
import { PACKAGES, PRIVATE, ROOMS } from './layers.js';

const escaped = (text) => text.replaceAll('.', '\\.');

/** Matches the files of a room, without those of the rooms within it. */
function pathOf(room) {
  const within = Object.keys(ROOMS).filter((other) => other.startsWith(`${room}/`));
  const others = within.map((other) => `${escaped(other.slice(room.length + 1))}/`).join('|');
  if (room.endsWith('.ts')) return `^src/${escaped(room)}$`;
  return others === '' ? `^src/${escaped(room)}/` : `^src/${escaped(room)}/(?!${others})`;
}

const anyOf = (rooms) => rooms.map(pathOf);
const error = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const KNOWN = anyOf(Object.keys(ROOMS));

/** Rules by which a folder with a `src` is judged. */
export const forbidden = [
  error(
    'circle',
    'Modules that import each other in a circle cannot be understood alone.',
    {},
    { circular: true },
  ),
  error(
    'unknown-room',
    'The table in scripts/structure/layers.js has no such room.',
    { path: '^src/', pathNot: KNOWN },
    {},
  ),
  error(
    'unknown-room-imported',
    'The table in scripts/structure/layers.js has no such room.',
    {},
    { path: '^src/', pathNot: KNOWN },
  ),
  error(
    'unknown-room-alone',
    'The table in scripts/structure/layers.js has no such room.',
    { orphan: true, path: '^src/', pathNot: KNOWN },
    {},
  ),
  error(
    'outside-src',
    'src is built alone: nothing outside of it is there at run time.',
    { path: '^src/' },
    { path: '^(?:test|scripts|web|docs|dist)/' },
  ),
  ...Object.entries(ROOMS).map(([room, may]) =>
    error(
      `${room}-imports`,
      `src/${room} may import ${may.length === 0 ? 'nothing else' : may.join(', ')} (scripts/structure/layers.js).`,
      { path: pathOf(room) },
      { path: '^src/', pathNot: anyOf([room, ...may]) },
    ),
  ),
  ...PRIVATE.map(({ from, to, but, why }) =>
    error(
      `${from}-into-${to}`,
      `${why}: src/${from} may import ${but.join(', ')} of src/${to} only.`,
      { path: pathOf(from) },
      { path: pathOf(to), pathNot: but.map((file) => `^src/${to}/${escaped(file)}$`) },
    ),
  ),
  ...PACKAGES.map(({ packages, rooms }) =>
    error(
      `${packages[0].replace('@', '')}-only-in-${rooms[0]}`,
      `Only ${rooms.join(', ')} may import ${packages.join(', ')}.`,
      { path: '^src/', pathNot: anyOf(rooms) },
      { path: packages.map((name) => `(?:^|node_modules/)${name}(?:/|$)`) },
    ),
  ),
];
