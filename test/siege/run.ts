/**
 * The siege: `npm run siege -- [--reports 2000] [--seconds 8] [--seed 1] [--load-seconds 20] [--rate 50] [--warm-up 15] [--app FOLDER]`. One client
 * after the other tries what its limits allow, and a table tells what it did to the others. `--app` besieges another checkout,
 * built beforehand, e.g. of the last release, to see before and after; `--trust-proxy` is what lets the siege name its clients'
 * addresses there. The load begins at half its rate for `--warm-up` seconds, which are not counted: a server that has just started has
 * neither its columns in memory nor its code compiled. `--data` names a folder that is filled once and kept, for several runs on the same reports.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Besieged } from './besieged.js';
import { fillStore } from './fill-store.js';
import { KINDS } from './kinds.js';
import { load, siege } from './siege.js';
import type { Outcome } from './siege.js';

const { values } = parseArgs({
  options: {
    reports: { type: 'string', default: '2000' },
    seconds: { type: 'string', default: '8' },
    seed: { type: 'string', default: '1' },
    'load-seconds': { type: 'string', default: '20' },
    rate: { type: 'string', default: '50' },
    'warm-up': { type: 'string', default: '15' },
    app: { type: 'string', default: fileURLToPath(new URL('../../', import.meta.url)) },
    'trust-proxy': { type: 'string', default: 'loopback' },
    only: { type: 'string' },
    data: { type: 'string' },
  },
});
const [reports, seconds, seed, loadSeconds, rate, warmUp] = [
  values.reports,
  values.seconds,
  values.seed,
  values['load-seconds'],
  values.rate,
  values['warm-up'],
].map(Number) as [number, number, number, number, number, number];
if (![reports, seconds, seed, rate].every((value) => value > 0) || !(loadSeconds >= 0 && warmUp >= 0))
  throw new Error('Give numbers.');

const whole = (value: number): string => (Number.isFinite(value) ? value.toFixed(0) : '-');

function row({
  name,
  blockMs,
  blockProcessorMs,
  healthP99,
  otherP50,
  otherP99,
  memoryMb,
  failed,
  others,
  attacker,
}: Outcome): string {
  const answers = Object.entries(attacker).map(([status, answered]) => `${answered} × ${status}`);
  const cells = [
    name,
    whole(blockProcessorMs),
    whole(blockMs),
    whole(healthP99),
    whole(otherP50),
    whole(otherP99),
    whole(memoryMb),
  ];
  return `| ${[...cells, `${failed} of ${others}`, answers.join(', ')].join(' | ')} |`;
}

const data = values.data ?? mkdtempSync(join(tmpdir(), 'ogi-siege-'));
try {
  if (!existsSync(join(data, 'ogi.sqlite'))) fillStore(values.app, data, { seed, reports });
  console.log(`${reports} made-up reports, seed ${seed}, ${seconds} s each; times in ms, memory in MB`);
  console.log(
    '| one client does | worst block, processor | worst block | /health p99 | other p50 | other p99 | memory | failed | its answers |',
  );
  console.log('| --- | --: | --: | --: | --: | --: | --: | --: | --- |');
  for (const kind of [null, ...KINDS]) {
    if (values.only !== undefined && kind !== null && !kind.name.includes(values.only)) continue;
    // A server of its own for each: what one kind leaves behind would be blamed on the next.
    const server = await Besieged.start(values.app, data, values['trust-proxy']);
    try {
      await siege(server, null, { seed, seconds: 1 });
      console.log(row(await siege(server, kind, { seed, seconds })));
    } finally {
      await server.stop();
    }
  }
  const server = await Besieged.start(values.app, data, values['trust-proxy']);
  try {
    await load(server, { seed: seed + 1, seconds: warmUp, rate: rate / 2 });
    const {
      rate: reached,
      p50,
      p99,
      processorMsEach,
      failed,
      blockMs,
    } = await load(server, {
      seed,
      seconds: loadSeconds,
      rate,
    });
    console.log(
      `load: ${rate} mixed requests a second for ${loadSeconds} s: ${reached.toFixed(1)} a second answered, p50 ${whole(p50)}, p99 ${whole(p99)}, ` +
        `${processorMsEach.toFixed(1)} ms of processor time each, worst block ${whole(blockMs)}, ${failed} failed`,
    );
  } finally {
    await server.stop();
  }
} finally {
  if (values.data === undefined) rmSync(data, { recursive: true, force: true });
}
