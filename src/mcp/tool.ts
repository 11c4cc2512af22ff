/** What a tool is, and what the tools share: their arguments, and how reports are shown. */
import { z } from 'zod';
import type { Ask } from './ask.js';
import type { Links } from './links.js';
import type { Json } from './shapes.js';

/** What a tool works with. */
export interface ToolContext {
  ask: Ask;
  links: Links;
}

/** One tool. */
export interface Tool {
  name: string;
  title: string;
  description: string;
  input: z.ZodRawShape;
  run(args: Record<string, unknown>, context: ToolContext): Promise<Json>;
}

/** Said with every number. */
export const BLANK_NOTE =
  'BLANK, ABSENT, NOT_IN_FORM and UNREADABLE are not zero: the report prints no number there. Zero is REPORTED with the value 0 and nothing else. Never add or average a missing value as 0.';

/** Characters of a section in one answer at most. */
export const MOST_TEXT = 4000;
export const year = z.number().int().min(2000).max(2100);
export const filterShape = {
  year: year.optional().describe('Report year (年度): the year reported on, not that of publication.'),
  years: z.array(year).max(30).optional().describe('Several report years.'),
  province: z.string().max(100).optional().describe('Province: name or code, e.g. 山东省 or 370000.'),
  city: z.string().max(100).optional().describe('City: name or code.'),
  county: z.string().max(100).optional().describe('County or district: name or code.'),
  organ: z.string().max(100).optional().describe('Part of the organ’s name, e.g. 教育局.'),
  organKind: z
    .enum(['PEOPLES_GOVERNMENT', 'OFFICE', 'DEPARTMENT', 'TOWNSHIP', 'SUBDISTRICT', 'INSTITUTION', 'OTHER'])
    .optional(),
};
export const key = z
  .string()
  .max(200)
  .describe('Key of a cell or derived value; the tool dictionary finds it.');
export const first = z.number().int().min(1).max(20).default(10).describe('How many, 1–20.');
export const after = z.string().max(2000).optional().describe('endCursor of the page before.');
export const FIELDS = [
  'YEAR',
  'PROVINCE',
  'CITY',
  'COUNTY',
  'ORGAN',
  'ORGAN_KIND',
  'LEVEL',
  'FORM',
  'SCOPE',
] as const;

/** An object of an answer. */
export type Node = Record<string, Json>;

/** A text of an answer. */
export function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** A report of an answer with its links. */
export function reportOf(node: Node, links: Links): Node {
  const { source: kept, organ, ...rest } = node;
  const source = kept as { path: string; url: string | null } | undefined;
  const named = organ as { name: string } | null | undefined;
  return {
    ...rest,
    ...(named ? { organ: named.name } : {}),
    page: links.report(textOf(node['id'])),
    ...(source === undefined ? {} : { file: links.file(source.path), publishedAt: source.url }),
  };
}
