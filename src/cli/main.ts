/** Entry of the `ogi` command: arguments in, exit status out, every error a sentence. */
import { createRequire } from 'node:module';
import { CommanderError } from 'commander';
import { localeOfEnvironment } from '../config.js';
import { OgiError } from '../errors.js';
import { EXIT } from './exit-status.js';
import { languageOf, say, sayHelp, speak } from './language.js';
import { complain } from './output.js';
import { buildProgram } from './program.js';

/** A reader that has seen enough (`ogi parse … | head`) is no error: end, as other commands do. */
function endOnBrokenPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit(EXIT.brokenPipe);
}

/** Says what went wrong and returns the exit status for it. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof OgiError) {
    complain(`ogi: ${say(error.message)} ${say(error.remedy)}`);
    return error.code.startsWith('STORE_') ? EXIT.store : EXIT.usage;
  }
  complain(
    `ogi: ${say('an error of this program; please report it.')} ${error instanceof Error ? (error.stack ?? '') : String(error)}`,
  );
  return EXIT.failure;
}

process.stdout.on('error', endOnBrokenPipe);
process.stderr.on('error', endOnBrokenPipe);

const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };
speak(languageOf(process.argv.slice(2), localeOfEnvironment()));
const program = buildProgram(version, (status) => {
  process.exitCode = status;
});
sayHelp(program);
try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}
