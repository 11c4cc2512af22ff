/** A chart with its numbers as a table beneath, to be saved as picture. The library is loaded when a chart is first drawn. */
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useText } from '../text';

/** One line or set of bars. A missing value is a gap, never a zero. */
export interface ChartSeries {
  name: string;
  values: (number | null)[];
  /** Series of one stack stand on each other. */
  stack?: string;
}

export type ChartKind = 'bar' | 'line' | 'stacked';

export interface ChartProps {
  title: string;
  kind: ChartKind;
  categories: readonly string[];
  series: readonly ChartSeries[];
  isRatio: boolean;
  /** A bar or point was clicked. */
  onOpen?: ((category: number, series: number) => void) | undefined;
  /** Categories that are marked, with why. */
  marks?: readonly { category: number; label: string }[];
  /** Without buttons, for frames of other sites. */
  bare?: boolean;
  /** What a reader of the picture must know. */
  note?: string | null;
}

export function Chart(props: ChartProps): ReactNode {
  const text = useText();
  const holder = useRef<HTMLDivElement>(null);
  const opened = useRef(props.onOpen);
  opened.current = props.onOpen;
  const [isFailed, setFailed] = useState(false);
  const { title, kind, categories, series, isRatio, marks, bare, note = null } = props;
  const asked = JSON.stringify({ title, kind, categories, series, isRatio, marks });

  useEffect(() => {
    const element = holder.current;
    if (element === null) return;
    let dispose: (() => void) | null = null;
    let isGone = false;
    import('./draw-chart').then(
      ({ drawChart }) => {
        if (isGone) return;
        dispose = drawChart(element, JSON.parse(asked) as ChartProps, text.lang, (category, index) => {
          opened.current?.(category, index);
        });
      },
      () => {
        setFailed(true);
      },
    );
    return () => {
      isGone = true;
      dispose?.();
    };
  }, [asked, text.lang]);

  const save = (type: 'png' | 'svg'): void => {
    void import('./draw-chart').then(({ chartPicture }) => {
      const anchor = document.createElement('a');
      anchor.href = chartPicture(JSON.parse(asked) as ChartProps, text.lang, type);
      anchor.download = `${title}.${type}`;
      anchor.click();
    });
  };
  return (
    <figure className="chart">
      <figcaption>{title}</figcaption>
      {isFailed ? (
        <p className="hint">{text.errors.offline}</p>
      ) : (
        <div ref={holder} className="chart-canvas" role="img" aria-label={title} />
      )}
      {note !== null && <p className="chart-note">{note}</p>}
      {bare !== true && (
        <p className="chart-actions">
          <button
            type="button"
            className="quiet"
            onClick={() => {
              save('png');
            }}
          >
            {text.organ.png}
          </button>
          <button
            type="button"
            className="quiet"
            onClick={() => {
              save('svg');
            }}
          >
            {text.organ.svg}
          </button>
        </p>
      )}
    </figure>
  );
}
