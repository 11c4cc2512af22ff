/** Names of exported files. */
import type { ExportAbout } from './export-plan.js';

/** Code points of the query that a name holds. */
const LONGEST_QUERY = 40;

/** What no file system, or no shell, likes in a name. */
const AWKWARD = /[\p{C}\s\\/:*?"'<>|%;$`.-]+/gu;

/** A name that tells what was asked and when, e.g. `ogi-reports 行政诉讼 庭审 filtered 2024-03-01T0805Z.csv`. */
export function exportFileName({ asked, askedAt, madeUp }: ExportAbout): string {
  const query = [...(asked.query ?? '').replace(AWKWARD, ' ').trim()].slice(0, LONGEST_QUERY).join('').trim();
  const time = askedAt.slice(0, 16).replace(':', '');
  const words = [
    'ogi-reports',
    madeUp ? '虚构样例' : '',
    query,
    asked.filter === undefined ? '' : 'filtered',
    asked.after === undefined ? '' : 'continued',
    `${time}Z`,
  ];
  return `${words.filter((word) => word !== '').join(' ')}.${asked.format ?? ''}`;
}

/** The header `Content-Disposition` for a file name, to be saved unless told otherwise: plain ASCII for old clients, and the name itself by RFC 8187. */
export function contentDisposition(fileName: string, type: 'attachment' | 'inline' = 'attachment'): string {
  const plain = fileName.replace(/[^\x20-\x7e]/gu, '_').replace(/["\\]/gu, '_');
  const encoded = encodeURIComponent(fileName.replace(/\p{Cs}/gu, '_')).replace(
    /['()*]/gu,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${type}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
