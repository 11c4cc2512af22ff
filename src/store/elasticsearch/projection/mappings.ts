/** The files of `mappings/`: the only source of index settings and mappings. */
import { readFileSync } from 'node:fs';
import type { estypes } from '@elastic/elasticsearch';

/** Settings and mappings of an index, as Elasticsearch takes them. */
export interface IndexDefinition {
  settings: estypes.IndicesIndexSettings;
  mappings: estypes.MappingTypeMapping;
}

/** Reads `mappings/NAME.json`. */
export function loadMapping(name: string): IndexDefinition {
  // Four levels up from this file both in src and in dist.
  const file = new URL(`../../../../mappings/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as IndexDefinition;
}
