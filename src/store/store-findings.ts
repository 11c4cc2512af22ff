/** Findings that only a store can know, because they concern what else is stored. The same for every store. */
import type { Finding, FindingCode } from '../domain/finding.js';
import type { Cell, CellState, Report } from '../domain/report.js';
import { findCell } from '../domain/cells.js';
import { compareRevisions, differingCells } from '../domain/revision.js';
import type { RevisionCandidate } from '../domain/revision.js';

/** Codes of the findings that stores add to a report; no parser raises them. */
const STORE_CODES: ReadonlySet<FindingCode> = new Set([
  'identity-uncertain',
  'revisions-differ',
  'carried-in-continues',
  'in-force-continues',
  'items-continue',
]);

/** A report without the findings that a store has added: as it was written. */
export function withoutStoreFindings(report: Report): Report {
  return { ...report, findings: report.findings.filter(({ code }) => !STORE_CODES.has(code)) };
}

/** How many differing cells the sentence names. */
const NAMED_CELLS = 3;

const STATE_WORDS: Readonly<Record<CellState, { zh: string; en: string }>> = {
  REPORTED: { zh: '有数', en: 'reported' },
  BLANK: { zh: '空白', en: 'blank' },
  ABSENT: { zh: '无此行', en: 'absent' },
  NOT_IN_FORM: { zh: '本格式无此项', en: 'not in the form' },
  UNREADABLE: { zh: '无法辨认', en: 'unreadable' },
};

/** The finding of a report whose organ lacks a certain region. */
export function identityUncertain(): Finding {
  return {
    code: 'identity-uncertain',
    severity: 'WARNING',
    outcome: null,
    cells: [],
    place: null,
    message: {
      zh: '机关所在地区不能确定，本文件单独成为一份报告，不与同名机关的其他文件合并。',
      en: 'The region of the organ is not certain, so this file is a report of its own and is joined with no other file.',
    },
  };
}

/**
 * The finding of a report whose revisions disagree in a cell; null where they all agree. `current` is the
 * revision that counts, `others` the rest in any order.
 */
export function revisionsDiffer(
  current: RevisionCandidate,
  others: readonly RevisionCandidate[],
): Finding | null {
  const differing = new Map<string, Cell | undefined>();
  for (const other of others.toSorted(compareRevisions)) {
    for (const key of differingCells(current.report, other.report)) {
      if (!differing.has(key)) differing.set(key, other.report.cells[key]);
    }
  }
  if (differing.size === 0) return null;
  const entries = [...differing].sort(([a], [b]) => (findCell(a)?.index ?? 0) - (findCell(b)?.index ?? 0));
  const named = entries.slice(0, NAMED_CELLS).map(([key, cell]) => ({
    key,
    pair: (language: 'zh' | 'en') => [current.report.cells[key], cell].map((one) => describe(one, language)),
  }));
  const zh = named
    .map(({ key, pair }) => `“${findCell(key)?.labelZh ?? key}” ${pair('zh').join(' / ')}`)
    .join('；');
  const en = named
    .map(({ key, pair }) => `${findCell(key)?.labelEn ?? key} ${pair('en').join(' / ')}`)
    .join('; ');
  const [versions, cells] = [others.length + 1, differing.size];
  return {
    code: 'revisions-differ',
    severity: 'WARNING',
    outcome: null,
    cells: entries.map(([key]) => key),
    place: null,
    message: {
      zh: `同一机关同一年度存有 ${versions} 个版本，其中 ${cells} 项数字不一致：${zh}${cells > named.length ? '等' : ''}（前者为现行版本）。`,
      en: `There are ${versions} revisions for this organ and year, and ${cells} cell(s) differ: ${en}${cells > named.length ? ' and others' : ''} (the current revision first).`,
    },
  };
}

function describe(cell: Cell | undefined, language: 'zh' | 'en'): string {
  if (cell === undefined) return STATE_WORDS.ABSENT[language];
  return cell.value === null ? STATE_WORDS[cell.state][language] : String(cell.value);
}
