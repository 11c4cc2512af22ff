/** What one export may take of the process that makes it. */

/** Resident memory beyond that of the engine and the code, in bytes: the order of a million reports and a group of Parquet rows. */
export const EXPORT_MEMORY = 512 * 1024 * 1024;
/** Memory for objects, in MB. */
export const EXPORT_HEAP = 256;
/** Processor time of one export, in milliseconds; the server ends a download after half an hour anyway. */
export const EXPORT_MILLISECONDS = 15 * 60_000;
/** Bytes that the server is sent at once. */
export const LARGEST_PIECE = 256 * 1024;
/** By how much a process of exports gives way to others. */
export const NICENESS = 10;
