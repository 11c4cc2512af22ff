/** Pages that others show within theirs. */
import type { ReactNode } from 'react';
import { useAddress } from '../address';
import { useText } from '../text';

/** What to paste into another page. */
export function Embed({ path }: { path: string }): ReactNode {
  const text = useText();
  const { params } = useAddress();
  const search = params.toString();
  const source = `${location.origin}${path}${search === '' ? '' : `?${search}`}`;
  return (
    <details>
      <summary>{text.organ.embed}</summary>
      <pre className="code">{`<iframe src="${source.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}" width="100%" height="480" loading="lazy"></iframe>`}</pre>
    </details>
  );
}
