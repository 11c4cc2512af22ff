/**
 * Speed and memory of exports: `benchExports(path, say)` on a store that is there, or by itself
 * `node --import tsx test/bench/export-bench.ts STORE.sqlite [FORMAT…]`.
 */
import { fileURLToPath } from 'node:url';
import { openExport } from '../../src/services/export/open-export.js';
import { EXPORT_FORMATS, checkExport } from '../../src/services/export/check-export.js';
import type { ExportFormat } from '../../src/services/export/check-export.js';
import { openSqliteStore } from '../../src/store/sqlite/index.js';

const MEGABYTE = 1024 * 1024;

/** Exports a store in each format with all cells, and says how fast, and how much memory grew from the first tenth on. */
export async function benchExports(
  path: string,
  say: (line: string) => void,
  formats: readonly ExportFormat[] = EXPORT_FORMATS,
): Promise<void> {
  const store = await openSqliteStore({ path });
  try {
    for (const format of formats) {
      const cpu = process.cpuUsage();
      const started = performance.now();
      const file = await openExport(store, checkExport({ format }), { madeUp: true, now: new Date() });
      const { total } = file.about;
      const opened = performance.now();
      let bytes = 0;
      let early = 0;
      let peak = 0;
      const onRows = (rows: number): void => {
        const resident = process.memoryUsage.rss();
        if (rows <= total / 10) early = Math.max(early, resident);
        peak = Math.max(peak, resident);
      };
      for await (const piece of file.bytes(onRows)) bytes += piece.length;
      await file.close();
      const seconds = (performance.now() - started) / 1000;
      const { user, system } = process.cpuUsage(cpu);
      say(
        `export   ${format}: ${Math.round(total / seconds).toLocaleString('en-US')} reports/s ` +
          `(${Math.round(total / ((user + system) / 1e6)).toLocaleString('en-US')} per CPU second), ${total} reports, ` +
          `${Math.round(bytes / MEGABYTE)} MB; first row after ${Math.round(opened - started)} ms; ` +
          `memory at most ${Math.round(early / MEGABYTE)} MB in the first tenth, ${Math.round(peak / MEGABYTE)} MB in all`,
      );
    }
  } finally {
    await store.close();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [path = '', ...formats] = process.argv.slice(2);
  await benchExports(
    path,
    (line) => process.stdout.write(`${line}\n`),
    formats.length === 0 ? EXPORT_FORMATS : EXPORT_FORMATS.filter((format) => formats.includes(format)),
  );
}
