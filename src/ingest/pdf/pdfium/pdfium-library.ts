/** PDFium, compiled to WebAssembly: loaded with the first PDF, given up where it broke. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { init } from '@embedpdf/pdfium';
import type { Methods, WrappedPdfiumModule } from '@embedpdf/pdfium';
import type { Matrix } from '../../page/matrix.js';

/** What of the compiled module is used beside its calls. Its views are made anew whenever its memory grows. */
interface ModuleMemory {
  readonly HEAPU8: Uint8Array;
  readonly HEAP32: Int32Array;
  readonly HEAPF32: Float32Array;
  readonly HEAPF64: Float64Array;
  readonly UTF16ToString: (at: number) => string;
  readonly wasmExports: Calls & { malloc: (size: number) => number; free: (at: number) => void };
}

/**
 * The functions as they are compiled: all they take and give are numbers, 0 for no and for no object, addresses for texts. The
 * ones that the package wraps cost several times as much a call, and a page takes thousands.
 */
type Calls = {
  readonly [Name in keyof Methods]: (...given: AsNumbers<Parameters<Methods[Name]>>) => number;
};
type AsNumbers<Given extends readonly unknown[]> = { [Index in keyof Given]: number };

/** Bytes of the memory through which it hands values back. */
const OUT_SIZE = 1024;

/** The library, and a piece of its memory through which it hands values back. Addresses are numbers; 0 is none. */
export class Pdfium {
  readonly calls: Calls;
  /** Where values are handed back. */
  readonly out: number;
  readonly outSize = OUT_SIZE;
  /** Addresses of names. */
  readonly titleKey: number;
  readonly actualTextKey: number;
  readonly #memory: ModuleMemory;

  constructor(module: WrappedPdfiumModule) {
    this.#memory = module.pdfium as unknown as ModuleMemory;
    this.calls = this.#memory.wasmExports;
    this.calls.PDFiumExt_Init();
    this.titleKey = this.keep(Buffer.from('Title\0'));
    this.actualTextKey = this.keep(Buffer.from('ActualText\0'));
    this.out = this.#memory.wasmExports.malloc(OUT_SIZE);
  }

  /** Copies bytes into its memory; `release` gives that back. */
  keep(bytes: Uint8Array): number {
    const at = this.#memory.wasmExports.malloc(Math.max(1, bytes.length));
    this.#memory.HEAPU8.set(bytes, at);
    return at;
  }

  release(at: number): void {
    this.#memory.wasmExports.free(at);
  }

  /** The address of the 4-byte value handed back as number `index`. */
  place(index: number): number {
    return this.out + index * 4;
  }

  int(index: number): number {
    return this.#memory.HEAP32[(this.out >> 2) + index] ?? 0;
  }

  float(index: number): number {
    return this.#memory.HEAPF32[(this.out >> 2) + index] ?? Number.NaN;
  }

  double(index: number): number {
    return this.#memory.HEAPF64[(this.out >> 3) + index] ?? Number.NaN;
  }

  /** The matrix that was handed back. */
  matrix(): Matrix {
    return [this.float(0), this.float(1), this.float(2), this.float(3), this.float(4), this.float(5)];
  }

  /** The text that was handed back from value `index` on. */
  text(index = 0): string {
    return this.#memory.UTF16ToString(this.place(index));
  }
}

let library: Promise<Pdfium> | undefined;

export async function loadPdfium(): Promise<Pdfium> {
  return await (library ??= load());
}

/** Lets go of a library that broke while it read: what its memory holds is not known. */
export function dropPdfium(): void {
  library = undefined;
}

async function load(): Promise<Pdfium> {
  const wasmBinary = readFileSync(createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm'));
  return new Pdfium(await init({ wasmBinary }));
}
