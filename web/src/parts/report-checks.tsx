/** What was checked of a report: the numbers of its narrative, and its findings. */
import type { ReactNode } from 'react';
import type { Report } from '../api/report';
import { useLanguage, useText } from '../text';

/** Numbers that the narrative states, beside the cells that they are compared with. */
export function Claims(props: {
  report: Report;
  labelOf: (key: string) => string;
  onClaim: (index: number) => void;
  onCell: (key: string) => void;
}): ReactNode {
  const text = useText();
  const { report, labelOf, onClaim, onCell } = props;
  const shown = report.claims
    .map((claim, index) => ({ claim, index }))
    .filter(({ claim }) => claim.cell !== null);
  if (shown.length === 0) return null;
  return (
    <section id="claims">
      <h2>{text.report.claims}</h2>
      <ul className="claims">
        {shown.map(({ claim, index }) => (
          <li key={index}>
            <button
              type="button"
              className="link"
              onClick={() => {
                onClaim(index);
              }}
            >
              {claim.text}
            </button>
            <span className={`tag outcome-${(claim.outcome ?? 'none').toLowerCase()}`}>
              {claim.outcome === null ? '—' : text.outcome[claim.outcome]}
            </span>
            {claim.cell !== null && (
              <button
                type="button"
                className="link"
                onClick={() => {
                  onCell(claim.cell ?? '');
                  document.getElementById(`cell-${claim.cell ?? ''}`)?.scrollIntoView({ block: 'center' });
                }}
              >
                {labelOf(claim.cell)}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What is wrong or doubtful; what holds is counted only. */
export function Findings(props: {
  report: Report;
  labelOf: (key: string) => string;
  onCell: (key: string) => void;
}): ReactNode {
  const { text, language } = useLanguage();
  const { report, labelOf, onCell } = props;
  const shown = report.findings.filter(({ outcome }) => outcome === null || outcome === 'FAILS');
  const rest = report.findings.length - shown.length;
  return (
    <section id="findings">
      <h2>{text.report.findings}</h2>
      {shown.length === 0 && <p>{text.report.noFindings}</p>}
      <ul className="findings">
        {shown.map((finding, index) => (
          <li key={index} className={`severity-${finding.severity.toLowerCase()}`}>
            <span className="tag">
              {finding.outcome === 'FAILS' ? text.outcome.FAILS : text.severity[finding.severity]}
            </span>
            <strong>{text.findings[finding.code] ?? finding.code}</strong>
            <span>{language === 'zh' ? finding.messageZh : finding.messageEn}</span>
            {finding.cells.slice(0, 3).map((key) => (
              <button
                key={key}
                type="button"
                className="link"
                onClick={() => {
                  onCell(key);
                }}
              >
                {labelOf(key)}
              </button>
            ))}
          </li>
        ))}
      </ul>
      {rest > 0 && <p className="muted">{text.report.otherFindings(rest)}</p>}
    </section>
  );
}
