/** `ogi doctor`: whether this machine has what the program needs, and what to do where it has not. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadConfig } from '../config.js';
import type { Config } from '../config.js';
import { OgiError } from '../errors.js';
import { OCR_COMMAND, OCR_NAME, hasModels } from '../ingest/scan/ocr-runtime.js';
import { checkBinding } from '../store/sqlite/binding.js';
import { loadSegmenter } from '../text/segmenter.js';
import { EXIT } from './exit-status.js';
import { storeExists, withStore } from './open-store.js';
import { formatBytes, formatCount, print } from './output.js';

export interface DoctorOptions {
  data?: string;
}

/** `ok` · `missing` something that not everybody needs · `wrong` the program cannot do its work. */
export type Verdict = 'ok' | 'missing' | 'wrong';

/** What was found of one thing that is needed. */
export interface Finding {
  what: string;
  verdict: Verdict;
  found: string;
  /** What to do, where something is to be done. */
  remedy?: string;
}

/** Below this a store soon cannot be written to any more. */
const LITTLE_SPACE = 1_000_000_000;
const OLDEST_NODE = [20, 19] as const;
/** On this and newer ones the tests have not run. */
const FIRST_UNTRIED_NODE = 25;
const PAGES = ['../web/app/index.html', '../../dist/web/app/index.html'];

/** What is to be said of a version of Node. */
export function judgeNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isOld = major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]);
  const isNew = major >= FIRST_UNTRIED_NODE;
  return {
    what: 'Node',
    verdict: isOld || isNew ? 'wrong' : 'ok',
    found: version,
    ...(isOld ? { remedy: `Install Node ${OLDEST_NODE.join('.')} or newer.` } : {}),
    ...(isNew ? { remedy: 'Install Node 24: the tests have not run on newer ones.' } : {}),
  };
}

function segmenter(): Finding {
  try {
    loadSegmenter();
    return { what: 'Chinese words', verdict: 'ok', found: 'nodejieba and its dictionaries' };
  } catch (error) {
    return { what: 'Chinese words', verdict: 'wrong', ...told(error) };
  }
}

function pages(): Finding {
  const isBuilt = PAGES.some((path) => existsSync(fileURLToPath(new URL(path, import.meta.url))));
  return {
    what: 'Pages',
    verdict: isBuilt ? 'ok' : 'missing',
    found: isBuilt ? 'built' : 'not built',
    ...(isBuilt ? {} : { remedy: 'npm run build' }),
  };
}

/** The data folder, or of one that is still to be made the nearest folder above it. */
async function space({ dataDir }: Config): Promise<Finding> {
  let folder = dataDir;
  while (!existsSync(folder) && folder !== dirname(folder)) folder = dirname(folder);
  try {
    if (!(await stat(folder)).isDirectory()) {
      return {
        what: 'Data folder',
        verdict: 'wrong',
        found: `${folder} is no folder`,
        remedy: 'Choose another with OGI_DATA.',
      };
    }
    accessSync(folder, constants.W_OK);
    const { bavail, bsize } = await statfs(folder);
    const free = bavail * bsize;
    const isLittle = free < LITTLE_SPACE;
    return {
      what: 'Data folder',
      verdict: isLittle ? 'wrong' : 'ok',
      found: `${dataDir}, ${formatBytes(free)} free`,
      ...(isLittle ? { remedy: 'Free some space, or choose another disk with OGI_DATA.' } : {}),
    };
  } catch {
    return {
      what: 'Data folder',
      verdict: 'wrong',
      found: `${folder} cannot be written to`,
      remedy: 'Choose another with OGI_DATA, or have its owner allow you to write there.',
    };
  }
}

async function store(config: Config): Promise<Finding> {
  const what = config.store === 'elasticsearch' ? 'Elasticsearch' : 'Embedded store';
  try {
    if (config.store === 'sqlite') checkBinding();
    if (!storeExists(config)) return { what, verdict: 'ok', found: 'none yet; the first import makes it' };
    const { reports } = await withStore(config, (opened) => opened.status());
    return { what, verdict: 'ok', found: `${formatCount(reports)} reports` };
  } catch (error) {
    return { what, verdict: 'wrong', ...told(error) };
  }
}

/** The models that read scans and pictures. */
function ocr(): Finding {
  const isThere = hasModels();
  return {
    what: 'OCR',
    verdict: isThere ? 'ok' : 'missing',
    found: isThere ? `${OCR_NAME} is there` : 'not there: scans and pictures are set aside',
    ...(isThere ? {} : { remedy: OCR_COMMAND }),
  };
}

/** The libraries with compiled parts are fetched ready made where there is one for the machine, and else compiled. */
function compiler(): Finding {
  const isThere = isCommand('c++') && isCommand('make') && isCommand('python3');
  return {
    what: 'Compiler',
    verdict: isThere ? 'ok' : 'missing',
    found: isThere
      ? 'c++, make and python3 are there'
      : 'not there; wanted only where npm compiles a library',
    ...(isThere ? {} : { remedy: 'Debian, Ubuntu: apt-get install g++ make python3' }),
  };
}

/** The pages of the tests are printed with them; a server needs none. */
function fonts(): Finding {
  const listed = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' });
  const isThere = listed.status === 0 && listed.stdout.trim() !== '';
  return {
    what: 'Chinese fonts',
    verdict: isThere ? 'ok' : 'missing',
    found: isThere
      ? 'a font with Chinese letters is there'
      : 'none found; wanted by the tests of printed pages',
    ...(isThere ? {} : { remedy: 'Debian, Ubuntu: apt-get install fonts-noto-cjk' }),
  };
}

function isCommand(name: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${name}`]).status === 0;
}

/** LibreOffice turns old office documents into ones that are read. */
function office(): Finding {
  const isThere = isCommand('soffice');
  return {
    what: 'LibreOffice',
    verdict: isThere ? 'ok' : 'missing',
    found: isThere ? 'soffice is there' : 'not there: .doc, .wps, .rtf and .odt are set aside',
    ...(isThere ? {} : { remedy: 'Debian, Ubuntu: apt-get install libreoffice-writer-nogui' }),
  };
}

function told(error: unknown): Pick<Finding, 'found' | 'remedy'> {
  if (!(error instanceof OgiError)) throw error;
  return { found: error.message, remedy: error.remedy };
}

const MARKS: Readonly<Record<Verdict, string>> = { ok: 'ok', missing: '--', wrong: '!!' };

/**
 * Prints what is there, a line each, with the remedy below what is not.
 *
 * @returns the exit status: `store` where the store is not available, `usage` where something else is wrong
 */
export async function runDoctor(options: DoctorOptions): Promise<number> {
  const config = loadConfig(undefined, { dataDir: options.data });
  const kept = await store(config);
  const findings = [
    judgeNode(process.versions.node),
    segmenter(),
    pages(),
    await space(config),
    kept,
    office(),
    ocr(),
    compiler(),
    fonts(),
  ];
  for (const { what, verdict, found, remedy } of findings) {
    await print(
      `${MARKS[verdict]}  ${what.padEnd(16)}${found}\n${remedy === undefined ? '' : `      → ${remedy}\n`}`,
    );
  }
  if (kept.verdict === 'wrong') return EXIT.store;
  return findings.some(({ verdict }) => verdict === 'wrong') ? EXIT.usage : EXIT.ok;
}
