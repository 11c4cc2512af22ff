import { describe, expect, it } from 'vitest';
import { HEAVY_WEIGHT, ReadGate } from '../../src/services/store-gate.js';

/** Reads that end when they are told to. */
class Reads {
  readonly begun: string[] = [];
  readonly #ends = new Map<string, () => void>();

  start(gate: ReadGate, name: string, options: { client: string; weight: number; deadlineMs?: number }) {
    return gate.pass({
      deadlineMs: 60_000,
      ...options,
      read: () => {
        this.begun.push(name);
        return new Promise<string>((resolve) => {
          this.#ends.set(name, () => {
            resolve(name);
          });
        });
      },
    });
  }

  /** Ends a read, and lets those that follow begin. */
  async end(name: string): Promise<void> {
    this.#ends.get(name)?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('the gate', () => {
  it('never gives one client all readers for heavy reads, and light ones of others pass', async () => {
    const gate = new ReadGate({ atOnce: 2 });
    const reads = new Reads();
    for (const name of ['a1', 'a2', 'a3'])
      void reads.start(gate, name, { client: 'a', weight: HEAVY_WEIGHT });
    void reads.start(gate, 'b1', { client: 'b', weight: 1 });
    await turn();
    expect(reads.begun).toEqual(['a1', 'b1']);
    await reads.end('b1');
    void reads.start(gate, 'b2', { client: 'b', weight: HEAVY_WEIGHT });
    await turn();
    expect(reads.begun).toEqual(['a1', 'b1', 'b2']);
  });

  it('lets who has had least go first', async () => {
    const gate = new ReadGate({ atOnce: 1 });
    const reads = new Reads();
    for (const name of ['a1', 'a2', 'a3']) void reads.start(gate, name, { client: 'a', weight: 2 });
    await turn();
    for (const name of ['b1', 'b2']) void reads.start(gate, name, { client: 'b', weight: 1 });
    for (const name of ['a1', 'b1', 'b2', 'a2']) await reads.end(name);
    expect(reads.begun).toEqual(['a1', 'b1', 'b2', 'a2', 'a3']);
  });

  it('gives a single client all readers for light reads', async () => {
    const gate = new ReadGate({ atOnce: 2 });
    const reads = new Reads();
    for (const name of ['a1', 'a2', 'a3']) void reads.start(gate, name, { client: 'a', weight: 1 });
    await turn();
    expect(reads.begun).toEqual(['a1', 'a2']);
  });

  it('refuses what would make a queue too long, of one client and of all', async () => {
    const gate = new ReadGate({ atOnce: 1, mostWaiting: 3, mostWaitingOfOne: 2 });
    const reads = new Reads();
    const start = (name: string, client: string) => reads.start(gate, name, { client, weight: 1 });
    for (const name of ['a1', 'a2', 'a3']) void start(name, 'a');
    await expect(start('a4', 'a')).rejects.toMatchObject({ code: 'OVERLOADED' });
    void start('b1', 'b');
    await expect(start('c1', 'c')).rejects.toMatchObject({
      code: 'OVERLOADED',
      details: { retryAfterSeconds: expect.any(Number) as unknown },
    });
    await reads.end('a1');
    void start('c2', 'c');
    for (let at = 1; at < 5; at += 1) await reads.end(reads.begun[at] ?? '');
    expect([...reads.begun].sort()).toEqual(['a1', 'a2', 'a3', 'b1', 'c2']);
  });

  it('ends the wait of a read whose time is over, and goes on', async () => {
    const gate = new ReadGate({ atOnce: 1 });
    const reads = new Reads();
    void reads.start(gate, 'a1', { client: 'a', weight: 1 });
    const late = reads.start(gate, 'b1', { client: 'b', weight: 1, deadlineMs: 5 });
    await expect(late).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    void reads.start(gate, 'c1', { client: 'c', weight: 1 });
    await reads.end('a1');
    expect(reads.begun).toEqual(['a1', 'c1']);
  });

  it('passes on the failure of a read, and frees its place', async () => {
    const gate = new ReadGate({ atOnce: 1 });
    const failing = gate.pass({
      client: 'a',
      weight: 1,
      deadlineMs: 1000,
      read: () => Promise.reject(new Error('broken')),
    });
    await expect(failing).rejects.toThrow('broken');
    await expect(
      gate.pass({ client: 'a', weight: 1, deadlineMs: 1000, read: () => Promise.resolve(7) }),
    ).resolves.toBe(7);
  });
});
