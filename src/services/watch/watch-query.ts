/** A saved search, as a file: what `ogi watch` watches. */
import type { ChangeKind } from '../../store/changes.js';
import type { MatchRequest } from '../../store/search-request.js';
import { badArgument, checkChoices } from '../check-input.js';
import { parseFilterJson } from '../export/parse-json.js';
import { checkMatch } from '../check-match.js';
import { readWebhookUrl } from './webhook.js';

/** Which changes may be told; a deleted report matches nothing any more. */
const KINDS = ['NEW', 'REVISED'] as const satisfies ChangeKind[];
type WatchedKind = (typeof KINDS)[number];

/** A saved search. */
export interface WatchQuery {
  /** Names it in what is told, and in the ids of deliveries. */
  name: string;
  match: MatchRequest;
  kinds: readonly WatchedKind[];
  /** Where hits are posted to; null for standard output. */
  webhook: URL | null;
}

const MEMBERS = ['name', 'query', 'filter', 'searchIn', 'sectionKinds', 'sameSection', 'kinds', 'webhook'];
const LONGEST_NAME = 100;

/**
 * Reads a saved search from JSON: `name`, and any of `query`, `filter`, `searchIn`, `sectionKinds`, `sameSection` as the API has them,
 * `kinds` and `webhook`.
 *
 * @throws OgiError naming the member.
 */
export function readWatchQuery(text: string): WatchQuery {
  const given = objectOf(text);
  for (const member of Object.keys(given)) {
    if (!MEMBERS.includes(member)) {
      throw badArgument(
        member.slice(0, 100),
        `There is no member "${member.slice(0, 100)}".`,
        `There are ${MEMBERS.join(', ')}.`,
      );
    }
  }
  const { name, query, filter, searchIn, sectionKinds, sameSection, kinds, webhook } = given;
  if (typeof name !== 'string' || name.trim() === '' || name.length > LONGEST_NAME) {
    throw badArgument('name', 'The search has no name.', 'Give "name": 1 to 100 characters.');
  }
  return {
    name,
    match: checkMatch({
      query: textOf(query, 'query'),
      filter: filter === undefined || filter === null ? null : parseFilterJson(JSON.stringify(filter)),
      searchIn: listOf(searchIn, 'searchIn'),
      sectionKinds: listOf(sectionKinds, 'sectionKinds'),
      sameSection: sameSection === true,
    }),
    kinds: checkChoices(listOf(kinds, 'kinds') ?? KINDS, 'kinds', KINDS),
    webhook:
      webhook === undefined || webhook === null ? null : readWebhookUrl(textOf(webhook, 'webhook') ?? ''),
  };
}

function objectOf(text: string): Record<string, unknown> {
  try {
    const given: unknown = JSON.parse(text);
    if (typeof given === 'object' && given !== null && !Array.isArray(given)) {
      return given as Record<string, unknown>;
    }
  } catch {
    // Said below.
  }
  throw badArgument(
    'FILE',
    'The file is no JSON object.',
    'Give e.g. {"name": "诉讼", "query": "行政诉讼"}.',
  );
}

function textOf(value: unknown, member: string): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return value;
  throw badArgument(member, `${member} is no text.`, `Give "${member}" as text.`);
}

/** A list of texts; whether each is one of those that there are is checked later. */
function listOf(value: unknown, member: string): string[] | null {
  if (value === undefined || value === null) return null;
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value;
  throw badArgument(member, `${member} is no list of texts.`, `Give "${member}" as a list.`);
}
