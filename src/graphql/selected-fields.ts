/** Which fields a query asks for, so that what nobody looks at is not computed. */
import { Kind } from 'graphql';
import type { GraphQLResolveInfo, SelectionSetNode } from 'graphql';

/**
 * Names of the fields below the resolved field, as dotted paths of schema names to a depth of two, e.g. `edges`
 * and `edges.highlights`. `@skip` and `@include` count as asked for.
 */
export function selectedFields(info: GraphQLResolveInfo): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (selections: SelectionSetNode | undefined, prefix: string, depth: number): void => {
    for (const selection of selections?.selections ?? []) {
      if (selection.kind === Kind.FIELD) {
        const path = `${prefix}${selection.name.value}`;
        found.add(path);
        if (depth < 2) visit(selection.selectionSet, `${path}.`, depth + 1);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        visit(selection.selectionSet, prefix, depth);
      } else {
        visit(info.fragments[selection.name.value]?.selectionSet, prefix, depth);
      }
    }
  };
  for (const node of info.fieldNodes) visit(node.selectionSet, '', 1);
  return found;
}
