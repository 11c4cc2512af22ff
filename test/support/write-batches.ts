/**
 * A process of its own that writes made-up reports: `write-batches.ts STORE PREFIX BATCHES SIZE`. Prints the number of
 * each batch, from 0, once the store has acknowledged it.
 */
import { openSqliteStore } from '../../src/store/sqlite/index.js';
import { buildReport, buildWrite } from './build-report.js';

const [path = '', prefix = '', batches = '', size = ''] = process.argv.slice(2);
const store = await openSqliteStore({ path });
for (let batch = 0; batch < Number(batches); batch += 1) {
  await store.write(
    Array.from({ length: Number(size) }, (_, index) =>
      buildWrite(
        buildReport({
          organ: `${prefix}第${batch}批第${index}局`,
          sections: [['OTHER', `${prefix}第${batch}批。${'依申请公开政府信息。'.repeat(50)}`]],
        }),
      ),
    ),
  );
  process.stdout.write(`${batch}\n`);
}
await store.close();
