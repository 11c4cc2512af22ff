/** What a group of processes has used of the processor: a busy machine makes work last longer, not more. */
import { readFileSync, readdirSync } from 'node:fs';

/** Fields of `/proc/PID/stat` behind the name (proc(5)): the third is the group, the twelfth and thirteenth user and system time. */
const GROUP = 2;
const USER = 11;
const SYSTEM = 12;

/**
 * Processor time of all processes of a group, in ticks of the system.
 *
 * @param group id of the process that leads it
 * @returns null where the system does not tell (it tells on Linux)
 */
export function groupProcessorTime(group: number): number | null {
  let ids: string[];
  try {
    ids = readdirSync('/proc').filter((name) => /^\d+$/u.test(name));
  } catch {
    return null;
  }
  let ticks = 0;
  for (const id of ids) {
    const fields = statOf(id);
    if (Number(fields[GROUP]) === group) ticks += Number(fields[USER]) + Number(fields[SYSTEM]);
  }
  return ticks;
}

function statOf(id: string): string[] {
  try {
    // The name of the program is in brackets and may hold anything.
    const stat = readFileSync(`/proc/${id}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    // It has ended meanwhile.
    return [];
  }
}
