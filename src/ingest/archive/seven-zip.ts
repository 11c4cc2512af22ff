/** 7-Zip, compiled to WebAssembly: what it lists and unpacks is in memory of its own, no file system is reached. */
import SevenZip from '7z-wasm';
import type { SevenZipModule, SevenZipModuleFactory } from '7z-wasm';

/** The package exports the function itself, which its types do not say of modules. */
const load = SevenZip as unknown as SevenZipModuleFactory;

/** One file that an archive lists. */
export interface ListedFile {
  /** Its path as listed. */
  name: string;
  /** Bytes that it unpacks to, as the archive says; 0 where it says nothing. */
  size: number;
  encrypted: boolean;
}

/** A call's exit status (0 done, 1 with warnings) and all that it printed. */
interface Answer {
  status: number;
  lines: string[];
}

const ARCHIVE = '/archive';
const UNPACKED = '/unpacked';
/** An empty password: one that is asked for fails, and nothing waits for an answer. */
const NO_PASSWORD = '-p';

/** An archive in the memory of 7-Zip. */
export class OpenArchive {
  readonly #program: SevenZipModule;
  readonly #lines: string[];

  private constructor(program: SevenZipModule, lines: string[]) {
    this.#program = program;
    this.#lines = lines;
  }

  static async open(bytes: Uint8Array): Promise<OpenArchive> {
    const lines: string[] = [];
    const print = (line: string): void => void lines.push(line);
    const program = await load({ print, printErr: print, stdin: () => null as unknown as number });
    program.FS.writeFile(ARCHIVE, bytes);
    return new OpenArchive(program, lines);
  }

  /** The files in it, and what 7-Zip said of it where it could not be listed whole. */
  list(): { files: ListedFile[]; problem: string | null } {
    const { status, lines } = this.#call(['l', '-slt', '-ba', '-bsp0', ARCHIVE]);
    const files: ListedFile[] = [];
    let facts = new Map<string, string>();
    const finish = (): void => {
      const name = facts.get('Path');
      const isFile = facts.get('Folder') !== '+' && !(facts.get('Attributes') ?? '').startsWith('D');
      if (name !== undefined && isFile) {
        const size = Number(facts.get('Size') ?? '0');
        files.push({
          name,
          size: Number.isFinite(size) ? size : 0,
          encrypted: facts.get('Encrypted') === '+',
        });
      }
      facts = new Map();
    };
    for (const line of lines) {
      const [, key, value] = /(?:^|\s)([A-Z][A-Za-z]*(?: [A-Z][A-Za-z]*)*) = (.*)$/u.exec(line) ?? [];
      if (line.trim() === '') finish();
      else if (key !== undefined) facts.set(key.trim(), value ?? '');
    }
    finish();
    return { files, problem: status === 0 ? null : lines.join('\n') };
  }

  /**
   * Unpacks all but the files named.
   *
   * @returns the files by path; null where any of them is damaged
   */
  unpack(leftOut: readonly string[]): Map<string, Uint8Array> | null {
    const { FS } = this.#program;
    FS.mkdir(UNPACKED);
    FS.writeFile('/left-out', leftOut.join('\n'));
    const { status } = this.#call([
      'x',
      '-y',
      '-bsp0',
      NO_PASSWORD,
      `-o${UNPACKED}`,
      ...(leftOut.length === 0 ? [] : ['-x@/left-out']),
      ARCHIVE,
    ]);
    if (status > 1) return null;
    const found = new Map<string, Uint8Array>();
    const collect = (folder: string): void => {
      for (const name of FS.readdir(folder)) {
        if (name === '.' || name === '..') continue;
        const path = `${folder}/${name}`;
        const { mode } = FS.lstat(path);
        if (FS.isDir(mode)) collect(path);
        else if (FS.isFile(mode)) found.set(path.slice(UNPACKED.length + 1), FS.readFile(path));
      }
    };
    collect(UNPACKED);
    return found;
  }

  /** Runs a command of 7-Zip. */
  #call(args: string[]): Answer {
    this.#lines.length = 0;
    let status: number;
    try {
      status = (this.#program.callMain as unknown as (args: string[]) => number | undefined)(args) ?? 0;
    } catch (error) {
      this.#lines.push(error instanceof Error ? error.message : 'ended');
      status = 2;
    }
    const lines = [...this.#lines];
    // What was asked for and cannot be opened is printed, and the status is 0 all the same.
    if (status === 0 && lines.some((line) => /^(?:ERROR|Can't open|Cannot open)/u.test(line))) status = 2;
    return { status, lines };
  }
}
