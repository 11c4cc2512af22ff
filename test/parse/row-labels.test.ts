import { describe, expect, it } from 'vitest';
import { findRows, foreignRemainder } from '../../src/parse/row-labels.js';

const BEFORE_OTHER = new Set(['applications.otherOutcome.unpaidFee']);

/** The row that a label names, rows above it known. */
function rowOf(table: 'applications' | 'disclosure', label: string): string | null {
  const found = findRows(table, label, BEFORE_OTHER);
  const match = found.at(-1);
  return found.length !== 1 || match === undefined || foreignRemainder(match, label) !== ''
    ? null
    : match.label.rowKey.slice(table.length + 1);
}

describe('labels of the application table', () => {
  it.each([
    ['一、本年度新收政府信息公开申请数量', 'received'],
    ['一、本年新收到政府信息公开申请数', 'received'],
    ['一、本年收到政府信息公开申请数量', 'received'],
    ['二、上年度结转政府信息公开申请数量', 'carriedIn'],
    ['二、上年转结政府信息公开申请数量', 'carriedIn'],
    ['（二）部分予以公开', 'partlyGranted'],
    ['1、国家秘密', 'refused.stateSecret'],
    ['2、其它法律、行政法规禁止公开', 'refused.forbiddenByLaw'],
    ['5.属于内部事务信息', 'refused.internalAffairs'],
    ['7.属于行政执法案卷信息', 'refused.enforcementFile'],
    ['1.本行政机关不掌握相关政府信息', 'unableToProvide.notHeld'],
    ['2.无现成信息需要另行制作', 'unableToProvide.needsCreation'],
    ['3.补正后仍不明确', 'unableToProvide.stillUnclear'],
    ['1.信访投诉举报类申请', 'notProcessed.petitionOrComplaint'],
    ['（六）其它处理', 'otherOutcome.all'],
    ['（六）其他', 'otherOutcome.all'],
    [
      '1.申请人无正当理由逾期未补正、行政机关不再处理其政府信息公开申请',
      'otherOutcome.notSupplementedInTime',
    ],
    ['2.申请人逾期未按照收费通知要求缴纳费用', 'otherOutcome.unpaidFee'],
    ['3.其他处理', 'otherOutcome.other'],
    ['3、其他情况', 'otherOutcome.other'],
    ['（七）合计', 'outcomeTotal'],
    ['四、结转下年继续办理', 'carriedOut'],
    ['四、转结下年度继续办理数量', 'carriedOut'],
  ])('%s', (label, row) => {
    expect(rowOf('applications', label)).toBe(row);
  });

  it.each(['小计', '（三）不予公开', '申请人情况', '（八）撤回申请'])('%s names no row', (label) => {
    expect(rowOf('applications', label)).toBeNull();
  });

  it('never gives a label that is nearest to a row already read to another row', () => {
    const seen = new Set(['applications.received']);
    expect(findRows('applications', '一、本年所收政府信息公开申请数量', seen)).toEqual([]);
  });
});

describe('labels of the disclosure table', () => {
  it.each([
    ['行政规章', 'rules'],
    ['行政规范性文件（件）', 'normativeDocuments'],
    ['行政许可事项', 'licensing'],
    ['其它对外管理服务事项', 'otherServices'],
    ['行政事业性收费项目', 'administrativeFees'],
    ['政府采购', 'procurement'],
  ])('%s', (label, row) => {
    expect(rowOf('disclosure', label)).toBe(row);
  });
});

describe('a label that is cut off', () => {
  it('is the row of its number where its words begin several', () => {
    const row = (text: string): string | undefined =>
      findRows('applications', text, new Set()).at(-1)?.label.rowKey;
    expect(row('7.属于行政')).toBe('applications.refused.enforcementFile');
    expect(row('（三）不予8.属于行政')).toBe('applications.refused.administrativeQuery');
    expect(row('（五）不予5.要求行政')).toBe('applications.notProcessed.reconfirmation');
    // Without a number, or with that of no such row, it is none.
    expect(row('属于行政')).toBeUndefined();
    expect(row('4.属于行政')).toBeUndefined();
  });
});
