/** The head of a report: what it is, where it comes from, and how to cite it. */
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Report } from '../api/report';
import { useText } from '../text';
import { citeGb, citePlain } from './citation';
import { OriginalityFact } from './copied';

export function ReportHead({ report }: { report: Report }): ReactNode {
  const text = useText();
  const { organ, region, scope, source, revisions } = report;
  const places = [region.province, region.city, region.county, region.township].flatMap(
    (one) => one?.name ?? [],
  );
  const isOlder = revisions.find(({ current }) => current)?.source.sha256 !== source.sha256;
  return (
    <header className="report-head">
      <h1>{report.title ?? organ?.name ?? report.id}</h1>
      {isOlder && (
        <p className="hint" role="note">
          {text.report.viewingOlder}{' '}
          <Link href={`/report/${encodeURIComponent(report.id)}`}>{text.report.toCurrent}</Link>
        </p>
      )}
      <dl className="facts">
        <Fact name={text.report.organ}>
          {organ === null ? (
            text.none
          ) : organ.id === null ? (
            organ.name
          ) : (
            <Link href={`/organ/${encodeURIComponent(organ.id)}`}>{organ.name}</Link>
          )}
        </Fact>
        <Fact name={text.report.year}>{report.year ?? text.none}</Fact>
        {report.publishedOn !== null && (
          <Fact name={text.report.published[report.dateKind ?? 'PUBLISHED']}>{report.publishedOn}</Fact>
        )}
        {places.length > 0 && (
          <Fact name={text.report.region}>
            {places.join(' ')}
            {region.certain ? '' : text.report.regionUncertain}
          </Fact>
        )}
        <Fact name={text.report.form}>{text.form[report.form]}</Fact>
        <Fact name={text.report.scope}>
          {text.scope[scope.kind]}
          {scope.words !== null && <span className="muted"> {text.report.scopeWords(scope.words)}</span>}
        </Fact>
        {report.originality !== null && (
          <Fact name={text.report.narrative}>
            <OriginalityFact report={report} />
          </Fact>
        )}
        <Fact name={text.report.address}>
          {source.url === null ? (
            <span className="muted">{text.report.noAddress}</span>
          ) : (
            <a href={source.url} rel="noopener noreferrer nofollow" target="_blank">
              {source.url}
            </a>
          )}
          {source.retrievedAt !== null && (
            <span className="muted"> {text.report.retrieved(source.retrievedAt)}</span>
          )}
        </Fact>
        <Fact name={text.report.file}>
          {source.fileName} <a href={source.path}>{text.report.open}</a>
        </Fact>
        <Fact name={text.report.digest} wide>
          <code className="digest">{source.sha256}</code>
        </Fact>
      </dl>
      <div className="head-actions">
        <CopyButton label={text.report.share} content={() => location.href} />
        <details className="cite">
          <summary>{text.report.cite}</summary>
          <Citation
            name={text.report.citeGb}
            content={citeGb(report, new Date().toISOString().slice(0, 10))}
          />
          <Citation
            name={text.report.citePlain}
            content={citePlain(report, `${location.origin}/report/${encodeURIComponent(report.id)}`)}
          />
        </details>
      </div>
    </header>
  );
}

function Fact({
  name,
  wide = false,
  children,
}: {
  name: string;
  wide?: boolean;
  children: ReactNode;
}): ReactNode {
  return (
    <div className={wide ? 'wide' : undefined}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Citation({ name, content }: { name: string; content: string }): ReactNode {
  const text = useText();
  return (
    <div className="citation">
      <h3>{name}</h3>
      <p>{content}</p>
      <CopyButton label={text.copy} content={() => content} />
    </div>
  );
}

function CopyButton({ label, content }: { label: string; content: () => string }): ReactNode {
  const text = useText();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => {
      setCopied(false);
    }, 2000);
    return () => {
      clearTimeout(timer);
    };
  }, [isCopied]);
  return (
    <button
      type="button"
      onClick={() => {
        void navigator.clipboard.writeText(content()).then(() => {
          setCopied(true);
        });
      }}
    >
      <span role="status">{isCopied ? text.copied : label}</span>
    </button>
  );
}
