/** Reports that were recognised in pictures: whose they are is not certain, for a name may have a wrong character. */
import { describe, expect, it } from 'vitest';
import { ingestFile } from '../../src/ingest/ingest-file.js';
import { parseReport } from '../../src/parse/index.js';

const TEXT = `北京市海淀区漪禾管理局2023年政府信息公开工作年度报告

一、总体情况

本年收到政府信息公开申请3件。
`;

describe('a report that was recognised in a picture', () => {
  const read = ingestFile(new TextEncoder().encode(TEXT));

  it('is of a certain place as text, and of none as a picture', async () => {
    const document = await read;
    expect(parseReport(document).region).toMatchObject({ county: { name: '海淀区' }, certain: true });
    const { region, organ } = parseReport({ ...document, recognisedBy: 'PP-OCRv4' });
    expect(region).toMatchObject({ county: { name: '海淀区' }, certain: false });
    expect(organ?.name).toBe('北京市海淀区漪禾管理局');
  });

  it('is of a certain place where its organ was given', async () => {
    const document = { ...(await read), recognisedBy: 'PP-OCRv4' };
    expect(parseReport(document, { organ: '北京市海淀区漪禾管理局' }).region.certain).toBe(true);
  });
});
