/** The siege in small, for CI: nobody's request fails, whatever another client does, and no kind makes the server fail. Times are not looked at. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Besieged } from './besieged.js';
import { fillStore } from './fill-store.js';
import { KINDS } from './kinds.js';
import { siege } from './siege.js';

const APP = fileURLToPath(new URL('../../', import.meta.url));
const data = mkdtempSync(join(tmpdir(), 'ogi-siege-'));
let server: Besieged;

beforeAll(async () => {
  fillStore(APP, data, { seed: 1, reports: 30 });
  server = await Besieged.start(APP, data, 'loopback');
}, 180_000);

afterAll(async () => {
  await server.stop();
  rmSync(data, { recursive: true, force: true });
});

/** What a server that is well answers: the answer, the client's error, or that it is to come again. */
const ALLOWED = ['0', '200', '206', '400', '429', '503'];

describe('under siege by one client', () => {
  it.each(KINDS)('with $name the others are answered', async (kind) => {
    const { failed, others, attacker } = await siege(server, kind, { seed: 1, seconds: 1 });
    expect(others).toBeGreaterThan(0);
    expect(failed).toBe(0);
    for (const status of Object.keys(attacker)) expect(ALLOWED).toContain(status);
  });
});
