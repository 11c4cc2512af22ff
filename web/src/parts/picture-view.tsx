/** A picture of a page, with a box around the chosen place. */
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useText } from '../text';
import { Failure } from './states';
import type { Place } from './targets';

/** Places in a picture are in points of an A4 page, whose longer side is this. */
const LONGER_SIDE = 842;
const MARGIN = 2;

export function PictureView({ url, place }: { url: string; place: Place | null }): ReactNode {
  const text = useText();
  const [size, setSize] = useState<{ width: number; height: number } | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const pane = useRef<HTMLDivElement>(null);
  const mark = useRef<HTMLDivElement>(null);
  const box = place?.box ?? null;
  useEffect(() => {
    const [holder, marked] = [pane.current, mark.current];
    if (holder === null || marked === null) return;
    holder.scrollTo({
      top: marked.offsetTop - holder.clientHeight / 2,
      left: Math.max(0, marked.offsetLeft - holder.clientWidth / 2),
    });
  }, [box, size]);
  if (hasFailed) return <Failure message={text.source.failed} home={false} />;
  const points = size === null ? 1 : Math.max(size.width, size.height) / LONGER_SIDE;
  const share = (length: number, whole: number): string => `${(100 * length * points) / whole}%`;
  return (
    <div ref={pane} className="pdf-pane" tabIndex={0} role="region" aria-label={text.source.title}>
      <div className="pdf-page picture-page" data-page={1}>
        <img
          src={url}
          alt={text.search.page(1)}
          onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) => {
            setSize({ width, height });
          }}
          onError={() => {
            setFailed(true);
          }}
        />
        {box !== null && size !== null && (
          <div
            ref={mark}
            className="pdf-box"
            role="img"
            aria-label={text.source.marked}
            style={{
              left: share(box.x - MARGIN, size.width),
              top: share(box.y - MARGIN, size.height),
              width: share(box.width + 2 * MARGIN, size.width),
              height: share(box.height + 2 * MARGIN, size.height),
            }}
          />
        )}
      </div>
    </div>
  );
}
