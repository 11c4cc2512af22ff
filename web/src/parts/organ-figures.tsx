/** The figures that are followed of an organ, and the table of them by year. */
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { OrganPageQuery } from '../api/generated';
import { useText } from '../text';
import { saveCsv } from './save-csv';
import { formatValue } from './values';

export type Organ = NonNullable<OrganPageQuery['organ']>;

/** The charts; each is one kind of number, so that one axis fits. */
export const CHARTS = {
  intake: ['applications.received.total', 'applications.outcomeTotal.total', 'applications.carriedOut.total'],
  outcomes: [
    'derived.disclosed.total',
    'derived.refused.total',
    'derived.unableToProvide.total',
    'derived.notProcessed.total',
    'derived.otherOutcome.total',
  ],
  rates: ['derived.disclosedRate.ofConcluded', 'derived.refusedShare.ofConcluded'],
  disputes: ['review.reconsideration.total', 'derived.litigation.total'],
} as const;
export type ChartName = keyof typeof CHARTS;
export const CHART_NAMES = Object.keys(CHARTS) as ChartName[];
/** The values of all charts. */
export const KEYS: string[] = Object.values(CHARTS).flat();

export function Figures(props: {
  organ: Organ;
  years: readonly number[];
  labelOf: (key: string) => string;
}): ReactNode {
  const text = useText();
  const { organ, labelOf } = props;
  const rows = organ.series.map(({ year, report, figures }) => ({
    year,
    report,
    shown: KEYS.map((key) => figures.find((figure) => figure.key === key) ?? null),
  }));
  return (
    <section>
      <h2>{text.organ.figures}</h2>
      <div className="scroll" tabIndex={0} role="region" aria-label={text.organ.figures}>
        <table className="plain figures">
          <thead>
            <tr>
              <th scope="col">{text.report.year}</th>
              <th scope="col">{text.report.scope}</th>
              {KEYS.map((key) => (
                <th key={key} scope="col">
                  {labelOf(key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ year, report, shown }) => (
              <tr key={year}>
                <th scope="row">
                  {report === null ? (
                    year
                  ) : (
                    <Link href={`/report/${encodeURIComponent(report.id)}`}>{year}</Link>
                  )}
                </th>
                <td>{report === null ? text.organ.gap : text.scope[report.scope.kind]}</td>
                {shown.map((figure, index) => (
                  <td key={KEYS[index]} className={figure?.value == null ? 'missing' : 'number'}>
                    {figure === null
                      ? text.organ.gap
                      : figure.value === null && figure.state === null
                        ? text.organ.noValue
                        : formatValue(figure, text)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p>
        <button
          type="button"
          onClick={() => {
            saveCsv(organ.name, [
              [text.report.year, text.report.scope, ...KEYS],
              ...rows.map(({ year, report, shown }) => [
                year,
                report === null ? null : report.scope.kind,
                ...shown.map((figure) => figure?.value ?? null),
              ]),
            ]);
          }}
        >
          {text.organ.csv}
        </button>
      </p>
    </section>
  );
}
