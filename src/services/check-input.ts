/** Checks of single arguments, the same for every way in. Each throws an `OgiError` that names the argument. */
import { CELLS, findCell } from '../domain/cells.js';
import { OgiError } from '../errors.js';
import { suggest } from './suggest.js';

/** How many values a list in a filter may hold. */
export const MAX_LIST_VALUES = 1000;

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
  values: readonly T[],
  argument: string,
  known: readonly T[],
): T[] {
  const checked = checkList(values, argument);
  checked.forEach((value, index) => checkChoice(value, `${argument}[${index}]`, known));
  return checked;
}

/** One known value. */
export function checkChoice<T extends string>(value: T, argument: string, known: readonly T[]): T {
  if (!known.includes(value)) {
    throw badArgument(
      argument,
      `${argument} has the unknown value "${value}".`,
      `Give one of ${known.join(', ')}.`,
    );
  }
  return value;
}

/** A key of the cell dictionary. Throws `UNKNOWN_CELL` with the nearest keys. */
export function checkCellKey(key: string, argument: string): string {
  if (findCell(key) !== undefined) return key;
  const suggestions = suggest(
    key,
    CELLS.map((cell) => cell.key),
  );
  const nearest = suggestions.length > 0 ? `Did you mean ${suggestions.join(' or ')}? ` : '';
  throw new OgiError('UNKNOWN_CELL', `There is no cell "${key.slice(0, 200)}".`, {
    argument,
    remedy: `${nearest}The query \`cells { key labelZh labelEn }\` lists all keys.`,
    details: { suggestions },
  });
}
