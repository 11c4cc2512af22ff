/** `npm run docs`: docs/command-line.md from the help of the commands, so that it says what they say. */
import { writeFileSync } from 'node:fs';
import { buildProgram } from '../src/cli/program.js';

/** The page. */
export function commandLinePage(): string {
  const program = buildProgram('', () => undefined);
  const parts = [program, ...program.commands].map((command) => {
    let help = '';
    command.configureOutput({ writeOut: (text) => (help += text), getOutHelpWidth: () => 100 });
    command.outputHelp();
    const name = command === program ? 'ogi' : `ogi ${command.name()}`;
    return `## ${name}\n\n\`\`\`text\n${help.trim()}\n\`\`\`\n`;
  });
  return `# The command line\n\nWritten by \`npm run docs\` from the help of the commands; \`ogi COMMAND --help\` prints the same.\n\n${parts.join('\n')}`;
}

const PAGE = new URL('../docs/command-line.md', import.meta.url);
if (process.argv[1]?.endsWith('write-command-line.ts') === true) writeFileSync(PAGE, commandLinePage());
