/** The commands of `ogi`, their options and their help. */
import { Command, Option } from 'commander';
import { ENVIRONMENT_HELP } from './environment-help.js';
import { EXIT_STATUS_HELP } from './exit-status.js';
import { LANGUAGES, sayBlock } from './language.js';
import type { DoctorOptions } from './doctor-command.js';
import type { ExportOptions } from './export-command.js';
import type { IngestOptions } from './ingest-command.js';
import type { McpCommandOptions } from './mcp-command.js';
import type { MigrateCommandOptions } from './migrate-command.js';
import type { ParseOptions } from './parse-command.js';
import type { ReindexCommandOptions } from './reindex-command.js';
import type { RosterOptions } from './roster-command.js';
import type { StatusOptions } from './status-command.js';
import type { WatchCommandOptions } from './watch-command.js';

const DATA_OPTION = ['-d, --data <folder>', 'folder of the data (default: OGI_DATA, else ./data)'] as const;

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

  program
    .command('ingest')
    .summary('add reports to the store')
    .description(
      'Reads files, folders (with all below them) and globs, and adds their reports to the store. Files that are there already are not read again, so an interrupted run simply goes on. A file that cannot become a report is set aside with a reason and stops nothing.',
    )
    .argument('<path...>', 'files, folders or globs (quote a glob to keep the shell from expanding it)')
    .option('-r, --report <file>', 'write the summary to this file as JSON')
    .option('--strict', 'exit with 1 also for files that are plainly no reports (README.md, a blank form)')
    .option(
      '-s, --sources <file>',
      'CSV with the columns file,url,retrievedAt,title,organ,year: where the files come from, and what they do not tell',
    )
    .option('--source-url <url>', 'address that the one file was retrieved from')
    .option('--title <title>', 'title of the one file, where it prints none')
    .option('--organ <name>', 'full Chinese name of the organ, where the files name none')
    .option('--year <year>', 'year reported on, where the files tell none')
    .option(...DATA_OPTION)
    .addHelpText('after', () =>
      sayBlock(`
In folders, documents are recognised by their names (.txt, .html, .pdf, .docx …); hidden files, links to folders and
the data folder are left out. A file named outright is read whatever its name. Formats are recognised by content. The
documents in an archive (.zip, .rar, .7z, .tar.gz …) are read as files of their own.

In a folder, a saved page without tables and the one file that it links to (or that bears its name or title) are read as one
report where both speak of the same organ and year, and pictures numbered from 1 (scan-1.jpg, scan-2.jpg …) as its pages. What may
belong together and does not show it is told, and not joined.

Examples:
  ogi ingest report.txt "2020 年报.txt"
  ogi ingest reports/ --report summary.json
  ogi ingest 'reports/**/2020*.txt' --data /srv/ogi
  ogi ingest reports/ --sources reports/sources.csv
  ogi ingest tables.csv --organ 云桥省青岚市统计局 --year 2023
${EXIT_STATUS_HELP}`),
    )
    .action(async (paths: string[], options: IngestOptions) => {
      const { runIngest } = await import('./ingest-command.js');
      finish(await runIngest(paths, options));
    });

  program
    .command('parse')
    .summary('show what the parser sees in files')
    .description('Parses files and prints each: a page to read, or JSON. Nothing is stored.')
    .argument('<path...>', 'files, folders or globs')
    .option(
      '-j, --json',
      'one JSON document a line and a file; {file, error} for a file that cannot be parsed',
    )
    .option(
      '--explain [key]',
      'draw the tables as they were seen; with the key of a cell, tell where it was read and what decided',
    )
    .option('--title <title>', 'title of the one file, where it prints none')
    .option('--organ <name>', 'full Chinese name of the organ, where the files name none')
    .option('--year <year>', 'year reported on, where the files tell none')
    .addHelpText('after', () =>
      sayBlock(`
Examples:
  ogi parse report.txt | less
  ogi parse --json reports/*.txt > parsed.jsonl
  ogi parse report.txt --explain applications.received.total
${EXIT_STATUS_HELP}`),
    )
    .action(async (paths: string[], options: ParseOptions) => {
      const { runParse } = await import('./parse-command.js');
      finish(await runParse(paths, options));
    });

  program
    .command('export')
    .summary('write reports to a file: CSV, XLSX, NDJSON or Parquet')
    .description(
      'Writes all reports of a query to a file, a row a report, in one state of the data. An empty field is a missing value, never zero. Query, filter and sort are those of the API.',
    )
    .requiredOption('-f, --format <format>', 'csv, xlsx, ndjson or parquet')
    .option('-o, --out <file>', 'where to write (default: standard output)')
    .option('-q, --query <text>', 'words and phrases to find')
    .option('--search-in <fields>', 'TITLE, TEXT, HEADINGS (default: TITLE,TEXT)')
    .option('--section-kinds <kinds>', 'search sections of these kinds only, e.g. OVERVIEW,APPLICATIONS')
    .option('--same-section', 'all words in one section')
    .option('--text-filter <filter>', 'OWN_WORDS: only sentences that no other organ has, nor last year')
    .option('--filter <json>', 'conditions, as the input ReportFilter of the API')
    .option('--sort <json>', 'order, as a list of the input Sort of the API')
    .option('-k, --keys <keys>', 'cells and derived values; cells and derived name all (default: cells)')
    .option('--states', 'a column for the state of each cell; NDJSON has states unless --no-states')
    .option('--no-states', 'NDJSON with the values of cells alone')
    .option('--confidence', 'a column for the confidence of each cell read by OCR; NDJSON has it always')
    .option('--findings', 'findings of each report (NDJSON; XLSX has them always)')
    .option('--sections', 'narrative of each report (NDJSON, Parquet)')
    .option('--labels <labels>', 'header of a CSV: key, zh or en (default: key)')
    .option('--no-header', 'a CSV without header')
    .option('--after <cursor>', 'go on after this row')
    .option(...DATA_OPTION)
    .addHelpText('after', () =>
      sayBlock(`
Examples:
  ogi export --format csv --out all.csv
  ogi export -f xlsx -o 2023.xlsx --filter '{"year": {"eq": 2023}}' --keys cells,derived
  ogi export -f ndjson -q '行政诉讼 庭审' | jq .title
${EXIT_STATUS_HELP}`),
    )
    .action(async (options: ExportOptions) => {
      const { runExport } = await import('./export-command.js');
      finish(await runExport(options));
    });

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
      'Checks Node, the compiled dependencies, the data folder and its free space, the store or the cluster, and LibreOffice, and says what to do where something is missing (marked --) or wrong (!!).',
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

  program
    .command('reparse')
    .summary('parse the kept sources again after an update')
    .description(
      'Parses all kept source files that an older version of the parser read. Ids stay. An interrupted run goes on where it stopped.',
    )
    .option(...DATA_OPTION)
    .addHelpText('after', () => sayBlock(EXIT_STATUS_HELP))
    .action(async (options: { data?: string }) => {
      const { runReparse } = await import('./reparse-command.js');
      finish(await runReparse(options));
    });

  program
    .command('reindex')
    .summary('build the search index on Elasticsearch again')
    .description(
      'Builds the next index from the kept revisions while the old one serves, compares the two, and serves the new one in one step. An interrupted run leaves the old one serving, and the next run goes on where it stopped. Deletes also what writes that were killed left behind.',
    )
    .option('--rollback', 'serve the index before again, with all that was written since')
    .addHelpText('after', () => sayBlock(EXIT_STATUS_HELP))
    .action(async (options: ReindexCommandOptions) => {
      const { runReindex } = await import('./reindex-command.js');
      finish(await runReindex(options));
    });

  program
    .command('backup')
    .summary('write all that the store holds into one file')
    .description(
      'Writes reports with their revisions, sources and ids, the files set aside and the log of writes into one new file, while the store is in use, and verifies it: every page, every source against its SHA-256. Works on both stores. A plain copy of the database file is no backup: it lacks what is still in the write-ahead log.',
    )
    .argument('<file>', 'where to write; it must not be there yet')
    .option(...DATA_OPTION)
    .addHelpText('after', () => sayBlock(EXIT_STATUS_HELP))
    .action(async (file: string, options: { data?: string }) => {
      const { runBackup } = await import('./backup-command.js');
      finish(await runBackup(file, options));
    });

  program
    .command('restore')
    .summary('bring a backup back')
    .description(
      'Copies all that a file of ogi backup holds into the store, which must hold nothing else, and compares the two. An interrupted run goes on where it stopped. The store may be in use meanwhile.',
    )
    .argument('<file>', 'a file that ogi backup wrote')
    .option(...DATA_OPTION)
    .addHelpText('after', () => sayBlock(EXIT_STATUS_HELP))
    .action(async (file: string, options: { data?: string }) => {
      const { runRestore } = await import('./backup-command.js');
      finish(await runRestore(file, options));
    });

  program
    .command('migrate')
    .summary('copy the embedded store to Elasticsearch')
    .description(
      'Copies all reports with their revisions, sources and ids, former ids that lead to them, the files set aside and the log of writes from the data folder to the cluster that ELASTICSEARCH_URL names, and compares the two. An interrupted run goes on where it stopped. The data folder stays as it is.',
    )
    .requiredOption('-t, --to <store>', 'elasticsearch')
    .option(...DATA_OPTION)
    .addHelpText('after', () => sayBlock(EXIT_STATUS_HELP))
    .action(async (options: MigrateCommandOptions) => {
      const { runMigrate } = await import('./migrate-command.js');
      finish(await runMigrate(options));
    });

  return program;
}
