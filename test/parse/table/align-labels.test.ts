/** Row labels are found in order, however the text breaks them. */
import { describe, expect, it } from 'vitest';
import type { Field } from '../../../src/parse/logical-rows.js';
import { alignLabels } from '../../../src/parse/table/align-labels.js';

function labels(...texts: string[]): Field[] {
  return texts.map((raw) => ({ raw, reading: { kind: 'text' }, place: {} }));
}

function rowsOf(...texts: string[]): string[] {
  return alignLabels('applications', labels(...texts)).map(({ row }) => row.rowKey);
}

describe('alignment of row labels', () => {
  it('finds labels that the label of their group is strewn into', () => {
    expect(
      rowsOf(
        '1.属于',
        '（三）',
        '国家秘',
        '不予公',
        '密',
        '开',
        '2.其他',
        '法律行',
        '政法规',
        '禁止公',
        '开',
      ),
    ).toEqual(['applications.refused.stateSecret', 'applications.refused.forbiddenByLaw']);
  });

  it('finds a label that stands one character a line', () => {
    expect(rowsOf('三', '、', '本', '年', '度', '（一）予以公开', ...'7.属于行政执法案卷')).toEqual([
      'applications.granted',
      'applications.refused.enforcementFile',
    ]);
  });

  it('finds no row in the words of prose', () => {
    expect(rowsOf('本机关按照要求提供服务，公开渠道畅通')).toEqual([]);
  });

  it('tells where each label begins and ends', () => {
    const [received, carriedIn] = alignLabels(
      'applications',
      labels('一、本年新收政府信息公开', '申请数量', '二、上年结转政府信息公开申请数量'),
    );
    expect([received?.first, received?.last, carriedIn?.first]).toEqual([0, 1, 2]);
  });
});
