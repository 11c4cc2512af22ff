/** Checks of single arguments, the same for every way in. Each throws an `OgiError` that names the argument. */
import { CELLS, isCellKey } from '../domain/cells.js';
import type { CellKey } from '../domain/cells.js';
import { DERIVED, isDerivedKey } from '../domain/derived.js';
import type { DerivedKey, ValueKey } from '../domain/derived.js';
import { OgiError } from '../errors.js';
import type { ErrorCode } from '../errors.js';
import { normalize } from '../text/normal-form.js';
import { NameIndex } from './suggest.js';

/** How many values a list in a filter may hold. */
export const MAX_LIST_VALUES = 1000;

/** How many UTF-16 code units of an organ's name may be given. */
export const MAX_NAME_PART = 100;

/** A refused argument. */
export function badArgument(argument: string, message: string, remedy: string): OgiError {
  return new OgiError('BAD_ARGUMENT', message, { argument, remedy });
}

/** A whole number within bounds; the fallback where it is absent. */
export function checkInteger(
  value: number | null | undefined,
  argument: string,
  { from, to, fallback }: { from: number; to: number; fallback: number },
): number {
  if (value === null || value === undefined) return fallback;
  if (!Number.isInteger(value) || value < from || value > to) {
    throw badArgument(argument, `${argument} is ${value}.`, `Give a whole number from ${from} to ${to}.`);
  }
  return value;
}

/** A list that is neither empty nor too long. */
export function checkList<T>(values: readonly T[], argument: string, most = MAX_LIST_VALUES): T[] {
  if (values.length === 0) {
    throw badArgument(argument, `${argument} is an empty list.`, 'Give at least one value, or leave it out.');
  }
  if (values.length > most) {
    throw badArgument(argument, `${argument} holds ${values.length} values.`, `Give at most ${most}.`);
  }
  return [...values];
}

/** A list of known values. */
export function checkChoices<T extends string>(
  values: readonly string[],
  argument: string,
  known: readonly T[],
): T[] {
  return checkList(values, argument).map((value, index) =>
    checkChoice(value, `${argument}[${index}]`, known),
  );
}

/** One known value. */
export function checkChoice<T extends string>(value: string, argument: string, known: readonly T[]): T {
  const choice = known.find((one) => one === value);
  if (choice !== undefined) return choice;
  throw badArgument(
    argument,
    `${argument} has the unknown value "${value}".`,
    `Give one of ${known.join(', ')}.`,
  );
}

/** A key of the cell dictionary. Throws `UNKNOWN_CELL` with the nearest keys. */
export function checkCellKey(key: string, argument: string): CellKey {
  if (isCellKey(key)) return key;
  if (isDerivedKey(key)) {
    throw unknownKey(
      'UNKNOWN_CELL',
      `"${key}" is a derived value, not a cell.`,
      argument,
      [],
      'Name it under `derived`.',
    );
  }
  throw unknownKey(
    'UNKNOWN_CELL',
    `There is no cell "${shown(key)}".`,
    argument,
    CELL_NAMES.nearest(key),
    LIST_CELLS,
  );
}

/** A key of the dictionary of derived values. Throws `UNKNOWN_DERIVED` with the nearest keys. */
export function checkDerivedKey(key: string, argument: string): DerivedKey {
  if (isDerivedKey(key)) return key;
  throw unknownKey(
    'UNKNOWN_DERIVED',
    `There is no derived value "${shown(key)}".`,
    argument,
    DERIVED_NAMES.nearest(key),
    LIST_DERIVED,
  );
}

/** Keys of the cell dictionary; none is allowed, and so is one twice. */
export function checkCellKeys(keys: readonly string[], argument: string): CellKey[] {
  return keys.map((key, index) => checkCellKey(key, `${argument}[${index}]`));
}

/** Keys of the dictionary of derived values, as {@link checkCellKeys} has them. */
export function checkDerivedKeys(keys: readonly string[], argument: string): DerivedKey[] {
  return keys.map((key, index) => checkDerivedKey(key, `${argument}[${index}]`));
}

/** A key of a cell or of a derived value; the latter begin with `derived.`. */
export function checkKey(key: string, argument: string): ValueKey {
  return key.startsWith('derived.') ? checkDerivedKey(key, argument) : checkCellKey(key, argument);
}

/** A list of keys of cells and derived values, each once. */
export function checkKeys(keys: readonly string[], argument: string, most = MAX_LIST_VALUES): ValueKey[] {
  const checked = checkList(keys, argument, most).map((key, index) => checkKey(key, `${argument}[${index}]`));
  return [...new Set(checked)];
}

/**
 * Part of an organ's name, in normal form.
 *
 * @throws OgiError `BAD_ARGUMENT` where nothing is left of it, or where it is longer than any name.
 */
export function checkNamePart(part: string, argument: string): string {
  const tooLong = part.length > MAX_NAME_PART;
  const normal = tooLong ? '' : normalize(part);
  if (normal !== '') return normal;
  throw badArgument(
    argument,
    tooLong ? `${argument} has ${part.length} characters.` : `${argument} is empty.`,
    `Give 1 to ${MAX_NAME_PART} characters of the organ's name, e.g. 教育局.`,
  );
}

/** How many to skip; 0 where absent. */
export function checkOffset(value: number | null | undefined): number {
  return checkInteger(value, 'offset', { from: 0, to: 2 ** 31 - 1, fallback: 0 });
}

/** A part of a text, in UTF-16 code units; null counts as not given. */
export interface TextWindow {
  from?: number | null;
  length?: number | null;
}

const LONGEST_TEXT = 2 ** 31 - 1;

/** Where a part of a text begins and ends, the end not included. */
export function checkTextWindow({ from, length }: TextWindow): { from: number; to: number } {
  const begin = checkInteger(from, 'from', { from: 0, to: LONGEST_TEXT, fallback: 0 });
  const most = checkInteger(length, 'length', { from: 1, to: LONGEST_TEXT, fallback: LONGEST_TEXT });
  return { from: begin, to: begin + most };
}

const CELL_NAMES = new NameIndex(CELLS.map(({ key }) => key));
const DERIVED_NAMES = new NameIndex(DERIVED.map(({ key }) => key));
const LIST_CELLS = 'The query `cells { key labelZh labelEn }` lists all keys.';
const LIST_DERIVED = 'The query `derivedValues { key nameZh nameEn }` lists all keys.';

function shown(key: string): string {
  return key.slice(0, 200);
}

function unknownKey(
  code: ErrorCode,
  message: string,
  argument: string,
  suggestions: string[],
  remedy: string,
): OgiError {
  const didYouMean = suggestions.length > 0 ? `Did you mean ${suggestions.join(' or ')}? ` : '';
  return new OgiError(code, message, {
    argument,
    remedy: `${didYouMean}${remedy}`,
    details: { suggestions },
  });
}

/** The refusal of a condition without a member. */
export function noComparison(path: string, members: string): Error {
  return badArgument(path, `${path} compares with nothing.`, `Give ${members}.`);
}
