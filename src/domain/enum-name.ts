/** Names of domain values in GraphQL and in exports: one way to write each for every reader. */

/** `row-total`, `organKind` → `ROW_TOTAL`, `ORGAN_KIND`. */
export function enumName(value: string): string {
  return value
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toUpperCase();
}
