/** The connection to Elasticsearch. */
import { readFileSync } from 'node:fs';
import { Client, Transport } from '@elastic/elasticsearch';
import type { ClientOptions } from '@elastic/elasticsearch';
import { OgiError } from '../../../errors.js';
import { DEFAULT_DEADLINE_MS } from '../../search-request.js';
import { TrustedNodes } from './trusted-nodes.js';

/** Where Elasticsearch is and how it lets us in. */
export interface ElasticsearchSettings {
  /** One or several nodes of one cluster. */
  readonly urls: readonly string[];
  /** Names of all indices of the store begin so. */
  readonly indexPrefix: string;
  /**
   * Primary shards of the indices that grow with the reports, where they are made: those of reports, contents and sources.
   * Absent: one, and for a projection that is rebuilt as many as the one before.
   */
  readonly shards?: number;
  /** Certificates, in PEM, of who vouches for the cluster; null for those that the system trusts. */
  readonly caFile: string | null;
  /** Null where none is needed. */
  readonly credentials:
    | { readonly type: 'apiKey'; readonly apiKey: string }
    | { readonly type: 'password'; readonly username: string; readonly password: string }
    | null;
}

/** Tries of a call on other nodes, where a node cannot be reached. */
const MAX_RETRIES = 2;

/** Leaves a node that did not answer in time aside for a while, like one that cannot be reached. */
class BlamingTransport extends Transport {
  constructor(options: ConstructorParameters<typeof Transport>[0]) {
    super({ ...options, retryOnTimeout: true });
  }
}

/**
 * Opens a client. Nothing is sent yet; close it.
 *
 * @throws OgiError `BAD_CONFIGURATION` where the CA file cannot be read.
 */
export function createClient({ urls, caFile, credentials }: ElasticsearchSettings): Client {
  const options: ClientOptions = {
    nodes: [...urls],
    maxRetries: MAX_RETRIES,
    requestTimeout: DEFAULT_DEADLINE_MS,
    Transport: BlamingTransport,
    ConnectionPool: TrustedNodes,
    // The version of the client in a header of each request is of no use to the cluster.
    enableMetaHeader: false,
  };
  if (caFile !== null) options.tls = { ca: readCertificates(caFile) };
  if (credentials?.type === 'apiKey') options.auth = { apiKey: credentials.apiKey };
  if (credentials?.type === 'password') {
    options.auth = { username: credentials.username, password: credentials.password };
  }
  return new Client(options);
}

function readCertificates(caFile: string): string {
  try {
    return readFileSync(caFile, 'utf8');
  } catch (cause) {
    throw new OgiError('BAD_CONFIGURATION', `The CA file ${caFile} cannot be read.`, {
      argument: 'ELASTICSEARCH_CA_FILE',
      remedy: 'Name a file with certificates in PEM that this user may read, or unset it.',
      cause,
    });
  }
}
