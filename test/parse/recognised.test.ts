/** Reports that were recognised in pictures: whose they are is not certain, for a name may have a wrong character. */
import { describe, expect, it } from 'vitest';
import { ingestFile } from '../../src/ingest/ingest-file.js';
import { parseReport } from '../../src/parse/index.js';
import { APPLICATION_ROWS } from '../../src/parse/official-labels.js';

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

  it('has a confidence of 1 in a blank cell, and of 0 in one that could not be read', async () => {
    const results = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'];
    const confidences = async (header: readonly string[]) => {
      const text = `${TEXT}\n四、政府信息公开行政复议、行政诉讼情况\n\n`;
      const document = await ingestFile(new TextEncoder().encode(text));
      const place = { page: 1, table: 1 };
      const cell = (of: string, row: number, at: number) => ({
        text: of,
        origin: true,
        place: { ...place, row, tableColumn: at + 1 },
        ...(of === '' ? {} : { recognised: { confidence: 0.99, readings: [of] } }),
      });
      const rows = [header, header.map(() => '')].map((texts, row) =>
        texts.map((of, at) => cell(of, row + 1, at)),
      );
      const blocks = [...document.blocks, { kind: 'table' as const, rows, place }];
      const { cells } = parseReport({ ...document, blocks, recognisedBy: 'PP-OCRv4' });
      const own = Object.entries(cells).filter(([key]) => key.startsWith('review.'));
      return [...new Set(own.map(([, { state, confidence }]) => `${state} ${String(confidence)}`))];
    };
    expect(await confidences([...results, ...results, ...results])).toEqual(['BLANK 1']);
    const cut = ['维持', '纠正', '结果', '审结', '总计'];
    expect(await confidences([...results, ...cut, ...cut])).toEqual(['UNREADABLE 0']);
  });

  it('keeps the row of what was not sure, whatever letters it was taken for: it is no label and not two numbers', async () => {
    const document = await ingestFile(
      new TextEncoder().encode(`${TEXT}\n三、收到和处理政府信息公开申请情况\n\n`),
    );
    const place = { page: 1, table: 1 };
    const header = ['', '自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'];
    const values = ['995154898件…', 'I/…', '5 3…', '0件', '0件', '0件', '7件'];
    const rows = [header, ['一、本年新收政府信息公开申请数量', ...values]].map((texts, row) =>
      texts.map((text, at) => ({
        text,
        origin: true,
        place: { ...place, row: row + 1, tableColumn: at + 1 },
        recognised: {
          confidence: 0.99,
          readings: [text.replace('…', '')],
          ...(text.endsWith('…') ? { unsure: true as const } : {}),
        },
      })),
    );
    const blocks = [...document.blocks, { kind: 'table' as const, rows, place }];
    const { cells } = parseReport({ ...document, blocks, recognisedBy: 'PP-OCRv4' });
    const states = ['naturalPerson', 'business', 'research', 'publicWelfare', 'total'].map((column) => {
      const cell = cells[`applications.received.${column}`];
      return [cell?.state, cell?.value, cell?.raw];
    });
    expect(states).toEqual([
      ['UNREADABLE', null, '995154898件'],
      ['UNREADABLE', null, 'I/'],
      ['UNREADABLE', null, '5 3'],
      ['REPORTED', 0, '0件'],
      ['REPORTED', 7, '7件'],
    ]);
  });

  it('has a table though recognition left a cell of each of its rows open', async () => {
    const document = await ingestFile(
      new TextEncoder().encode(`${TEXT}\n三、收到和处理政府信息公开申请情况\n`),
    );
    const place = { page: 1, table: 1 };
    const rows = APPLICATION_ROWS.filter(({ rowKey }) => rowKey !== 'applications.otherOutcome.all').map(
      ({ full: [label = ''] }, row) =>
        [label, '3', 'I/…', '/', '/', '/', '/', '3'].map((text, at) => ({
          text,
          origin: true,
          place: { ...place, row: row + 1, tableColumn: at + 1 },
          recognised: {
            confidence: 0.99,
            readings: [text.replace('…', '')],
            ...(text.endsWith('…') ? { unsure: true as const } : {}),
          },
        })),
    );
    const blocks = [...document.blocks, { kind: 'table' as const, rows, place }];
    const { cells, extraTables } = parseReport({ ...document, blocks, recognisedBy: 'PP-OCRv4' });
    expect(cells['applications.refused.stateSecret.total']).toMatchObject({ state: 'REPORTED', value: 3 });
    expect(cells['applications.refused.stateSecret.business']).toMatchObject({ state: 'UNREADABLE' });
    expect(extraTables).toEqual([]);
  });
});
