/** `npm run schema`: writes schema.graphql at the top level. */
import { writeFileSync } from 'node:fs';
import { createSchema, schemaText } from '../src/graphql/schema.js';

writeFileSync(new URL('../schema.graphql', import.meta.url), schemaText(createSchema()));
