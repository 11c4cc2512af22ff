/** `npm run structure`: the imports between the rooms of src, its most complex functions and its longest files. */
import { fileURLToPath } from 'node:url';
import { cruise } from 'dependency-cruiser';
import { ROOMS } from './layers.js';
import { complexFunctions, fileLengths, MOST_COMPLEXITY, MOST_LINES } from './limits.js';

const SHOWN = 10;
const baseDir = fileURLToPath(new URL('../..', import.meta.url));

/** The innermost room that holds a file. */
function roomOf(file) {
  const path = file.replace(/^src\//, '');
  return Object.keys(ROOMS)
    .filter((room) => path === room || path.startsWith(`${room}/`))
    .sort((a, b) => b.length - a.length)[0];
}

async function modules() {
  const { output } = await cruise(['src'], {
    baseDir,
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: `${baseDir}/tsconfig.json` },
  });
  return output.modules.filter(({ source }) => source.startsWith('src/'));
}

function importsBetweenRooms(found) {
  const counts = new Map();
  for (const { source, dependencies } of found) {
    for (const { resolved } of dependencies) {
      const [from, to] = [roomOf(source), roomOf(resolved)];
      if (!resolved.startsWith('src/') || from === to) continue;
      const row = counts.get(from) ?? new Map();
      row.set(to, (row.get(to) ?? 0) + 1);
      counts.set(from, row);
    }
  }
  return [...counts].map(
    ([room, row]) =>
      `  ${room.padEnd(20)} → ${[...row]
        .sort((a, b) => b[1] - a[1])
        .map(([to, count]) => `${to} ${count}`)
        .join(', ')}`,
  );
}

const found = await modules();
const lengths = fileLengths(baseDir);
const complex = await complexFunctions(baseDir, 1);

console.log(`${found.length} files. Imports between rooms:`);
console.log(importsBetweenRooms(found).join('\n'));
const tooComplex = complex.filter(({ complexity }) => complexity > MOST_COMPLEXITY).length;
console.log(`\nMost complex functions (${tooComplex} over ${MOST_COMPLEXITY}):`);
for (const { complexity, at, what } of complex.slice(0, SHOWN))
  console.log(`  ${complexity}  ${at}  ${what}`);
const tooLong = lengths.filter(({ lines }) => lines > MOST_LINES).length;
console.log(`\nLongest files (${tooLong} over ${MOST_LINES} lines):`);
for (const { lines, file } of lengths.slice(0, SHOWN)) console.log(`  ${lines}  ${file}`);
