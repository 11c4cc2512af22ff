/** What else there is of the organ and the report: other years, other revisions. */
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { ask } from '../api/client';
import { YearsAroundDocument } from '../api/generated';
import type { Report } from '../api/report';
import { useText } from '../text';
import { useDictionary } from './dictionary';
import { formatValue } from './values';

/** The values of the list of years. */
const YEAR_KEYS = ['applications.received.total', 'derived.disclosedRate.ofConcluded'];

/** The same organ's reports of other years, with the change on the year before. */
export function Years({ report }: { report: Report }): ReactNode {
  const text = useText();
  const { labelOf } = useDictionary();
  const organId = report.organ?.id ?? null;
  const { data } = useQuery({
    queryKey: ['years', organId],
    queryFn: ({ signal }) => ask(YearsAroundDocument, { organId: organId ?? '', keys: YEAR_KEYS }, signal),
    enabled: organId !== null,
  });
  const series = data?.organ?.series ?? [];
  if (series.length < 2) return null;
  return (
    <section id="years">
      <h2>{text.report.years}</h2>
      <div className="scroll" tabIndex={0} role="region" aria-label={text.report.years}>
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{text.report.year}</th>
              {YEAR_KEYS.map((key) => (
                <th key={key} scope="col">
                  {labelOf(key)}
                </th>
              ))}
              <th scope="col">{text.report.change}</th>
            </tr>
          </thead>
          <tbody>
            {series.map(({ year, report: other, figures }, index) => {
              const [value, before] = [
                figures[0]?.value ?? null,
                series[index - 1]?.figures[0]?.value ?? null,
              ];
              return (
                <tr key={year} aria-current={year === report.year ? 'true' : undefined}>
                  <th scope="row">
                    {other === null ? (
                      year
                    ) : year === report.year ? (
                      year
                    ) : (
                      <Link href={`/report/${encodeURIComponent(other.id)}`}>{year}</Link>
                    )}
                  </th>
                  {YEAR_KEYS.map((key, at) => {
                    const figure = figures[at];
                    return (
                      <td key={key}>
                        {figure === undefined ? text.report.yearGap : formatValue(figure, text)}
                      </td>
                    );
                  })}
                  <td>{value === null || before === null ? '—' : signed(value - before)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const signed = (change: number): string => (change > 0 ? `+${change}` : String(change).replace('-', '−'));

/** The revisions of the report, where there are several. */
export function Revisions({ report }: { report: Report }): ReactNode {
  const text = useText();
  const { labelOf } = useDictionary();
  if (report.revisions.length < 2) return null;
  const differing = report.findings
    .filter(({ code }) => code === 'REVISIONS_DIFFER')
    .flatMap(({ cells }) => cells);
  return (
    <section id="revisions">
      <h2>{text.report.revisions}</h2>
      <ul>
        {report.revisions.map(({ current, source }) => (
          <li key={source.sha256}>
            <Link
              href={
                current
                  ? `/report/${encodeURIComponent(report.id)}`
                  : `/report/${encodeURIComponent(report.id)}?rev=${source.sha256}`
              }
            >
              {source.fileName}
            </Link>{' '}
            <span className="tag">{current ? text.report.current : text.report.older}</span>{' '}
            <span className="muted">
              {source.importedAt.slice(0, 10)} {source.sha256.slice(0, 12)}
            </span>
          </li>
        ))}
      </ul>
      {differing.length > 0 && (
        <p>
          {text.findings['REVISIONS_DIFFER']}：{[...new Set(differing)].map(labelOf).join('；')}
        </p>
      )}
    </section>
  );
}
