import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createProgress } from '../../src/cli/progress.js';

/** A stream that is a terminal or none, and what was written to it. */
function recorder(isTTY: boolean): { stream: NodeJS.WriteStream; written: () => string } {
  const stream = Object.assign(new PassThrough(), { isTTY, columns: 120 }) as unknown as NodeJS.WriteStream;
  let text = '';
  stream.on('data', (part: Buffer) => (text += part.toString()));
  return { stream, written: () => text };
}

describe('createProgress', () => {
  it('writes plain lines where there is no terminal, and not one for each step', () => {
    const { stream, written } = recorder(false);
    const progress = createProgress('Importing', 'files', stream);
    progress.setTotal(1500);
    for (let done = 64; done <= 1500; done += 64) progress.update(done);
    progress.stop();
    expect(written()).toMatch(/^Importing: 64 of 1,500 files, [\d,]+\/s, \d+ s left\n$/u);
  });

  it('shows no time left while the total is not known', () => {
    const { stream, written } = recorder(false);
    const progress = createProgress('Importing', 'files', stream);
    progress.update(64);
    expect(written()).toMatch(/^Importing: 64 files, [\d,]+\/s\n$/u);
  });

  it('says which page of a scan was read, until the next file is done', () => {
    const shownBy = (isTTY: boolean, isDone: boolean): string => {
      const { stream, written } = recorder(isTTY);
      const progress = createProgress('Importing', 'files', stream);
      progress.setTotal(2);
      progress.note('page 3 of 7 of scan.pdf');
      if (isDone) progress.update(1);
      progress.stop();
      return written().split('\r').at(-1) ?? '';
    };
    expect(shownBy(false, false)).toContain(' (page 3 of 7 of scan.pdf)');
    expect(shownBy(true, false)).toContain(' (page 3 of 7 of scan.pdf)');
    expect(shownBy(true, true)).not.toContain('page 3');
  });

  it('draws a bar on a terminal, with count, rate and time left', () => {
    const { stream, written } = recorder(true);
    const progress = createProgress('Importing', 'files', stream);
    progress.setTotal(200);
    progress.update(100);
    progress.stop();
    expect(written()).toContain(`Importing ${'█'.repeat(12)}${'░'.repeat(12)} 100 of 200 files, `);
    expect(written()).toContain(' left');
  });

  it('leaves a terminal alone where there was nothing to do', () => {
    const { stream, written } = recorder(true);
    createProgress('Importing', 'files', stream).stop();
    expect(written()).toBe('');
  });
});
