/** The searches of a document, in the query syntax: what its arguments named `query` are given. */
import { Kind, visit } from 'graphql';
import type { DocumentNode } from 'graphql';

const QUERY = 'query';

/** What a document gives its searches: in itself, and in variables. */
interface GivenQueries {
  literals: readonly string[];
  variables: readonly string[];
}

const known = new WeakMap<DocumentNode, GivenQueries>();

/** The texts of all searches of a document that are texts. */
export function queriesOf(document: DocumentNode, variables: Readonly<Record<string, unknown>>): string[] {
  let given = known.get(document);
  if (given === undefined) known.set(document, (given = find(document)));
  const values = given.variables.flatMap((name) => {
    const value = Object.hasOwn(variables, name) ? variables[name] : null;
    return typeof value === 'string' ? [value] : [];
  });
  return [...given.literals, ...values];
}

function find(document: DocumentNode): GivenQueries {
  const literals: string[] = [];
  const names = new Set<string>();
  visit(document, {
    Argument: ({ name, value }) => {
      if (name.value !== QUERY) return;
      if (value.kind === Kind.STRING) literals.push(value.value);
      if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
    VariableDefinition: ({ defaultValue }) => {
      // Whether a search has it matters little: few variables have defaults.
      if (defaultValue?.kind === Kind.STRING) literals.push(defaultValue.value);
    },
  });
  return { literals, variables: [...names] };
}
