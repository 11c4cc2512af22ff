/** One server for all test files of a run that need one. */
import type { TestProject } from 'vitest/node';
import { findServer } from './find-server.js';

/** Starts it; where that is impossible the tests are skipped by name, but where `CI` promises a server the run fails. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  try {
    const server = await findServer();
    project.provide('elasticsearch', { url: server.url });
    return server.stop;
  } catch (error) {
    if (process.env['CI'] === 'true' || !(error instanceof Error)) throw error;
    project.provide('elasticsearch', { missing: error.message });
    return undefined;
  }
}
