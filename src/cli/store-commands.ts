/** The commands that bring the store up to date, copy it and bring it back: `reparse`, `reindex`, `backup`, `restore`, `migrate`. */
import type { Command } from 'commander';
import { EXIT_STATUS_HELP } from './exit-status.js';
import { sayBlock } from './language.js';
import { DATA_OPTION } from './data-option.js';
import type { MigrateCommandOptions } from './migrate-command.js';
import type { ReindexCommandOptions } from './reindex-command.js';

/** Adds them; `finish` takes the exit status of the one that was run. */
export function addStoreCommands(program: Command, finish: (status: number) => void): void {
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
}
