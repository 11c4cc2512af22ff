/** The commands that read documents and write them out: `ingest`, `parse`, `export`. */
import type { Command } from 'commander';
import { EXIT_STATUS_HELP } from './exit-status.js';
import { sayBlock } from './language.js';
import { DATA_OPTION } from './data-option.js';
import type { ExportOptions } from './export-command.js';
import type { IngestOptions } from './ingest-command.js';
import type { ParseOptions } from './parse-command.js';

/** Adds them; `finish` takes the exit status of the one that was run. */
export function addDocumentCommands(program: Command, finish: (status: number) => void): void {
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
}
