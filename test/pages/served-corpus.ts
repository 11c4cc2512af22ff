/** A server over made-up reports of several formats, for the tests of the pages and their pictures. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../src/app.js';
import { generateCorpus } from '../../src/sample/index.js';
import { ServedStores } from '../../src/http/served-stores.js';
import { importFiles } from '../../src/services/import-reports.js';
import type { ImportInput } from '../../src/services/fetch-inputs.js';
import type { ReportStore } from '../../src/store/port.js';
import { openSqliteStore } from '../../src/store/sqlite/index.js';
import { TEST_CONFIG } from '../app/served-app.js';
import { buildReport, buildWrite } from '../support/build-report.js';
import type { ReportFacts } from '../support/build-report.js';
import { reportText } from '../support/report-text.js';
import { drawReport } from '../torture/draw-report.js';
import { TORTURE_LAYOUTS } from '../torture/layouts/index.js';

/** A server that listens, with its store. */
export interface ServedCorpus {
  address: string;
  store: ReportStore;
  close: () => Promise<void>;
}

/** How many made-up texts are served, drawn from where. */
const SEED = 15;
const TEXTS = 120;

/** A page whose text holds markup: it must be shown as text, by everything. */
export const MARKUP_REPORT = `<!-- saved from url=(0031)https://gov.example.cn/2022/1.html -->
<h1>虚构县标记局2022年政府信息公开工作年度报告</h1>
<p>一、总体情况</p><p>本局公开&lt;img src=x onerror="document.title='taken'"&gt;与&lt;script&gt;document.title='taken'&lt;/script&gt;两段文字。</p>
<p>二、主动公开政府信息情况</p><p>三、收到和处理政府信息公开申请情况</p><p>四、政府信息公开行政复议、行政诉讼情况</p>
<p>五、存在的主要问题及改进情况</p><p>问题与&lt;b&gt;改进&lt;/b&gt;。</p>`;

/** As if it had been read from a picture: OCR itself has tests of its own. */
export const READ_BY_OCR: ReportFacts = {
  organ: '虚构县图片局',
  year: 2021,
  cells: { 'applications.received.total': 41, 'applications.carriedIn.total': 2 },
  confidences: { 'applications.received.total': 0.9349 },
  findings: ['recognised'],
};

const NESTED = [
  ['人民政府', '全县各部门共收到申请3件。'],
  ['教育局', '我局共收到申请3件。'],
] as const;

/** Starts the server; with `madeUp` the pages say so, as of the sample. */
export async function serveCorpus({ madeUp = false }: { madeUp?: boolean } = {}): Promise<ServedCorpus> {
  const folder = mkdtempSync(join(tmpdir(), 'ogi-pages-'));
  const store = await openSqliteStore({ path: join(folder, 'store.sqlite'), madeUp });
  const user = madeUp ? await openSqliteStore({ path: join(folder, 'user.sqlite'), madeUp: false }) : store;
  const { setAside } = await importFiles(inputs(), store, {});
  if (setAside.length > 0) throw new Error(`Set aside: ${JSON.stringify(setAside)}`);
  await store.write([buildWrite(buildReport(READ_BY_OCR), { fileName: 'made-up-scan.txt' })]);
  const app = await createApp(new ServedStores(user, madeUp ? store : null), TEST_CONFIG);
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    address,
    store,
    close: async () => {
      await app.close();
      await store.close();
      if (user !== store) await user.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function* inputs(): AsyncGenerator<ImportInput> {
  for (const { fileName, text } of generateCorpus({ seed: SEED, count: TEXTS })) {
    yield input(fileName, Buffer.from(text), `https://gov.example.cn/${fileName}`);
  }
  // A county whose figures cover those of its bureau, which reports too.
  for (const [organ, words] of NESTED) {
    const text = reportText({ organ: `云泽省澄江市青禾县${organ}`, year: 2022 });
    const said = text.replace('一、总体情况', `一、总体情况\n${words}`);
    yield input(`made-up-${organ}.txt`, Buffer.from(said), null);
  }
  yield input('made-up-markup.html', Buffer.from(MARKUP_REPORT), null);
  // Each layout draws a report of its own.
  const drawn = [
    ['pdf-ruled', 11],
    ['pdf-ruled', 12],
    ['docx-merged', 21],
    ['html-clean', 31],
  ] as const;
  for (const [name, seed] of drawn) {
    const layout = TORTURE_LAYOUTS.find((one) => one.name === name);
    if (layout === undefined) throw new Error(`There is no layout ${name}.`);
    const { bytes } = await layout.render(
      drawReport(seed, { ...layout.demands, shape: 'COMPLETE' as never }),
    );
    yield input(
      `made-up-${name}-${seed}.${layout.format}`,
      bytes,
      `https://gov.example.cn/${seed}.${layout.format}`,
    );
  }
}

function input(fileName: string, bytes: Uint8Array, url: string | null): ImportInput {
  return {
    path: fileName,
    fileName,
    origin: { url, retrievedAt: url === null ? null : '2025-03-01' },
    read: () => Promise.resolve(bytes),
  };
}
