/** `npm run forms`: writes the type of all cell keys, and the order in which reports are kept, from the data of the forms. */
import { readFileSync, writeFileSync } from 'node:fs';
import { CELLS } from '../src/domain/cells.js';
import { cellOrderName, PRESENT_KEYS } from '../src/store/cell-orders.js';

/** The text of `src/domain/cell-key.ts`. */
export function cellKeySource(): string {
  const keys = CELLS.map(({ key }) => `  | '${key}'`).join('\n');
  return `/** Written by \`npm run forms\` from the data of the forms; a test compares. */\n\n/** Key of a cell of the dictionary. */\nexport type CellKey =\n${keys};\n`;
}

const ORDERS = new URL('../src/store/cell-orders.json', import.meta.url);

/** The text of `src/store/cell-orders.json`: the orders that stand there, and the present one. */
export function cellOrdersSource(): string {
  const known = JSON.parse(readFileSync(ORDERS, 'utf8')) as Record<string, readonly string[]>;
  return `${JSON.stringify({ ...known, [cellOrderName(PRESENT_KEYS)]: PRESENT_KEYS }, null, 2)}\n`;
}

if (process.argv[1]?.endsWith('write-cell-keys.ts') === true) {
  writeFileSync(new URL('../src/domain/cell-key.ts', import.meta.url), cellKeySource());
  writeFileSync(ORDERS, cellOrdersSource());
}
