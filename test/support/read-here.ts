/** Reads files in this process: for tests in which how files are read is not what is tested. */
import { prepareFile } from '../../src/services/parse-file.js';
import type { FileReader } from '../../src/services/reading/file-reader.js';

export const READ_HERE: FileReader = {
  prepare: (bytes, options) => prepareFile(bytes, options?.given, options?.fileName),
};
