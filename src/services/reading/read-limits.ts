/** What one file may take of whoever reads it, of whatever format. */

/** Resident memory beyond that of the engine and the code, in bytes. A report of 6 pages takes 30 MB. */
export const READ_MEMORY = 416 * 1024 * 1024;
/** Processor time, in milliseconds. A report of 6 pages takes about 100, a PDF of 300 pages about 6,000. */
export const READ_MILLISECONDS = 10_000;
/** Memory kept between files, in bytes, beyond which a process makes room for another, so that no file pays for those before it. */
export const KEPT_MEMORY = 272 * 1024 * 1024;
