/** The files of src/web, wherever the program runs from: dist/web when built, src/web and node_modules otherwise. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const WEB = new URL('./', import.meta.url);

/** A query to start from. */
export interface ExampleQuery {
  name: string;
  query: string;
}

/** Names of the files in src/web/examples, in the order of the sandbox's tabs. */
const EXAMPLES = [
  'first-query',
  'one-report',
  'tables',
  'aggregate',
  'organ-history',
  'findings',
  'cell-dictionary',
  'derived-values',
  'what-is-served',
];

/** A text file of src/web. */
export function readWebFile(name: string): string {
  return readFileSync(new URL(name, WEB), 'utf8');
}

/** The example queries; the first is the one that a newcomer is shown. */
export function readExamples(): ExampleQuery[] {
  return EXAMPLES.map((name) => ({ name, query: readWebFile(`examples/${name}.graphql`).trim() }));
}

/** The files of other packages that the sandbox needs, by name. */
export function readVendorFiles(): Map<string, Buffer> {
  const listed = JSON.parse(readWebFile('vendor.json')) as Record<string, { package: string; path: string }>;
  const require = createRequire(import.meta.url);
  return new Map(
    Object.entries(listed).map(([name, file]) => {
      const built = fileURLToPath(new URL(`vendor/${name}`, WEB));
      const path = existsSync(built)
        ? built
        : join(dirname(require.resolve(`${file.package}/package.json`)), file.path);
      return [name, readFileSync(path)];
    }),
  );
}
