/**
 * The law of places over all official tables: `npm run law:regions`, or `-- --table 201312` for one. Prints how many names of each
 * table are right, unsure and wrong; fails where one is certain and wrong.
 */
import { parseArgs } from 'node:util';
import { casesOf, officialTables, scoreRegions } from './region-law.js';

const { values } = parseArgs({
  options: { table: { type: 'string' }, list: { type: 'boolean', default: false } },
});
const tables = officialTables().filter(({ label }) => values.table === undefined || label === values.table);
if (tables.length === 0)
  throw new Error('The official tables are not at hand: they are no part of this repository.');

let isBroken = false;
for (const table of tables) {
  const { right, unsure, wrong } = scoreRegions(casesOf(table));
  isBroken ||= wrong.length > 0;
  console.log(`${table.label}  right ${right}  unsure ${unsure.length}  wrong ${wrong.length}`);
  for (const { name, code, got } of wrong) console.log(`  WRONG ${name}: ${got} instead of ${code}`);
  if (values.list) console.log(`  unsure: ${unsure.map(({ name }) => name).join(' ')}`);
}
process.exitCode = isBroken ? 1 : 0;
