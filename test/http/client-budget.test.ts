import { describe, expect, it } from 'vitest';
import { ClientBudgets } from '../../src/http/client-budget.js';

describe('ClientBudgets', () => {
  it('takes costs from each client apart, and refuses what goes beyond', () => {
    const budgets = new ClientBudgets(100, () => 0);
    expect(budgets.spend('a', 60)).toBe(true);
    expect(budgets.spend('a', 50)).toBe(false);
    expect(budgets.balance('a')).toEqual({ remaining: 40, resetSeconds: 60 });
    expect(budgets.spend('a', 40)).toBe(true);
    expect(budgets.spend('b', 100)).toBe(true);
  });

  it('begins again after a minute', () => {
    let now = 0;
    const budgets = new ClientBudgets(10, () => now);
    budgets.spend('a', 10);
    now = 59_999;
    expect(budgets.spend('a', 1)).toBe(false);
    now = 60_000;
    expect(budgets.balance('a').remaining).toBe(10);
    expect(budgets.spend('a', 1)).toBe(true);
  });

  it('has no limit at 0', () => {
    const budgets = new ClientBudgets(0);
    expect(budgets.spend('a', 1e12)).toBe(true);
    expect(budgets.balance('a').remaining).toBeNull();
  });
});
