/**
 * Formats that only office programs read, converted by LibreOffice where it is installed: texts (.doc, .wps, .rtf, .odt, .fodt, XML of Word
 * 2003) to .docx, spreadsheets of OpenDocument (.ods, .fods) to .xlsx; in a process group of its own with a profile of its own, bounded in time and memory, macros and links off.
 */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SetAsideError } from '../../errors.js';
import { groupProcessorTime } from './group-time.js';

/** Seconds of the processor that a conversion may take; a report of 6 pages takes 2, a first start 5. */
const PROCESSOR_SECONDS = 30;
/** Seconds by the clock in which it does nothing at all, and in all, on however busy a machine. */
const IDLE_SECONDS = 50;
const CLOCK_SECONDS = 600;
/** How often it is looked at. */
const LOOK_SECONDS = 5;
/** Address space in KB; LibreOffice asks for some 1 GB at its start, most of which it never touches. */
const ADDRESS_SPACE = 3 * 1024 * 1024;

/** Where LibreOffice may be. What the environment holds besides is none of its business. */
const PATH =
  '/usr/local/bin:/usr/bin:/bin:/opt/libreoffice/program:/snap/bin:/opt/homebrew/bin:/Applications/LibreOffice.app/Contents/MacOS';

/** Exit status of the script where there is no LibreOffice. */
const MISSING = 127;

/**
 * Runs the converter. Should the process that reads die, its end of the pipe closes, and the script takes the folder and itself away.
 * $1 is the folder, $2 the name of the file, $3 the address of the profile, $4 the extension of what is made.
 */
const SCRIPT = `
command -v soffice >/dev/null || exit ${MISSING}
ulimit -t ${PROCESSOR_SECONDS}; ulimit -v ${ADDRESS_SPACE} 2>/dev/null; ulimit -c 0
exec 3<&0
(cat <&3 >/dev/null; rm -rf "$1"; kill -s KILL 0) &
exec soffice "-env:UserInstallation=$3" --headless --norestore --nolockcheck --nodefault --nologo --convert-to "$4" --outdir "$1/out" "$1/$2" </dev/null 3<&- >/dev/null 2>&1
`;

/** No macro is run, no link is followed, whatever a document asks for. */
const SETTINGS = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
`;

/** What is made: a text or a workbook. */
export type OfficeTarget = 'docx' | 'xlsx';

/**
 * Converts a text to .docx, or a spreadsheet to .xlsx.
 *
 * @param extension of its format, without the dot
 * @param options where LibreOffice is looked for, and seconds by the clock: idle, and in all
 * @throws SetAsideError `unknown-format` where LibreOffice is not installed, `damaged-file` where it makes nothing of the file, `too-large`
 *   where it takes more than the bounds
 */
export async function convertOffice(
  bytes: Uint8Array,
  extension: string,
  target: OfficeTarget,
  {
    path = PATH,
    idleSeconds = IDLE_SECONDS,
    clockSeconds = CLOCK_SECONDS,
  }: { path?: string; idleSeconds?: number; clockSeconds?: number } = {},
): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'ogi-office-'));
  try {
    const profile = join(folder, 'profile');
    await mkdir(join(profile, 'user'), { recursive: true });
    await writeFile(join(profile, 'user', 'registrymodifications.xcu'), SETTINGS);
    const name = `input.${extension}`;
    await writeFile(join(folder, name), bytes);
    const status = await run([folder, name, pathToFileURL(profile).href, target], path, {
      idleSeconds,
      clockSeconds,
    });
    if (status === MISSING) throw missing(target);
    if (status === 'out-of-time') throw tooMuch(target);
    return await readFile(join(folder, 'out', `input.${target}`)).catch((cause: unknown) => {
      throw status === 'killed' ? tooMuch(target) : unreadable(cause, target);
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The exit status of the script; whatever it started has ended then. */
function run(
  args: readonly string[],
  path: string,
  { idleSeconds, clockSeconds }: { idleSeconds: number; clockSeconds: number },
): Promise<number | 'out-of-time' | 'killed'> {
  return new Promise((resolve, reject) => {
    const child = spawn('/bin/sh', ['-c', SCRIPT, 'sh', ...args], {
      // A process group, so that all of it can be ended.
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
      env: { PATH: path, LANG: 'C.UTF-8' },
    });
    const endAll = (): void => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      } catch {
        // It has ended.
      }
    };
    let isLate = false;
    const giveUp = (): void => {
      isLate = true;
      endAll();
    };
    const clock = setTimeout(giveUp, clockSeconds * 1000);
    let [used, since] = [0, performance.now()];
    const look = setInterval(
      () => {
        const now = child.pid === undefined ? null : groupProcessorTime(child.pid);
        // Where nobody tells what it uses, the clock alone counts.
        if (now !== null && now > used) [used, since] = [now, performance.now()];
        if (performance.now() - since > idleSeconds * 1000) giveUp();
      },
      Math.min(LOOK_SECONDS, idleSeconds) * 1000,
    );
    const rest = (): void => {
      clearTimeout(clock);
      clearInterval(look);
    };
    child.on('error', (error) => {
      rest();
      reject(error);
    });
    child.on('exit', (code) => {
      rest();
      endAll();
      resolve(isLate ? 'out-of-time' : (code ?? 'killed'));
    });
  });
}

/** The error for a text whose container was cut off: the converter would read what is left, or its bytes as letters. */
export function damagedText(): SetAsideError {
  return unreadable(undefined, 'docx');
}

function missing(target: OfficeTarget): SetAsideError {
  return new SetAsideError(
    'unknown-format',
    target === 'docx'
      ? 'The file is a text of an older word processor (.doc, .wps, .rtf, .odt), which is read through LibreOffice, and that is not installed here. Install LibreOffice (on Debian and Ubuntu: apt-get install libreoffice-writer-nogui) and import it again, or save it as .docx in a word processor and import that.'
      : 'The file is an OpenDocument spreadsheet (.ods), which is read through LibreOffice, and that is not installed here. Install LibreOffice (on Debian and Ubuntu: apt-get install libreoffice-calc-nogui) and import it again, or save it as .xlsx in a spreadsheet program and import that.',
  );
}

function unreadable(cause: unknown, target: OfficeTarget): SetAsideError {
  return new SetAsideError(
    'damaged-file',
    target === 'docx'
      ? 'LibreOffice makes nothing of the file: it is damaged, locked with a password, or no text. Open it in a word processor, save it as .docx without a password and import that.'
      : 'LibreOffice makes nothing of the file: it is damaged, locked with a password, or the part of LibreOffice for spreadsheets is not installed (on Debian and Ubuntu: apt-get install libreoffice-calc-nogui). Open it in a spreadsheet program, save it as .xlsx without a password and import that.',
    cause,
  );
}

function tooMuch(target: OfficeTarget): SetAsideError {
  return new SetAsideError(
    'too-large',
    target === 'docx'
      ? 'LibreOffice takes more time or memory for the file than for any annual report. Save it as .docx in a word processor and import that.'
      : 'LibreOffice takes more time or memory for the file than for any annual report. Save it as .xlsx in a spreadsheet program and import that.',
  );
}
