/** Where the log goes: lines for people on a terminal, JSON for programs elsewhere. */
import type { WriteStream } from 'node:tty';

/** Standard error as a stream of the log. What makes lines for people is loaded on a terminal alone. */
export async function logOutput(
  output: NodeJS.WritableStream & Partial<Pick<WriteStream, 'isTTY' | 'hasColors'>> = process.stderr,
): Promise<{ write(line: string): void }> {
  if (output.isTTY !== true) return output;
  const { default: pretty } = await import('pino-pretty');
  return pretty({
    destination: output,
    colorize: output.hasColors?.() ?? false,
    translateTime: 'SYS:HH:MM:ss',
    ignore: 'pid,hostname',
    singleLine: true,
  });
}
