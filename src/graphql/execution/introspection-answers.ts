/** Answers to questions about the schema alone: they never change while the server runs, so that those asked last are kept. */
import { Kind } from 'graphql';
import type { DocumentNode, ExecutionResult, OperationDefinitionNode } from 'graphql';

/** How many answers are kept, and of how many bytes each at most: a sandbox and a code generator or two ask again and again. */
const KEPT = 4;
const LARGEST = 1024 * 1024;

interface KeptAnswer {
  result: ExecutionResult;
  /** Bytes of the answer, as counted when it was made. */
  bytes: number;
}

/** The answers of one schema, by document: who parses documents must give equal texts the same one. */
export class IntrospectionAnswers {
  readonly #answers = new Map<DocumentNode, KeptAnswer>();

  /** The answer to a document; null where it is not kept. */
  get(document: DocumentNode): KeptAnswer | null {
    return this.#answers.get(document) ?? null;
  }

  /** Keeps an answer, where it is one about the schema alone and not too large. */
  keep(document: DocumentNode, operation: OperationDefinitionNode, answer: KeptAnswer): void {
    if (answer.bytes > LARGEST || answer.result.errors !== undefined) return;
    if (document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION).length !== 1) return;
    if (!isOfSchemaAlone(operation)) return;
    const [oldest] = this.#answers.keys();
    if (this.#answers.size >= KEPT && oldest !== undefined) this.#answers.delete(oldest);
    this.#answers.set(document, answer);
  }
}

function isOfSchemaAlone({ selectionSet, variableDefinitions = [] }: OperationDefinitionNode): boolean {
  return (
    variableDefinitions.length === 0 &&
    selectionSet.selections.every(
      (selection) => selection.kind === Kind.FIELD && selection.name.value.startsWith('__'),
    )
  );
}
