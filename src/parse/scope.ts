/** 汇总口径: do the figures cover the organ alone or its subordinate organs too? Decided by printed words only. */
import type { Scope } from '../domain/report.js';
import type { Paragraph } from './paragraphs.js';
import { placeIn } from '../domain/text-run.js';

const CONSOLIDATED =
  /(?:全(?:省|市|区|县|州|旗|镇|乡|街道|系统)(?:各级|行政机关|政府系统|共|累计|新|总|本级|各部门|各单位|[^，。；\d]{0,6}){0,2}(?:收到|受理|接收)[^，。；]{0,24}(?:申请|依申请公开)|(?:含|包括|包含|汇总)[^，。；]{0,8}(?:所属|下属|下级|各级|各部门|各单位|各镇|各街道|各乡镇|各区县)[^，。；]{0,20})/u;
const OWN =
  /(?:本(?:机关|单位|部门|局|委|厅|办|街道|镇|乡|院|中心)|我(?:局|委|厅|办|街道|镇|乡|院|中心|单位|机关|部门))[^，。；]{0,12}(?:收到|受理|接收)[^，。；]{0,24}(?:申请|依申请公开)/u;

function find(paragraphs: readonly Paragraph[], pattern: RegExp): Omit<Scope, 'kind'> | null {
  for (const paragraph of paragraphs) {
    const match = pattern.exec(paragraph.text);
    if (match === null) continue;
    const end = match.index + match[0].length;
    return { words: match[0], place: placeIn(paragraph, match.index, end) };
  }
  return null;
}

/** 政府层面 29 件, 其中政府本级 29 件: the part of a consolidated number that is the government's own. */
const GOVERNMENT_PART = /政府(?:层面|本级)[^，。；\d]{0,10}(?<count>\d+)\s*件/u;

/**
 * Reads the scope of a report from its narrative. Words of consolidation outweigh words for the organ alone, unless the
 * tables hold the number that the narrative calls the government's own part. `received` is what the tables say was received
 * in all; null where they do not.
 */
export function findScope(paragraphs: readonly Paragraph[], received: number | null): Scope {
  const part = find(paragraphs, GOVERNMENT_PART);
  const count = Number(GOVERNMENT_PART.exec(part?.words ?? '')?.groups?.['count']);
  if (part !== null && received !== null && count === received) return { kind: 'OWN', ...part };
  const consolidated = find(paragraphs, CONSOLIDATED);
  if (consolidated !== null) return { kind: 'CONSOLIDATED', ...consolidated };
  const own = find(paragraphs, OWN);
  if (own !== null) return { kind: 'OWN', ...own };
  return { kind: 'UNKNOWN', words: null, place: null };
}
