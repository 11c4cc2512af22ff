/** Starts a thread of the store. */
import { Worker } from 'node:worker_threads';

/**
 * Young objects of a thread, in MB: three times the default of 16 for each thread is most of what it takes, and what it makes is
 * collected as fast in less.
 */
const resourceLimits = { maxYoungGenerationSizeMb: 12 };

/** `module` is a file beside this one, without its ending; it finds the path of the store in its `workerData`. */
export function startWorker(module: string, path: string): Worker {
  const fromSource = import.meta.url.endsWith('.ts');
  const entry = new URL(`./${module}.js`, import.meta.url);
  if (!fromSource) return new Worker(entry, { workerData: { path }, resourceLimits });
  // From source, in development and tests, the thread needs the TypeScript loader; `--import` does not reach it.
  const [loader, url] = [import.meta.resolve('tsx/esm/api'), entry.href].map((one) => JSON.stringify(one));
  return new Worker(`import(${loader}).then(({ register }) => { register(); return import(${url}); });`, {
    eval: true,
    workerData: { path },
    resourceLimits,
  });
}
