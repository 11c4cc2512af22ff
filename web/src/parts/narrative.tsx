/** The narrative of a report, with the hits of a search and the numbers that speak of cells marked. */
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Report } from '../api/report';
import { useText } from '../text';
import type { ReportHit } from './targets';

type Section = Report['sections'][number];

interface Stretch {
  start: number;
  end: number;
  kind: 'hit' | 'claim';
  /** Position among the hits, or the claims. */
  index: number;
}

export function Narrative(props: {
  report: Report;
  hits: readonly ReportHit[];
  /** Position of the hit that is shown; -1 for none. */
  current: number;
  chosenClaim: number;
  /** Addresses that show a hit, a claim. */
  hitHref: (index: number) => string;
  claimHref: (index: number) => string;
}): ReactNode {
  const text = useText();
  const { report, hits, current } = props;
  const marked = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (current !== -1) marked.current?.scrollIntoView({ block: 'center' });
  }, [current]);
  const claims = claimStretches(report);
  return (
    <>
      {report.sections.map((section) => {
        const stretches: Stretch[] = [
          ...hits.flatMap(({ section: at, start, end }, index) =>
            at === section.ordinal ? [{ start, end, kind: 'hit' as const, index }] : [],
          ),
          ...(claims.get(section.ordinal) ?? []),
        ];
        return (
          <section key={section.ordinal} id={`section-${section.ordinal}`} className="narrative">
            <h3>{section.heading ?? <span className="muted">{text.report.preamble}</span>}</h3>
            {section.text === '' ? (
              <p className="muted">{text.report.emptySection}</p>
            ) : (
              <Paragraphs text={section.text} stretches={stretches} {...props} marked={marked} />
            )}
          </section>
        );
      })}
    </>
  );
}

/** Where the claims are in the text of the sections: each is looked for behind the one before. */
function claimStretches({ claims, sections }: Report): Map<number, Stretch[]> {
  const found = new Map<number, Stretch[]>();
  let [at, from] = [0, 0];
  claims.forEach((claim, index) => {
    if (claim.cell === null || claim.text === '') return;
    for (let step = 0; step < sections.length; step += 1) {
      const section: Section | undefined = sections[(at + step) % sections.length];
      if (section === undefined) continue;
      const start = section.text.indexOf(claim.text, step === 0 ? from : 0);
      if (start === -1) continue;
      at = (at + step) % sections.length;
      from = start;
      const stretch: Stretch = { start, end: start + claim.text.length, kind: 'claim', index };
      found.set(section.ordinal, [...(found.get(section.ordinal) ?? []), stretch]);
      return;
    }
  });
  return found;
}

function Paragraphs(props: {
  text: string;
  stretches: readonly Stretch[];
  report: Report;
  current: number;
  chosenClaim: number;
  /** Addresses that show a hit, a claim. */
  hitHref: (index: number) => string;
  claimHref: (index: number) => string;
  marked: React.RefObject<HTMLAnchorElement>;
}): ReactNode {
  const { text, stretches } = props;
  let offset = 0;
  return text.split('\n').map((paragraph, index) => {
    const from = offset;
    offset += paragraph.length + 1;
    const own = stretches.filter(({ start, end }) => start < from + paragraph.length && end > from);
    return (
      <p key={index}>
        <Pieces {...props} paragraph={paragraph} from={from} own={own} />
      </p>
    );
  });
}

/** A paragraph cut at all borders; a hit within a claim stays both. */
function Pieces(
  props: Parameters<typeof Paragraphs>[0] & { paragraph: string; from: number; own: readonly Stretch[] },
): ReactNode {
  const text = useText();
  const { paragraph, from, own, report, current, chosenClaim, hitHref, claimHref, marked } = props;
  const borders = [
    ...new Set([0, paragraph.length, ...own.flatMap(({ start, end }) => [start - from, end - from])]),
  ]
    .filter((border) => border >= 0 && border <= paragraph.length)
    .sort((a, b) => a - b);
  return borders.slice(0, -1).map((start, index) => {
    const end = borders[index + 1] ?? paragraph.length;
    const piece = paragraph.slice(start, end);
    const covers = (one: Stretch): boolean => one.start - from <= start && one.end - from >= end;
    const hit = own.find((one) => one.kind === 'hit' && covers(one));
    const claim = own.find((one) => one.kind === 'claim' && covers(one));
    if (hit !== undefined) {
      const isCurrent = hit.index === current;
      return (
        <Link
          key={start}
          ref={isCurrent ? marked : undefined}
          href={hitHref(hit.index)}
          className={isCurrent ? 'in-text hit-mark current-hit' : 'in-text hit-mark'}
          aria-current={isCurrent ? 'true' : undefined}
        >
          {piece}
        </Link>
      );
    }
    if (claim !== undefined) {
      const said = report.claims[claim.index];
      const outcome = said?.outcome ?? null;
      return (
        <Link
          key={start}
          href={claimHref(claim.index)}
          className={`in-text claim-mark claim-${(outcome ?? 'none').toLowerCase()}${claim.index === chosenClaim ? ' chosen-claim' : ''}`}
          title={
            said === undefined
              ? ''
              : text.report.claim(said.value, outcome === null ? '—' : text.outcome[outcome])
          }
        >
          {piece}
        </Link>
      );
    }
    return piece;
  });
}
