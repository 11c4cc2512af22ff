import { describe, expect, it } from 'vitest';
import { AdminDoor } from '../../src/http/admin-door.js';
import type { Visitor } from '../../src/http/admin-door.js';
import type { WriteLogEntry } from '../../src/store/writes.js';

const TOKEN = 'the-token-of-this-test';

function setUp() {
  const entries: WriteLogEntry[] = [];
  const clock = { now: 0 };
  const store = {
    logWrites: (added: readonly WriteLogEntry[]) => {
      entries.push(...added);
      return Promise.resolve();
    },
  };
  const onFailure = (error: unknown): never => {
    throw error;
  };
  const door = new AdminDoor({ store, onFailure, now: () => clock.now });
  const tries = (token: string | null, ip = '192.0.2.1'): string => {
    const visitor: Visitor = {
      id: 'request',
      ip,
      headers: token === null ? {} : { authorization: `Bearer ${token}` },
    };
    try {
      door.enter(visitor, TOKEN);
      return 'in';
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  return { entries, clock, tries };
}

describe('a wrong token', () => {
  it('is written down without itself, and makes its address wait, twice as long each time', () => {
    const { entries, clock, tries } = setUp();
    for (const wait of [1000, 2000, 4000, 8000]) {
      expect(tries('guess')).toBe('UNAUTHORIZED');
      clock.now += wait - 1;
      // Even the right one is not looked at: else the wait would tell nothing apart.
      expect(tries(TOKEN)).toBe('TOO_MANY_REQUESTS');
      clock.now += 1;
    }
    expect(entries).toHaveLength(4);
    expect(entries[0]).toMatchObject({
      action: 'TOKEN',
      result: 'refused: wrong token from 192.0.2.1',
      requestId: 'request',
    });
    expect(JSON.stringify(entries)).not.toContain('guess');
    expect(tries(TOKEN)).toBe('in');
    // A right one makes it as good as new.
    expect(tries('guess')).toBe('UNAUTHORIZED');
    clock.now += 1000;
    expect(tries(TOKEN)).toBe('in');
  });

  it('costs other addresses nothing; a /64 network is one', () => {
    const { tries } = setUp();
    expect(tries('guess')).toBe('UNAUTHORIZED');
    expect(tries(TOKEN, '192.0.2.2')).toBe('in');
    expect(tries('guess', '2001:db8::1')).toBe('UNAUTHORIZED');
    expect(tries(TOKEN, '2001:db8::2')).toBe('TOO_MANY_REQUESTS');
    expect(tries(TOKEN, '2001:db8:0:1::2')).toBe('in');
  });

  it('waits a minute at most, and is forgotten after a while', () => {
    const { clock, tries } = setUp();
    for (let count = 0; count < 20; count += 1) {
      expect(tries('guess')).toBe('UNAUTHORIZED');
      clock.now += 60_000;
    }
    clock.now += 15 * 60_000;
    expect(tries('guess')).toBe('UNAUTHORIZED');
    clock.now += 1000;
    expect(tries(TOKEN)).toBe('in');
  });

  it('of many addresses fills no disk', () => {
    const { entries, clock, tries } = setUp();
    for (let at = 0; at < 1000; at += 1) tries('guess', `10.0.${String(at >> 8)}.${String(at & 255)}`);
    expect(entries).toHaveLength(60);
    clock.now += 60_000;
    tries('guess', '10.9.9.9');
    expect(entries.at(-1)?.result).toBe('refused: wrong token from 10.9.9.9; 940 more were not written down');
  });
});

it('no token at all is no try', () => {
  const { entries, tries } = setUp();
  expect(tries(null)).toBe('UNAUTHORIZED');
  expect(tries(null)).toBe('UNAUTHORIZED');
  expect(tries(TOKEN)).toBe('in');
  expect(entries).toEqual([]);
});
