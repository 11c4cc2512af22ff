/** Objects and leaves of an answer; lists themselves are not counted. */
export function countFields(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + countFields(one), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, one) => sum + 1 + countFields(one), 0);
}
