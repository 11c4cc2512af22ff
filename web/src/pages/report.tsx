/** `/report/ID`: one report, with its source beside it. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useAddress } from '../address';
import { ask } from '../api/client';
import { HitsDocument, ReportDocument, YearsAroundDocument } from '../api/generated';
import type { ReportQuery } from '../api/generated';
import { useTitle } from '../app';
import { citeGb, citePlain } from '../parts/citation';
import { useDictionary, useFormLayout } from '../parts/dictionary';
import { OriginalityFact, SimilarReports } from '../parts/copied';
import { Narrative } from '../parts/narrative';
import { ExtraTables, OfficialTables } from '../parts/official-tables';
import { SourceView } from '../parts/source-view';
import { ApiFailure, Failure, Loading } from '../parts/states';
import { hitAt, hitsOf, targetOf } from '../parts/targets';
import type { ReportHit } from '../parts/targets';
import { formatValue } from '../parts/values';
import { useLanguage, useText } from '../text';

type Report = NonNullable<ReportQuery['report']>;

/** Derived values worth a line of their own. */
const SHOWN_DERIVED = [
  'derived.disclosedRate.ofConcluded',
  'derived.refusedShare.ofConcluded',
  'derived.disputesRate.ofReceived',
  'derived.reconsideration.correctionRate.ofTotal',
  'derived.litigation.correctionRate.ofTotal',
];
/** The values of the list of years. */
const YEAR_KEYS = ['applications.received.total', 'derived.disclosedRate.ofConcluded'];

export default function ReportPage({ id }: { id: string }): ReactNode {
  const text = useText();
  const address = useAddress();
  const sha256 = address.get('rev');
  const { data, error, refetch } = useQuery({
    queryKey: ['report', id, sha256],
    queryFn: ({ signal }) => ask(ReportDocument, { id, sha256 }, signal),
  });
  useTitle(data?.report?.title ?? null);
  if (error !== null) return <ApiFailure error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  if (data.report === null)
    return <Failure message={text.report.missing(id)} help={text.report.missingHelp} />;
  return <ReportView report={data.report} />;
}

function ReportView({ report }: { report: Report }): ReactNode {
  const text = useText();
  const { language } = useLanguage();
  const address = useAddress();
  const { labelOf } = useDictionary();
  const definitions = useFormLayout();
  const query = address.get('q');
  const headings = address.get('headings') === '1';
  const found = useQuery({
    queryKey: ['hits', report.id, query, headings],
    queryFn: ({ signal }) =>
      ask(
        HitsDocument,
        { query: query ?? '', id: report.id, searchIn: headings ? ['TITLE', 'TEXT', 'HEADINGS'] : null },
        signal,
      ),
    enabled:
      query !== null &&
      report.revisions.find(({ current }) => current)?.source.sha256 === report.source.sha256,
  });
  const passages = found.data?.search.edges[0]?.highlights ?? [];
  const hits = query === null ? [] : hitsOf(passages);
  const current = hitAt(hits, address.params);
  const target = targetOf(report, hits, address.params);
  const showSource = address.get('view') === 'source';
  // A link to a number opens with the number in sight, in the table too. Later the reader's own place stays.
  const first = useRef(address.get('cell'));
  const isDrawn = definitions.length > 0;
  useEffect(() => {
    if (first.current === null || !isDrawn) return;
    document.getElementById(`cell-${first.current}`)?.scrollIntoView({ block: 'center' });
    first.current = null;
  }, [isDrawn]);
  const show = (changes: { cell?: string; at?: string; claim?: string }): void => {
    address.set(pointing(changes));
  };
  const showHit = (index: number): void => {
    const hit = hits[index];
    if (hit !== undefined) show({ at: spotOf(hit) });
  };
  return (
    <div className={showSource ? 'report-page source-first' : 'report-page'}>
      <div className="view-switch" role="group" aria-label={text.source.title}>
        <button
          type="button"
          aria-pressed={!showSource}
          onClick={() => {
            address.set({ view: null });
          }}
        >
          {text.report.reportTab}
        </button>
        <button
          type="button"
          aria-pressed={showSource}
          onClick={() => {
            address.set({ view: 'source' });
          }}
        >
          {text.report.sourceTab}
        </button>
      </div>
      <article className="report">
        <ReportHead report={report} />
        {hits.length > 0 && (
          <HitBar hits={hits} current={current} onShow={showHit} isCut={passages.length >= 20} />
        )}
        <nav className="outline" aria-label={text.report.outline}>
          <ul>
            <li>
              <a href="#tables">{text.report.tables}</a>
            </li>
            {report.sections.map(({ ordinal, heading }) => (
              <li key={ordinal}>
                <a href={`#section-${ordinal}`}>{heading ?? text.report.preamble}</a>
              </li>
            ))}
            <li>
              <a href="#findings">{text.report.findings}</a>
            </li>
          </ul>
        </nav>
        <section id="tables">
          <h2>{text.report.tables}</h2>
          <OfficialTables
            report={report}
            definitions={definitions}
            chosen={address.get('cell')}
            onChoose={(cell) => {
              show({ cell });
            }}
            labelOf={labelOf}
            language={language}
          />
          <ExtraTables
            report={report}
            hrefOf={(table, row, value) => address.with(pointing({ extra: `${table}:${row}:${value}` }))}
          />
          <DerivedList report={report} />
        </section>
        <section>
          <h2>{text.report.narrative}</h2>
          <Narrative
            report={report}
            hits={hits}
            current={current}
            chosenClaim={Number(address.get('claim') ?? -1)}
            hitHref={(index) => address.with(pointing({ at: spotOf(hits[index]) }))}
            claimHref={(index) => address.with(pointing({ claim: String(index) }))}
          />
        </section>
        {report.originality !== null && <SimilarReports key={report.id} report={report} />}
        <Claims
          report={report}
          labelOf={labelOf}
          onClaim={(index) => {
            show({ claim: String(index) });
          }}
          onCell={(cell) => {
            show({ cell });
          }}
        />
        <Findings
          report={report}
          labelOf={labelOf}
          onCell={(cell) => {
            show({ cell });
          }}
        />
        <Years report={report} />
        <Revisions report={report} />
      </article>
      <aside className="source-pane" aria-label={text.source.title}>
        <SourceView report={report} target={target} />
      </aside>
    </div>
  );
}

/** An address points at one thing. */
function pointing(changes: {
  cell?: string;
  at?: string;
  claim?: string;
  extra?: string;
}): Record<string, string | null> {
  return { cell: null, at: null, claim: null, extra: null, ...changes };
}

const spotOf = (hit: ReportHit | undefined): string =>
  hit === undefined ? '' : `${hit.section}:${hit.start}`;

function ReportHead({ report }: { report: Report }): ReactNode {
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

function HitBar(props: {
  hits: readonly ReportHit[];
  current: number;
  onShow: (index: number) => void;
  isCut: boolean;
}): ReactNode {
  const text = useText();
  const { hits, current, onShow, isCut } = props;
  return (
    <div className="hit-bar" role="group" aria-label={text.report.hit(current + 1, hits.length)}>
      <button
        type="button"
        disabled={current <= 0}
        onClick={() => {
          onShow(current - 1);
        }}
      >
        {text.report.previousHit}
      </button>
      <span role="status">
        {text.report.hit(current + 1, hits.length)} {isCut && text.report.hitLimit}
      </span>
      <button
        type="button"
        disabled={current >= hits.length - 1}
        onClick={() => {
          onShow(current + 1);
        }}
      >
        {text.report.nextHit}
      </button>
    </div>
  );
}

function DerivedList({ report }: { report: Report }): ReactNode {
  const text = useText();
  const { labelOf } = useDictionary();
  const shown = SHOWN_DERIVED.flatMap((key) => report.derived.find((one) => one.key === key) ?? []).filter(
    ({ value }) => value !== null,
  );
  if (shown.length === 0) return null;
  return (
    <section className="derived">
      <h3>{text.report.derived}</h3>
      <dl>
        {shown.map((value) => (
          <div key={value.key}>
            <dt>{labelOf(value.key)}</dt>
            <dd>
              {formatValue(value, text)}{' '}
              {value.numerator !== null && value.denominator !== null && (
                <span className="muted">
                  {value.numerator} ÷ {value.denominator}
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Claims(props: {
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

function Findings(props: {
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

/** The same organ's reports of other years, with the change on the year before. */
function Years({ report }: { report: Report }): ReactNode {
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

function Revisions({ report }: { report: Report }): ReactNode {
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
