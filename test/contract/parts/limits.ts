import { describe, expect, it } from 'vitest';
import type { SetAsideFile } from '../../../src/store/sources.js';
import { normalize } from '../../../src/text/normal-form.js';
import { MAX_TEXT_LENGTH } from '../../../src/text/text-limit.js';
import { buildReport, buildSearch, buildWrite, phrase, region } from '../../support/build-report.js';
import type { ContractContext } from '../report-store.js';

/** Characters that are as long in the normal form. */
const CHARACTERS = Array.from({ length: 20_000 }, (_, index) => String.fromCharCode(0x4e00 + index)).filter(
  (character) => normalize(character).length === 1,
);

/** Text without a rule, in which nearly each pair of characters is another. */
function variedText(length: number): string {
  let state = 1;
  return Array.from({ length }, () => {
    state = (state * 48_271) % 0x7fff_ffff;
    return CHARACTERS[state % CHARACTERS.length] ?? '';
  }).join('');
}

/** What is too large to be stored, and what is not. */
export function describeLimits({ store }: ContractContext): void {
  describe('limits', () => {
    it('keep and find a report as long as any that is accepted', async () => {
      const title = '长报告';
      const text = variedText(MAX_TEXT_LENGTH - title.length - 6);
      const [outcome] = await store().write([
        buildWrite(buildReport({ title, sections: [['OTHER', `${text}终止于此处。`]] }), { bytes: 'long' }),
      ]);
      const search = buildSearch({ text: phrase(normalize(`${text.slice(-20)}终止`)), highlights: 1 });
      const { total, hits } = await store().search(search);
      expect([total, hits[0]?.id]).toEqual([1, outcome?.id]);
      expect(hits[0]?.highlights[0]?.ranges).toHaveLength(1);
    });

    it('refuse what no index takes, naming the file, and go on with the rest', async () => {
      const good = buildWrite(buildReport());
      const bad = [
        buildReport({ title: null, sections: [['OTHER', '公'.repeat(MAX_TEXT_LENGTH + 1)]] }),
        // One character of it is eighteen in the normal form.
        buildReport({ title: null, sections: [['OTHER', '\ufdfa'.repeat(MAX_TEXT_LENGTH / 18 + 1)]] }),
        buildReport({ organ: '局'.repeat(1001) }),
        buildReport({ region: region('云泽省', '市'.repeat(1001)) }),
      ];
      for (const report of bad) {
        const write = buildWrite(report, { bytes: 'bad', fileName: '超长.txt' });
        await expect(store().write([good, write])).rejects.toMatchObject({
          code: 'BAD_ARGUMENT',
          message: expect.stringContaining('超长.txt') as string,
          details: { fileName: '超长.txt', sha256: write.source.sha256 },
        });
        expect(await store().status()).toMatchObject({ reports: 0, sources: 0 });
      }
      expect(await store().write([good])).toMatchObject([{ status: 'new' }]);
    });

    it('list files set aside whatever the length of their names, which archives give', async () => {
      const file: SetAsideFile = {
        fileName: `${'很长的目录/'.repeat(6000)}a.txt`,
        sha256: null,
        reason: 'no-year',
        message: '没有年度。',
        at: '2024-03-01T08:00:00.000Z',
      };
      await store().setAside([file]);
      expect(await store().listSetAside(10, 0)).toEqual({ files: [file], total: 1 });
    });
  });
}
