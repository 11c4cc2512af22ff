/** The commands that serve and watch what the store holds: `serve`, `status`, `doctor`, `mcp`, `roster`, `watch`. */
import type { Command } from 'commander';
import { ENVIRONMENT_HELP } from './environment-help.js';
import { EXIT_STATUS_HELP } from './exit-status.js';
import { sayBlock } from './language.js';
import { DATA_OPTION } from './data-option.js';
import type { DoctorOptions } from './doctor-command.js';
import type { McpCommandOptions } from './mcp-command.js';
import type { RosterOptions } from './roster-command.js';
import type { StatusOptions } from './status-command.js';
import type { WatchCommandOptions } from './watch-command.js';

/** Adds them; `finish` takes the exit status of the one that was run. */
export function addServiceCommands(
  program: Command,
  version: string,
  finish: (status: number) => void,
): void {
  program
    .command('serve')
    .summary('serve the GraphQL API')
    .description(
      'Serves the GraphQL API and its sandbox until stopped with Ctrl-C. While there are no reports, a sample of made-up ones is served.',
    )
    .option(...DATA_OPTION)
    .addHelpText('after', () =>
      sayBlock(`${ENVIRONMENT_HELP}

Example:
  PORT=8080 ogi serve
${EXIT_STATUS_HELP}`),
    )
    .action(async (options: { data?: string }) => {
      const { runServe } = await import('./serve-command.js');
      finish(await runServe(options));
    });

  program
    .command('status')
    .summary('show what the store holds')
    .description('Counts reports, revisions, years and files set aside, and says where the data is.')
    .option('-s, --set-aside', 'list all files set aside, with reasons')
    .option('--verify', 'read every page and every kept source, and tell whether they are sound')
    .option('-j, --json', 'as one JSON document')
    .option(...DATA_OPTION)
    .addHelpText('after', () => sayBlock(EXIT_STATUS_HELP))
    .action(async (options: StatusOptions) => {
      const { runStatus } = await import('./status-command.js');
      finish(await runStatus(options));
    });

  program
    .command('doctor')
    .summary('check what this machine has')
    .description(
      'Checks Node, the compiled dependencies, the data folder and its free space, the store or the cluster, LibreOffice, OCR, the compiler and the fonts, and says what to do where something is missing (marked --) or wrong (!!).',
    )
    .option(...DATA_OPTION)
    .addHelpText('after', () => sayBlock(EXIT_STATUS_HELP))
    .action(async (options: DoctorOptions) => {
      const { runDoctor } = await import('./doctor-command.js');
      finish(await runDoctor(options));
    });

  program
    .command('mcp')
    .summary('serve an assistant by the Model Context Protocol')
    .description(
      'Serves the tools search, report, cells, aggregate, ranking, compare, coverage, changes and dictionary on standard input and output, for an assistant of this machine. They only read, and ask the same API with the same limits. A server has the same at /mcp.',
    )
    .option('-u, --url <address>', 'address of the page that links lead to (default: that of HOST and PORT)')
    .option(...DATA_OPTION)
    .addHelpText('after', EXIT_STATUS_HELP)
    .action(async (options: Omit<McpCommandOptions, 'version'>) => {
      const { runMcp } = await import('./mcp-command.js');
      finish(await runMcp({ ...options, version }));
    });

  program
    .command('roster')
    .summary('import a list of organs that ought to report')
    .description(
      'Imports a CSV file with the column organ (机关) and, where the names do not tell it, place (地区): organs that ought to report. coverage(year) then tells which of them have no report. The same file again changes nothing; another one under the same name takes its place.',
    )
    .argument('[file]', 'the CSV file, UTF-8 with a header')
    .option('-n, --name <name>', 'name of the list (default: that of the file)')
    .option('-l, --list', 'print the lists that there are')
    .option('--remove <name>', 'remove a list')
    .option('-j, --json', 'print JSON')
    .option(...DATA_OPTION)
    .addHelpText(
      'after',
      `
Examples:
  ogi roster organs.csv --name 省级机关
  ogi roster --list
  ogi roster --remove 省级机关
${EXIT_STATUS_HELP}`,
    )
    .action(async (file: string | undefined, options: RosterOptions) => {
      const { runRoster } = await import('./roster-command.js');
      finish(await runRoster(file, options));
    });

  program
    .command('watch')
    .summary('tell what is new of a saved search')
    .description(
      'Reads a saved search from a JSON file (name, and any of query, filter, searchIn, sectionKinds, sameSection, kinds, webhook) and tells each new or revised report that it finds: as a line of JSON on standard output, or as a POST to the webhook, tried again until it is taken, and signed where OGI_WATCH_SECRET is set. What was told is noted in the state file, so that a hit is told once, also over restarts; one told twice after a crash has the same delivery id.',
    )
    .argument('<file>', 'the saved search')
    .option('--state <file>', 'what was told so far (default: the name of the search with .state)')
    .option('--interval <seconds>', 'how often to look (default: 60)')
    .option('--once', 'tell what there is and end')
    .option('--since <instant>', 'without a state yet, begin then (default: now)')
    .option('-u, --url <address>', 'address of the page that links lead to (default: that of HOST and PORT)')
    .option('--allow-private', 'let the webhook be an address of this machine or a private network')
    .option(...DATA_OPTION)
    .addHelpText(
      'after',
      `
Examples:
  ogi watch litigation.json
  ogi watch litigation.json --once --since 2024-01-31
${EXIT_STATUS_HELP}`,
    )
    .action(async (file: string, options: WatchCommandOptions) => {
      const { runWatch } = await import('./watch-command.js');
      finish(await runWatch(file, options));
    });
}
