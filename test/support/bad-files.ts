/** A folder with every kind of file that cannot become a report. */
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reportText } from './report-text.js';

/** File name → the reason for which it must be set aside. */
export const BAD_FILES = {
  'empty.txt': 'empty-file',
  'program.txt': 'binary-file',
  'damaged.txt': 'unreadable-encoding',
  'news.txt': 'not-a-report',
  'nobody.txt': 'no-organ',
  'whenever.txt': 'no-year',
  'large.txt': 'too-large',
  'torn.pdf': 'damaged-file',
} as const;

/** Writes them all. */
export function writeBadFiles(folder: string): void {
  const damaged = Buffer.from(reportText());
  damaged[40] = 0xff;
  const contents: Record<keyof typeof BAD_FILES, string | Uint8Array> = {
    'empty.txt': '',
    'program.txt': Buffer.from('7f454c460201010000000000000000000300', 'hex'),
    'damaged.txt': damaged,
    'news.txt': '我县昨日举行春季运动会，三百余名学生参加。\n天气晴好。\n',
    'nobody.txt': reportText().replace(/^.*\n/u, '2020年政府信息公开工作年度报告\n'),
    'whenever.txt': reportText({ year: 0 }).replaceAll('0年', '本年'),
    'large.txt': '',
    'torn.pdf': '%PDF-1.4\n',
  };
  for (const [name, content] of Object.entries(contents)) writeFileSync(join(folder, name), content);
  truncateSync(join(folder, 'large.txt'), 50 * 1024 * 1024);
}
