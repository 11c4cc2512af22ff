/** The commands of `ogi`, their options and their help. */
import { Command, Option } from 'commander';
import { EXIT_STATUS_HELP } from './exit-status.js';
import { LANGUAGES, sayBlock } from './language.js';
import { addDocumentCommands } from './document-commands.js';
import { addServiceCommands } from './service-commands.js';
import { addStoreCommands } from './store-commands.js';

/**
 * Builds the command line. Each command loads its own code when it is run, so that help is there at once.
 *
 * @param finish takes the exit status of the command that was run
 */
export function buildProgram(version: string, finish: (status: number) => void): Command {
  const program = new Command('ogi')
    // Set first: subcommands take it over. Errors of usage are thrown, and main maps them to a status.
    .exitOverride()
    .description(
      'Chinese open-government-information annual reports (政府信息公开工作年度报告): parsed, stored, and searched through one GraphQL API.',
    )
    .version(version)
    .addOption(
      new Option(
        '--lang <language>',
        'language of help and messages (default: by LC_ALL, LC_MESSAGES, LANG)',
      ).choices(LANGUAGES),
    )
    .showHelpAfterError('(ogi --help shows what there is)')
    .addHelpText('after', () =>
      sayBlock(`
Examples:
  ogi ingest reports/                    add all documents of a folder
  ogi parse report.txt                   show what the parser sees in a file
  ogi serve                              serve the GraphQL API and its sandbox
${EXIT_STATUS_HELP}`),
    );

  addDocumentCommands(program, finish);
  addServiceCommands(program, version, finish);
  addStoreCommands(program, finish);
  return program;
}
