/**
 * The nodes of a cluster that may be asked. A node that was cut off and comes back answers from its old copies until it notices:
 * Elasticsearch has no read that a majority confirms. So each node is asked every few seconds which state of the cluster it
 * knows, and is left aside while it gives no answer, knows of no master, or is behind the others.
 */
import { ClusterConnectionPool } from '@elastic/elasticsearch';

type PoolOptions = ConstructorParameters<typeof ClusterConnectionPool>[0];
type Connection = ClusterConnectionPool['connections'][number];
type Choice = Parameters<ClusterConnectionPool['getConnection']>[0];

/**
 * Time between two rounds. A cluster gives a silent node up after some 30 s (`cluster.fault_detection.*`), and until then no write
 * is acknowledged that the node has missed; by then it has long been left aside.
 */
const ROUND_MS = 2_000;
const ANSWER_MS = 2_000;

/** What a node knows of its cluster. */
export interface NodeView {
  /** Version of the cluster's state. */
  version: number;
  hasMaster: boolean;
}

/** What a node answered: nothing, what it knows, or that we may not ask. */
export type NodeAnswer = NodeView | 'silent' | 'forbidden';

/**
 * Whether a node may be asked.
 *
 * @param known the highest version that any node knew in the round before: time enough to hear of it
 */
export function isTrusted(answer: NodeAnswer, known: number): boolean {
  if (answer === 'silent') return false;
  // Without the privilege to ask we know no more than that it is there.
  return answer === 'forbidden' || (answer.hasMaster && answer.version >= known);
}

/**
 * Lends connections to nodes that may be asked, first those that have not failed. With one node there is nothing to compare, and
 * it is always lent.
 */
export class TrustedNodes extends ClusterConnectionPool {
  readonly #distrusted = new Set<string>();
  #timer: NodeJS.Timeout | null = null;
  #isRoundUnderWay = false;
  #known = 0;

  constructor(options: PoolOptions) {
    // A node that failed is alive again when it answers a round.
    super({ ...options, resurrectStrategy: 'none' });
  }

  /** Null where no node is trusted: the request fails as one that may be tried again. */
  override getConnection(choice: Choice): Connection | null {
    if (this.size > 1 && this.#timer === null) {
      this.#timer = setInterval(() => void this.#round(), ROUND_MS).unref();
      void this.#round();
    }
    const fit = choice.filter ?? (() => true);
    const trusted = this.connections.filter((one) => fit(one) && !this.#distrusted.has(one.id));
    const sound = trusted.filter(({ id }) => !this.dead.includes(id));
    const candidates = sound.length > 0 ? sound : trusted;
    const [first = null] = candidates;
    // Whoever waits should not have to wait for the next round.
    if (first === null) void this.#round();
    return first === null || choice.selector === undefined ? first : choice.selector(candidates);
  }

  override async empty(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    await super.empty();
  }

  async #round(): Promise<void> {
    if (this.#isRoundUnderWay) return;
    this.#isRoundUnderWay = true;
    const answers = await Promise.all(
      this.connections.map(async (connection) => ({ connection, answer: await askNode(connection) })),
    );
    for (const { connection, answer } of answers) {
      if (isTrusted(answer, this.#known)) {
        this.#distrusted.delete(connection.id);
        this.markAlive(connection);
      } else {
        this.#distrusted.add(connection.id);
      }
    }
    const versions = answers.map(({ answer }) => (typeof answer === 'object' ? answer.version : 0));
    this.#known = Math.max(0, ...versions);
    this.#isRoundUnderWay = false;
  }
}

/** Asks a node alone, not its master. */
async function askNode(connection: Connection): Promise<NodeAnswer> {
  try {
    const { statusCode, body } = await connection.request(
      {
        method: 'GET',
        path: '/_cluster/state/master_node,version',
        querystring: 'local=true&filter_path=version,master_node',
      },
      { requestId: 'nodes', name: 'nodes', context: null, timeout: ANSWER_MS },
    );
    // With a wrong password, too: the request itself is to fail, and to say why.
    if (statusCode === 401 || statusCode === 403) return 'forbidden';
    if (statusCode !== 200) return 'silent';
    const { version, master_node: master } = JSON.parse(body.toString()) as {
      version?: number;
      master_node?: string | null;
    };
    return { version: version ?? 0, hasMaster: typeof master === 'string' };
  } catch {
    return 'silent';
  }
}
