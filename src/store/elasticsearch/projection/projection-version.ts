/** What a projection rests on beside the revisions: another version of any of it needs a projection of its own. */
import { createHash } from 'node:crypto';
import { CELLS } from '../../../domain/cells.js';
import { DERIVED } from '../../../domain/derived.js';
import { DOMAIN_PHRASES } from '../../../text/domain-phrases.js';
import { loadMapping } from './mappings.js';

/** Grows with any change to the encoding, the normal form, the store's findings or the derived values' rules. */
const VERSION = 7;

/** Names the projection that this program writes. With another Unicode, which is Node's, NFKC may change. */
export const PROJECTION_VERSION = [
  VERSION,
  `unicode-${process.versions['unicode'] ?? 'none'}`,
  createHash('sha256')
    .update(JSON.stringify([CELLS.map(({ key }) => key), DERIVED.map(({ key }) => key), DOMAIN_PHRASES]))
    .update(JSON.stringify(loadMapping('reports')))
    .digest('hex')
    .slice(0, 16),
].join('/');
