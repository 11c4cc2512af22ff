/** What a process and the processes that it started have used: memory and processor time, as Linux tells them in /proc. */
import { readdirSync, readFileSync } from 'node:fs';

/** A process and all that it started, as they are now. */
export interface ProcessFamily {
  /** False where the system does not tell; the figures are zero then. */
  readonly known: boolean;
  /** Largest resident set of each so far, in bytes, by process id; the process itself among them. */
  readonly peaks: ReadonlyMap<number, number>;
  /** Resident memory of all of them now, in bytes; what they share is counted for each. */
  readonly resident: number;
  /** Processor time of all of them, children that have ended included, in milliseconds (to 10 exactly). */
  readonly processorTime: number;
}

/** Milliseconds of one tick of the figures in /proc/PID/stat: 100 a second on every Linux that Node runs on. */
const TICK = 10;

/** Reads the figures of a process and of all that it and they started. */
export function processFamily(pid: number): ProcessFamily {
  const peaks = new Map<number, number>();
  let resident = 0;
  let processorTime = 0;
  for (const member of membersOf(pid)) {
    const status = readProc(member, 'status') ?? '';
    const peak = bytesOf(status, 'VmHWM');
    // A process that has ended and waits for its parent to hear of it has no memory.
    if (peak === null) continue;
    peaks.set(member, peak);
    resident += bytesOf(status, 'VmRSS') ?? 0;
    processorTime += processorTimeOf(member);
  }
  return { known: peaks.size > 0, peaks, resident, processorTime };
}

/**
 * Memory of a process and all that it started in bytes, what several share counted in parts (PSS, proc(5)): the program and its libraries
 * stand in memory once, however many processes run them. Null where the system does not tell.
 */
export function proportionalMemory(pid: number): number | null {
  const sizes = membersOf(pid).flatMap(
    (member) => bytesOf(readProc(member, 'smaps_rollup') ?? '', 'Pss') ?? [],
  );
  return sizes.length === 0 ? null : sizes.reduce((sum, size) => sum + size, 0);
}

/** A process and its descendants: LibreOffice is started by a thread of a program that waits for it. */
function membersOf(pid: number): number[] {
  const children = threadsOf(pid).flatMap((thread) =>
    (readProc(pid, `task/${thread}/children`) ?? '').split(' ').filter(Boolean),
  );
  return [pid, ...children.flatMap((child) => membersOf(Number(child)))];
}

function threadsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

function bytesOf(status: string, field: string): number | null {
  const kilobytes = new RegExp(`^${field}:\\s*(\\d+) kB$`, 'mu').exec(status)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) * 1024;
}

/** Fields 14 to 17 of /proc/PID/stat (proc(5)): user and system time, its own and that of children that have ended. */
function processorTimeOf(pid: number): number {
  const stat = readProc(pid, 'stat') ?? '';
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks) * TICK, 0);
}

/** A file of a process, which may have ended by now. */
function readProc(pid: number, name: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return null;
  }
}
