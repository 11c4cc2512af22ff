/**
 * `node scripts/structure/check.js [FOLDER]`: checks the imports of FOLDER/src (default: this checkout) by the table in layers.js, and
 * its files and functions by limits.js. Prints each that is forbidden, too long or too complex; status 1 where there is one.
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise } from 'dependency-cruiser';
import { complexFunctions, fileLengths, MOST_COMPLEXITY, MOST_LINES } from './limits.js';
import { forbidden } from './rules.js';

const baseDir = resolve(process.argv[2] ?? fileURLToPath(new URL('../..', import.meta.url)));
const tsConfig = join(baseDir, 'tsconfig.json');

const { output } = await cruise(['src'], {
  baseDir,
  ruleSet: { forbidden },
  validate: true,
  // Types count: a circle of types is a circle.
  tsPreCompilationDeps: true,
  doNotFollow: { path: 'node_modules' },
  ...(existsSync(tsConfig) ? { tsConfig: { fileName: tsConfig } } : {}),
});

const { violations, totalCruised } = output.summary;
for (const { rule, from, to, cycle } of violations) {
  const comment = forbidden.find(({ name }) => name === rule.name)?.comment ?? '';
  const way = cycle === undefined ? `${from} → ${to}` : [from, ...cycle.map(({ name }) => name)].join(' → ');
  console.log(`${rule.name}: ${way}\n  ${comment}`);
}
console.log(`${totalCruised} files, ${violations.length} forbidden imports`);

const tooLong = fileLengths(baseDir).filter(({ lines }) => lines > MOST_LINES);
for (const { file, lines } of tooLong)
  console.log(`too-long: ${file} has ${lines} lines, more than ${MOST_LINES}`);
const tooComplex = await complexFunctions(baseDir, MOST_COMPLEXITY);
for (const { at, what, complexity } of tooComplex)
  console.log(`too-complex: ${at} ${what} has a complexity of ${complexity}, more than ${MOST_COMPLEXITY}`);

process.exitCode = violations.length + tooLong.length + tooComplex.length === 0 ? 0 : 1;
