/**
 * The English sentences that people are told, as they stand in the source: every text that reaches the message or the remedy of an
 * `OgiError` or the message of a `SetAsideError`, through whatever helper. Values that are filled in are numbered: `There is no {0} {1}.`
 */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const SOURCE = fileURLToPath(new URL('../../src/', import.meta.url));
/** A value that is filled in, until the places are numbered. */
const VALUE = '\u0000';
/** More ways than this to fill a text in are told as one value. */
const MOST_VARIANTS = 64;

export interface SourceMessage {
  /** The sentence, its values numbered. */
  english: string;
  /** Where it stands: `src/…:line`. */
  place: string;
}

/** All messages of the source, each once, in the order of the files. */
export function messagesInSource(): SourceMessage[] {
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => SOURCE + name);
  const program = ts.createProgram(files, {
    noResolve: false,
    allowJs: false,
    skipLibCheck: true,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    types: ['node'],
  });
  const collector = new Collector(program, new Set(files));
  return collector.collect();
}

class Collector {
  readonly #checker: ts.TypeChecker;
  readonly #sources: ts.SourceFile[];
  /** Declarations of functions whose parameter of that index is told to people. */
  readonly #sinks = new Map<ts.Node, Set<number>>();
  readonly #found = new Map<string, string>();

  constructor(program: ts.Program, files: ReadonlySet<string>) {
    this.#checker = program.getTypeChecker();
    this.#sources = program.getSourceFiles().filter(({ fileName }) => files.has(fileName));
  }

  collect(): SourceMessage[] {
    for (let known = -1; known !== this.#knownSinks();) {
      known = this.#knownSinks();
      this.#found.clear();
      for (const source of this.#sources) this.#walk(source);
    }
    return [...this.#found].map(([english, place]) => ({ english, place }));
  }

  #knownSinks(): number {
    return [...this.#sinks.values()].reduce((sum, { size }) => sum + size, 0);
  }

  #walk(node: ts.Node): void {
    if (ts.isNewExpression(node) || ts.isCallExpression(node)) {
      for (const text of this.#told(node)) this.#keep(text);
    }
    ts.forEachChild(node, (child) => {
      this.#walk(child);
    });
  }

  /** The arguments of a call that are told to people. */
  #told(call: ts.NewExpression | ts.CallExpression): ts.Expression[] {
    const given = [...(call.arguments ?? [])];
    const name = call.expression.getText();
    if (name === 'OgiError') return [given[1], remedyOf(given[2])].filter((text) => text !== undefined);
    if (name === 'SetAsideError') return given.slice(1, 2);
    if (name === 'say' || name === 'printLine') return given.slice(0, 1);
    if (name === 'told') return given;
    const declaration = this.#declarationOf(call.expression);
    const indexes = declaration === null ? undefined : this.#sinks.get(declaration);
    return given.filter((_, index) => indexes?.has(index) === true);
  }

  #declarationOf(expression: ts.Expression): ts.Node | null {
    let symbol = this.#checker.getSymbolAtLocation(expression);
    if (symbol && symbol.flags & ts.SymbolFlags.Alias) symbol = this.#checker.getAliasedSymbol(symbol);
    const declaration = symbol?.valueDeclaration;
    if (declaration === undefined) return null;
    return ts.isVariableDeclaration(declaration) && declaration.initializer
      ? declaration.initializer
      : declaration;
  }

  #keep(text: ts.Expression): void {
    const source = text.getSourceFile();
    const line = source.getLineAndCharacterOfPosition(text.getStart()).line + 1;
    for (const variant of this.#variants(text, 0)) {
      // What only hands a value on says nothing of its own.
      if (!/\p{L}{2}/u.test(variant.replaceAll(VALUE, ''))) continue;
      let values = 0;
      const english = variant.replaceAll(VALUE, () => `{${values++}}`);
      if (!this.#found.has(english))
        this.#found.set(english, `src/${source.fileName.slice(SOURCE.length)}:${line}`);
    }
  }

  /** All texts that an expression may come to. */
  #variants(node: ts.Expression, depth: number): string[] {
    if (depth > 6) return [VALUE];
    if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node))
      return this.#variants(node.expression, depth);
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return [node.text];
    if (ts.isConditionalExpression(node)) {
      return [...this.#variants(node.whenTrue, depth + 1), ...this.#variants(node.whenFalse, depth + 1)];
    }
    if (ts.isTemplateExpression(node)) {
      return node.templateSpans.reduce(
        (texts, span) =>
          product(texts, this.#variants(span.expression, depth + 1)).map((text) => text + span.literal.text),
        [node.head.text],
      );
    }
    if (ts.isBinaryExpression(node)) {
      if (node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
        return product(this.#variants(node.left, depth + 1), this.#variants(node.right, depth + 1));
      }
      if (node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken) {
        return [...this.#variants(node.left, depth + 1), ...this.#variants(node.right, depth + 1)];
      }
      return [VALUE];
    }
    if (ts.isElementAccessExpression(node)) return this.#valuesOf(node.expression, depth);
    if (ts.isIdentifier(node)) return this.#named(node, depth);
    return [VALUE];
  }

  /** Texts of a name: those of a constant of the same program; a parameter makes its function one that tells people. */
  #named(node: ts.Identifier, depth: number): string[] {
    const declaration = this.#constantOf(node);
    if (declaration === undefined) return [VALUE];
    if (ts.isParameter(declaration)) {
      const owner = declaration.parent;
      const index = owner.parameters.indexOf(declaration);
      if (depth === 0 || isSentence(declaration))
        this.#sinks.set(owner, (this.#sinks.get(owner) ?? new Set()).add(index));
      return [VALUE];
    }
    if (ts.isVariableDeclaration(declaration) && declaration.initializer) {
      const texts = this.#variants(declaration.initializer, depth + 1);
      return texts;
    }
    return [VALUE];
  }

  #constantOf(node: ts.Expression): ts.Declaration | undefined {
    let symbol = ts.isShorthandPropertyAssignment(node.parent)
      ? this.#checker.getShorthandAssignmentValueSymbol(node.parent)
      : this.#checker.getSymbolAtLocation(node);
    if (symbol && symbol.flags & ts.SymbolFlags.Alias) symbol = this.#checker.getAliasedSymbol(symbol);
    return symbol?.valueDeclaration;
  }

  /** The texts of a record of texts. */
  #valuesOf(node: ts.Expression, depth: number): string[] {
    const declaration = this.#constantOf(node);
    if (declaration === undefined || !ts.isVariableDeclaration(declaration) || !declaration.initializer)
      return [VALUE];
    let value: ts.Expression = declaration.initializer;
    while (ts.isAsExpression(value) || ts.isSatisfiesExpression(value)) value = value.expression;
    if (!ts.isObjectLiteralExpression(value)) return [VALUE];
    return value.properties.flatMap((property) =>
      ts.isPropertyAssignment(property) ? this.#variants(property.initializer, depth + 1) : [VALUE],
    );
  }
}

/** Whether a parameter's name says that it is a sentence. */
function isSentence(parameter: ts.ParameterDeclaration): boolean {
  return /^(?:message|remedy|what|why|detail|reason)$/.test(parameter.name.getText());
}

function remedyOf(options: ts.Expression | undefined): ts.Expression | undefined {
  if (options === undefined || !ts.isObjectLiteralExpression(options)) return undefined;
  for (const property of options.properties) {
    if (property.name?.getText() !== 'remedy') continue;
    if (ts.isPropertyAssignment(property)) return property.initializer;
    if (ts.isShorthandPropertyAssignment(property)) return property.name;
  }
  return undefined;
}

function product(left: readonly string[], right: readonly string[]): string[] {
  if (left.length * right.length > MOST_VARIANTS) return left.map((text) => text + VALUE);
  return left.flatMap((before) => right.map((after) => before + after));
}
