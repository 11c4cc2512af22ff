/** `npm run forms`: writes the types of all keys of cells and derived values, and the order in which reports are kept, from the data of the forms. */
import { readFileSync, writeFileSync } from 'node:fs';
import { CELLS } from '../src/domain/cells.js';
import { DERIVED } from '../src/domain/derived.js';
import { cellOrderName, PRESENT_KEYS } from '../src/store/cell-orders.js';

/** A file with the type of all keys of a dictionary. */
function keySource(name: string, of: string, keys: readonly { key: string }[]): string {
  const lines = keys.map(({ key }) => `  | '${key}'`).join('\n');
  return `/** Written by \`npm run forms\` from the data of the forms; a test compares. */\n\n/** Key of ${of}. */\nexport type ${name} =\n${lines};\n`;
}

/** The text of `src/domain/cell-key.ts`. */
export function cellKeySource(): string {
  return keySource('CellKey', 'a cell of the dictionary', CELLS);
}

/** The text of `src/domain/derived-key.ts`. */
export function derivedKeySource(): string {
  return keySource('DerivedKey', 'a derived value of the dictionary', DERIVED);
}

const ORDERS = new URL('../src/store/cell-orders.json', import.meta.url);

/** The text of `src/store/cell-orders.json`: the orders that stand there, and the present one. */
export function cellOrdersSource(): string {
  const known = JSON.parse(readFileSync(ORDERS, 'utf8')) as Record<string, readonly string[]>;
  return `${JSON.stringify({ ...known, [cellOrderName(PRESENT_KEYS)]: PRESENT_KEYS }, null, 2)}\n`;
}

if (process.argv[1]?.endsWith('write-cell-keys.ts') === true) {
  writeFileSync(new URL('../src/domain/cell-key.ts', import.meta.url), cellKeySource());
  writeFileSync(new URL('../src/domain/derived-key.ts', import.meta.url), derivedKeySource());
  writeFileSync(ORDERS, cellOrdersSource());
}
