/** Makes `generated.ts`, the types of `queries.graphql`, from the schema: `npx tsx docs/examples/typed-client/generate.ts`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { codegen } from '@graphql-codegen/core';
import * as typedDocumentNode from '@graphql-codegen/typed-document-node';
import * as operations from '@graphql-codegen/typescript-operations';
import { parse } from 'graphql';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

/** The text of `generated.ts`. */
export function generate(): Promise<string> {
  return codegen({
    filename: 'generated.ts',
    schema: parse(read('../../../schema.graphql')),
    documents: [{ location: 'queries.graphql', document: parse(read('queries.graphql')) }],
    config: { useTypeImports: true, skipTypename: true },
    plugins: [{ operations: {} }, { typedDocumentNode: {} }],
    pluginMap: { operations, typedDocumentNode },
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL('generated.ts', import.meta.url), await generate());
}
