import { describe, expect, it, vi } from 'vitest';
import { endsItsProcess } from '../../src/store/sqlite/binding.js';

/** The check as a process of a version of Node makes it. */
async function checkOn(node: string): Promise<(read?: () => Buffer | null) => void> {
  const { versions } = process;
  Object.defineProperty(process, 'versions', { value: { ...versions, node } });
  try {
    vi.resetModules();
    return (await import('../../src/store/sqlite/binding.js')).checkBinding;
  } finally {
    Object.defineProperty(process, 'versions', { value: versions });
  }
}

const LATER = Buffer.from('_ZN4node28RemoveEnvironmentCleanupHookEPN2v87IsolateEPFvPvES3_');

describe('the binding of SQLite', () => {
  it('runs as it was compiled here', async () => {
    (await checkOn('24.21.0'))();
  });

  it('is refused on Node 24 where it was compiled against headers with which it ends the process', async () => {
    expect(endsItsProcess(LATER)).toBe(true);
    const check = await checkOn('24.21.0');
    expect(() => {
      check(() => LATER);
    }).toThrow(/ends the process/u);
    check(() => Buffer.from('_ZN4node25AddEnvironmentCleanupHook'));
    // Known by now, and not read again.
    check(() => LATER);
  });

  it('is not looked at on Node 20 and 22, and passes where it is not found', async () => {
    for (const node of ['20.19.0', '22.23.3']) (await checkOn(node))(() => LATER);
    (await checkOn('24.21.0'))(() => null);
  });
});
