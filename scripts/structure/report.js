/** `npm run structure`: the imports between the rooms of src, its most complex functions and its longest files. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { cruise } from 'dependency-cruiser';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { ROOMS } from './layers.js';

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

/** Cyclomatic complexity by ESLint's own rule. */
async function complexFunctions() {
  const eslint = new ESLint({
    cwd: baseDir,
    overrideConfigFile: true,
    overrideConfig: [
      {
        files: ['**/*.ts', '**/*.tsx'],
        languageOptions: { parser: tseslint.parser },
        linterOptions: { reportUnusedDisableDirectives: 'off' },
        rules: { complexity: ['warn', 1] },
      },
    ],
  });
  const results = await eslint.lintFiles(['src', 'web/src']);
  return results
    .flatMap(({ filePath, messages }) =>
      messages.flatMap(({ ruleId, message, line }) => {
        const complexity = Number(/complexity of (\d+)/.exec(message)?.[1]);
        return ruleId === 'complexity'
          ? [
              {
                complexity,
                at: `${filePath.slice(baseDir.length)}:${line}`,
                what: message.split(' has a ')[0],
              },
            ]
          : [];
      }),
    )
    .sort((a, b) => b.complexity - a.complexity);
}

const found = await modules();
const lengths = found
  .map(({ source }) => ({
    source,
    lines: readFileSync(`${baseDir}/${source}`, 'utf8').split('\n').length - 1,
  }))
  .filter(({ source }) => source.endsWith('.ts'))
  .sort((a, b) => b.lines - a.lines);
const complex = await complexFunctions();

console.log(`${found.length} files. Imports between rooms:`);
console.log(importsBetweenRooms(found).join('\n'));
console.log(
  `\nMost complex functions (${complex.filter(({ complexity }) => complexity > 20).length} over 20):`,
);
for (const { complexity, at, what } of complex.slice(0, SHOWN))
  console.log(`  ${complexity}  ${at}  ${what}`);
console.log(`\nLongest files (${lengths.filter(({ lines }) => lines > 300).length} over 300 lines):`);
for (const { lines, source } of lengths.slice(0, SHOWN)) console.log(`  ${lines}  ${source}`);
