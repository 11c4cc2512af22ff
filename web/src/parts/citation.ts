/** How to cite a report so that others find the very file. */
import type { Report } from '../api/report';

/** By GB/T 7714—2015, an electronic document: organ. title[EB/OL]. (date)[day of retrieval]. address. */
export function citeGb(report: Report, today: string): string {
  const { organ, title, publishedOn, source } = report;
  const date = publishedOn === null ? '' : `(${publishedOn})`;
  const retrieved = source.retrievedAt === null ? today : source.retrievedAt.slice(0, 10);
  const address = source.url === null ? '' : ` ${source.url}.`;
  return `${organ?.name ?? ''}. ${title ?? ''}[EB/OL]. ${date}[${retrieved}].${address} SHA-256: ${source.sha256}.`;
}

/** In plain words. */
export function citePlain(report: Report, address: string): string {
  const { organ, title, year, publishedOn, source } = report;
  const parts = [
    `${organ?.name ?? ''}：《${title ?? ''}》`,
    year === null ? '' : `（${year} 年度）`,
    publishedOn === null ? '' : `，${publishedOn}`,
    source.url === null ? '' : `，${source.url}`,
    `，${address}`,
    `，SHA-256 ${source.sha256}`,
  ];
  return `${parts.join('')}。`;
}
