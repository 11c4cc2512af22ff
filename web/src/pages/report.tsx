/** `/report/ID`: one report, with its source beside it. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useAddress } from '../address';
import { ask } from '../api/client';
import { HitsDocument, ReportDocument } from '../api/generated';
import type { Report } from '../api/report';
import { useTitle } from '../app';
import { useDictionary, useFormLayout } from '../parts/dictionary';
import { SimilarReports } from '../parts/copied';
import { Narrative } from '../parts/narrative';
import { ExtraTables, OfficialTables } from '../parts/official-tables';
import { Claims, Findings } from '../parts/report-checks';
import { ReportHead } from '../parts/report-head';
import { Revisions, Years } from '../parts/report-others';
import { SourceView } from '../parts/source-view';
import { ApiFailure, Failure, Loading } from '../parts/states';
import { hitAt, hitsOf, targetOf } from '../parts/targets';
import type { ReportHit } from '../parts/targets';
import { formatValue } from '../parts/values';
import { useLanguage, useText } from '../text';

/** Derived values worth a line of their own. */
const SHOWN_DERIVED = [
  'derived.disclosedRate.ofConcluded',
  'derived.refusedShare.ofConcluded',
  'derived.disputesRate.ofReceived',
  'derived.reconsideration.correctionRate.ofTotal',
  'derived.litigation.correctionRate.ofTotal',
];
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
