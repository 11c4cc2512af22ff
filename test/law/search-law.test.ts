import { expect, it } from 'vitest';
import { runSearchLaw } from './search-law.js';

it('finds by a phrase what a scan finds, and highlights what matched', async () => {
  const figures = await runSearchLaw({ queries: 3000, seed: 20240607, reports: 100 });
  // The law must have been tried on phrases that are there and on phrases that are not.
  expect(figures.found).toBeGreaterThan(1000);
  expect(figures.queries - figures.empty - figures.found).toBeGreaterThan(500);
  expect(figures.highlights).toBeGreaterThan(1000);
});
