/** `npm run forms`: writes the type of all cell keys, from the data of the forms. */
import { writeFileSync } from 'node:fs';
import { CELLS } from '../src/domain/cells.js';

/** The text of `src/domain/cell-key.ts`. */
export function cellKeySource(): string {
  const keys = CELLS.map(({ key }) => `  | '${key}'`).join('\n');
  return `/** Written by \`npm run forms\` from the data of the forms; a test compares. */\n\n/** Key of a cell of the dictionary. */\nexport type CellKey =\n${keys};\n`;
}

if (process.argv[1]?.endsWith('write-cell-keys.ts') === true)
  writeFileSync(new URL('../src/domain/cell-key.ts', import.meta.url), cellKeySource());
