/**
 * The real beginnings of pages beside the checkout, against what a careful reader found in them. They are not part of the
 * project; where they are not there, they are skipped by name.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { SetAsideError } from '../../src/errors.js';
import { parseFile } from '../../src/services/parse-file.js';

const FOLDER = fileURLToPath(new URL('../../../shared/reports/', import.meta.url));
const EXPECTED = `${FOLDER}heads/expected.jsonl`;

/** A line of `expected.jsonl`; white space is ignored, `…Accept` has other right answers. */
interface ExpectedHead {
  file: string;
  isReport: boolean;
  title: string | null;
  titleAccept?: string[];
  organ: string | null;
  organAccept: string[];
  year: number | null;
  publishedOn: string | null;
  dateKind: string | null;
}

const heads = existsSync(EXPECTED)
  ? readFileSync(EXPECTED, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as ExpectedHead)
  : [];

function squeezed(text: string | null | undefined): string | null {
  return text?.replace(/\s+/gu, '').normalize('NFKC') ?? null;
}

/** The expected answer where what was read is among the right ones; else what was read. */
function judged(
  read: string | null | undefined,
  expected: string | null,
  others: string[] = [],
): string | null {
  const isRight = [expected, ...others].map(squeezed).includes(squeezed(read));
  return isRight ? expected : (read ?? null);
}

describe.skipIf(heads.length === 0)(
  'real heads (skipped where the folder of real reports is not beside the checkout)',
  () => {
    it.each(heads.map((head) => [head.file, head] as const))('%s', async (file, head) => {
      const path = ['heads/', '', 'tables-before-2019/']
        .map((folder) => `${FOLDER}${folder}${file}`)
        .find(existsSync);
      const bytes = readFileSync(path ?? file);
      if (!head.isReport) {
        await expect(parseFile(bytes)).rejects.toThrow(SetAsideError);
        return;
      }
      const { report } = await parseFile(bytes);
      expect({
        title: judged(report.title, head.title, head.titleAccept),
        organ: judged(report.organ?.name, head.organ, head.organAccept),
        year: report.year,
        publishedOn: report.publishedOn,
        dateKind: report.dateKind,
      }).toEqual({
        title: head.title,
        organ: head.organ,
        year: head.year,
        publishedOn: head.publishedOn,
        dateKind: head.dateKind,
      });
    });
  },
);
