/**
 * Writes web/src/api/generated.ts: the operations of the pages, typed by schema.graphql. A field that the schema lacks does not
 * validate here; a field that a page uses and did not ask for does not compile.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { codegen } from '@graphql-codegen/core';
import * as typedDocumentNode from '@graphql-codegen/typed-document-node';
import * as operations from '@graphql-codegen/typescript-operations';
import { buildSchema, parse, validate } from 'graphql';

const root = new URL('..', import.meta.url);
const read = (path) => readFileSync(new URL(path, root), 'utf8');
const target = new URL('web/src/api/generated.ts', root);

/** Writes the file where it would change, so that nothing is built again without need. */
export async function writeWebDocuments() {
  const location = 'web/src/api/operations.graphql';
  const document = parse(read(location));
  const [problem] = validate(buildSchema(read('schema.graphql')), document);
  if (problem !== undefined) throw new Error(`${location}: ${problem.toString()}`);
  const text = await codegen({
    filename: fileURLToPath(target),
    schema: parse(read('schema.graphql')),
    documents: [{ location, document }],
    plugins: [{ operations: {} }, { documents: {} }],
    pluginMap: { operations, documents: typedDocumentNode },
    config: { documentMode: 'string', useTypeImports: true, enumsAsTypes: true, skipTypename: true },
  });
  const content = `// Written by scripts/write-web-documents.js; not kept in version control.\n/* eslint-disable */\n${text}`;
  if (!existsSync(target) || readFileSync(target, 'utf8') !== content) writeFileSync(target, content);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeWebDocuments();
