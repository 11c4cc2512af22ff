/** A process of the pool of readers, with what it was sent. */
import type { ChildProcess } from 'node:child_process';
import type { ReadFileOptions } from './file-reader.js';
import type { ReaderCall, ReaderResults, ReaderTask } from './reader-protocol.js';

/** A file to be read for somebody who waits for it. */
export interface Job {
  call: ReaderCall;
  resolve: (result: ReaderResults[ReaderTask]) => void;
  reject: (error: unknown) => void;
  /** Nobody waits for it any more. */
  abandoned: boolean;
  onPage: ReadFileOptions['onPage'];
}

/** A process and what it was sent, in order; it works on the first. */
export interface Slot {
  child: ChildProcess | null;
  jobs: Job[];
  clock: NodeJS.Timeout | undefined;
  idle: NodeJS.Timeout | undefined;
  /** When it began with the first of its jobs. */
  since: number;
}

/** Keeps this process alive while the other works. */
export function hold({ child }: Slot): void {
  child?.ref();
  child?.channel?.ref();
}

/** Lets this process end although the other is there. */
export function release({ child }: Slot): void {
  child?.unref();
  child?.channel?.unref();
}
