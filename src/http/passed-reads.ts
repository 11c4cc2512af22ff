/** Reads of the routes beside GraphQL: each costs, and waits for its turn, as a query does. */
import { OgiError } from '../errors.js';
import type { ReadGate } from '../services/store-gate.js';
import { clientKey } from './client-address.js';
import type { ClientBudgets } from './client-budget.js';

/** What the routes share with GraphQL. */
export interface ReadBounds {
  budgets: ClientBudgets;
  gate: ReadGate;
  /** Milliseconds in which a read's turn must have come. */
  deadlineMs: number;
}

/** Whose read it is. */
interface Asker {
  ip: string;
}

/** Lets reads through. */
export class PassedReads {
  readonly #bounds: ReadBounds;

  constructor(bounds: ReadBounds) {
    this.#bounds = bounds;
  }

  /**
   * Does a read of the store in its client's turn. `cost` is spent before, `weight` is what the store has to do.
   *
   * @throws OgiError what the read throws; `TOO_MANY_REQUESTS`, `OVERLOADED`, `DEADLINE_EXCEEDED`.
   */
  async read<T>(
    { ip }: Asker,
    { cost, weight }: { cost: number; weight: number },
    read: () => Promise<T>,
  ): Promise<T> {
    const { budgets, gate, deadlineMs } = this.#bounds;
    const client = clientKey(ip);
    if (!budgets.spend(client, cost)) throw budgetSpent(budgets, client);
    return gate.pass({ client, weight, deadlineMs, read });
  }

  /** Adds a cost that is known only now. */
  charge({ ip }: Asker, cost: number): void {
    this.#bounds.budgets.charge(clientKey(ip), cost);
  }
}

/** A client that has nothing left of its minute. */
export function budgetSpent(budgets: ClientBudgets, client: string): OgiError {
  const { resetSeconds } = budgets.balance(client);
  return new OgiError('TOO_MANY_REQUESTS', 'What this address asked for in the last minute cost too much.', {
    remedy: `Wait ${resetSeconds} seconds, or ask for less at once.`,
    details: { retryAfterSeconds: resetSeconds },
  });
}
