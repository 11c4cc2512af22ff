/**
 * Faults of the embedded store at length: `run-sqlite.ts [--kills 200] [--seed 1] [--count 60]`. Prints what came of them;
 * exits with 1 where the store did not hold exactly what it had acknowledged.
 */
import { parseArgs } from 'node:util';
import { canMount, fillDisk, killIngests } from './sqlite-faults.js';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '60' },
  },
});
const [kills, seed, count] = [Number(values.kills), Number(values.seed), Number(values.count)];
if (![kills, seed, count].every(Number.isInteger)) throw new Error('Give whole numbers.');

const { failures, ...figures } = await killIngests({
  kills,
  seed,
  count,
  onKill: ({ kills: done }) => {
    if (done % 20 === 0) console.error(`${done} kills`);
  },
});
console.table([figures]);
for (const failure of failures) console.error(failure);
let failed = failures.length > 0;

if (await canMount()) {
  const space = 3_000_000;
  const disk = await fillDisk({ seed, count: 2 * count, space });
  const held = JSON.stringify(disk.acknowledged.toSorted());
  const facts = {
    space,
    refusal: disk.refusal?.code ?? 'none',
    acknowledged: disk.acknowledged.length,
    'held while full': JSON.stringify(disk.open) === held && JSON.stringify(disk.opened) === held,
    'complete once there is space': JSON.stringify(disk.complete) === JSON.stringify(disk.expected),
  };
  console.table([facts]);
  failed ||= disk.refusal === null || !facts['held while full'] || !facts['complete once there is space'];
} else {
  console.log('Full disk: skipped, this user may not mount a small file system.');
}
process.exitCode = failed ? 1 : 0;
