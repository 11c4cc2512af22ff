import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { logOutput } from '../../src/http/log-output.js';
import { loadConfig } from '../../src/config.js';

const LINE = `${JSON.stringify({ level: 40, time: 0, pid: 7, hostname: 'x', route: '/graphql', msg: 'slow request' })}\n`;

describe('log', () => {
  it('is JSON where nobody reads it', async () => {
    const output = new PassThrough();
    const log = await logOutput(output);
    log.write(LINE);
    expect(String(output.read())).toBe(LINE);
  });

  it('is a line for people on a terminal', async () => {
    const terminal = Object.assign(new PassThrough(), { isTTY: true, hasColors: () => false });
    const log = await logOutput(terminal);
    log.write(LINE);
    await new Promise((resolve) => terminal.once('readable', resolve));
    expect(String(terminal.read())).toMatch(
      /^\[\d\d:\d\d:\d\d\] WARN: slow request \{"route":"\/graphql"\}\n$/u,
    );
  });

  it('leaves out requests on a terminal, so that what was printed at the start stays in sight', () => {
    expect(loadConfig({}, { terminal: true }).logLevel).toBe('warn');
    expect(loadConfig({}).logLevel).toBe('info');
    expect(loadConfig({ LOG_LEVEL: 'debug' }, { terminal: true }).logLevel).toBe('debug');
  });
});
