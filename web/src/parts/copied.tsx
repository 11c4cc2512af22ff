/** Copied text: how much of a report is its own, what it has in common with others, what is repeated most. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { ask } from '../api/client';
import { CopiedDocument, SimilarDocument } from '../api/generated';
import type { CopiedQueryVariables, SimilarQuery } from '../api/generated';
import type { Report } from '../api/report';
import { useText } from '../text';
import { ApiFailure, Loading } from './states';

type Similar = NonNullable<SimilarQuery['report']>['similar'][number];

/** A sentence in its report, where the report page marks it. */
function sentenceAddress(id: string, { section, start }: { section: number; start: number }): string {
  return `/report/${encodeURIComponent(id)}?at=${String(section)}:${String(start)}#section-${String(section)}`;
}

/** "Own words 37 %", told in full under the pointer and to screen readers. */
export function OwnWords({ share, title }: { share: number | null | undefined; title?: string }): ReactNode {
  const text = useText();
  if (share === null || share === undefined) return null;
  const low = share < 0.2 ? ' own-low' : '';
  return (
    <span className={`tag own-words${low}`} title={title ?? text.copies.about}>
      {text.copies.badge(share)}
    </span>
  );
}

/** How much of the narrative is whose, as a bar with its numbers. */
export function OriginalityFact({ report: { originality } }: { report: Report }): ReactNode {
  const text = useText();
  if (originality === null) return null;
  const { own, repeated, shared, characters, ownCharacters, repeatedCharacters, sharedCharacters } =
    originality;
  if (own === null) return <span className="muted">{text.copies.noText}</span>;
  return (
    <>
      <OwnWords share={own} />{' '}
      <span className="muted">
        {text.copies.counts(ownCharacters, characters)}
        {shared !== null && text.copies.shared(shared, sharedCharacters)}
        {repeated === null || repeatedCharacters === null
          ? text.copies.noLastYear
          : text.copies.repeated(repeated, repeatedCharacters)}
      </span>
    </>
  );
}

/** Reports with most text in common, asked for when it is opened. */
export function SimilarReports({ report }: { report: Report }): ReactNode {
  const text = useText();
  const [isOpen, setOpen] = useState(false);
  const [ofOtherOrgans, setOther] = useState(true);
  const { data, error, refetch } = useQuery({
    queryKey: ['similar', report.id, ofOtherOrgans],
    queryFn: ({ signal }) => ask(SimilarDocument, { id: report.id, ofOtherOrgans }, signal),
    enabled: isOpen,
  });
  const similar = data?.report?.similar;
  return (
    <section id="similar">
      <details
        className="similar"
        onToggle={(event) => {
          setOpen(event.currentTarget.open);
        }}
      >
        <summary>
          <h2>{text.copies.similar}</h2>
        </summary>
        <p className="muted">{text.copies.similarHelp}</p>
        <label className="choice">
          <input
            type="checkbox"
            checked={!ofOtherOrgans}
            onChange={(event) => {
              setOther(!event.target.checked);
            }}
          />
          {text.copies.withOwnYears}
        </label>
        {error !== null ? (
          <ApiFailure error={error} retry={() => void refetch()} />
        ) : similar === undefined ? (
          isOpen && <Loading />
        ) : similar.length === 0 ? (
          <p className="empty">{text.copies.none}</p>
        ) : (
          similar.map((one) => <SimilarReport key={one.report.id} id={report.id} similar={one} />)
        )}
      </details>
    </section>
  );
}

function SimilarReport({
  id,
  similar: { report, share, sharedCharacters, passages },
}: {
  id: string;
  similar: Similar;
}): ReactNode {
  const text = useText();
  const name = `${report.organ?.name ?? report.id} ${String(report.year ?? '')}`;
  return (
    <details className="similar-report">
      <summary>
        <span>{name}</span> <span className="tag">{text.copies.inCommon(share, sharedCharacters)}</span>
      </summary>
      <div className="scroll" tabIndex={0} role="region" aria-label={name}>
        <table className="plain side-by-side">
          <thead>
            <tr>
              <th scope="col">{text.copies.here}</th>
              <th scope="col">
                <Link href={`/report/${encodeURIComponent(report.id)}`}>{name}</Link>
              </th>
            </tr>
          </thead>
          <tbody>
            {passages.map(({ here, there, similarity }) => (
              <tr key={`${String(here.section)}:${String(here.start)}`}>
                <td>
                  <Link href={sentenceAddress(id, here)}>{here.text}</Link>
                </td>
                <td>
                  <Link href={sentenceAddress(report.id, there)}>{there.text}</Link>{' '}
                  {similarity < 1 && <span className="tag">{text.copies.near(similarity)}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

/** The sentences that most organs have. */
export function CopiedPassages({ filter }: { filter: CopiedQueryVariables['filter'] }): ReactNode {
  const text = useText();
  const variables = { filter, minOrgans: 2 };
  const { data, error, refetch } = useQuery({
    queryKey: ['copied', variables],
    queryFn: ({ signal }) => ask(CopiedDocument, variables, signal),
  });
  return (
    <section className="copied-passages" aria-labelledby="copied-title">
      <h2 id="copied-title">{text.copies.passages}</h2>
      <p className="muted">{text.copies.passagesHelp}</p>
      {error !== null ? (
        <ApiFailure error={error} retry={() => void refetch()} />
      ) : data === undefined ? (
        <Loading />
      ) : data.copiedPassages.length === 0 ? (
        <p className="empty">{text.copies.noPassages}</p>
      ) : (
        <ol>
          {data.copiedPassages.map((passage) => (
            <li key={passage.fingerprint}>
              <Link href={sentenceAddress(passage.first.id, passage)} className="snippet">
                {passage.text}
              </Link>
              <p className="muted">
                {text.copies.spread(passage.organs, passage.reports)}
                {text.copies.firstBy(passage.first.organ?.name ?? passage.first.id, passage.first.year)}
              </p>
              <details>
                <summary>{text.copies.behind(passage.reportsBehind.length, passage.reports)}</summary>
                <ul>
                  {passage.reportsBehind.map(({ id, organ, year }) => (
                    <li key={id}>
                      <Link href={`/report/${encodeURIComponent(id)}`}>
                        {organ?.name ?? id} {year}
                      </Link>
                    </li>
                  ))}
                </ul>
              </details>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
