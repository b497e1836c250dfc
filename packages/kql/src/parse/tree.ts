import type { Column, KqlType, Schema } from '../type.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { globalsOf } from './globals.ts';
import { parse } from './parse.ts';
import { children, className, columnsOf, typeOf } from './syntax.ts';
import type { Element } from './syntax.ts';

/** A node of the syntax tree of a query, for whoever judges or rewrites queries. Tokens are left out. */
export interface TreeNode {
  /** The class Microsoft's parser gives it: `FilterOperator`, `BinaryExpression`, `NameReference`. */
  readonly kind: string;
  /** What it is to its parent: `Left`, `Condition`, `Operator`; that of the list, for a member of one. */
  readonly role: string;
  /** Offsets into the query in UTF-16 units, without the blanks and comments before it; the end is not included. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** What a name or an operator stands for. */
  readonly symbol: { readonly kind: string; readonly name: string } | undefined;
  /** The word of an operator as it is written: `contains`, `==`, `in~`. */
  readonly operator: string | undefined;
  /** Of an expression that gives one value. */
  readonly type: KqlType | undefined;
  /** Of an expression that gives a table. */
  readonly columns: readonly Column[] | undefined;
  /** The text of a string that is known before the query runs. */
  readonly string: string | undefined;
  /** Ticks of 100 ns of a timespan that is known before the query runs. */
  readonly ticks: bigint | undefined;
  readonly children: readonly TreeNode[];
}

export interface Tree {
  readonly root: TreeNode;
  /** What Microsoft's parser and binder found. */
  readonly diagnostics: readonly Diagnostic[];
  readonly columns: readonly Column[];
}

/** Reads a query into its tree, bound against a schema. Never throws for a bad query: what could be read is there. */
export function readTree(query: string, schema: Schema): Tree {
  const { syntax, diagnostics, columns } = parse(query, globalsOf(schema));
  return { root: new LazyNode(syntax, query, ''), diagnostics, columns };
}

/** Every node, parents first, in the order of the text. Deep trees need no deep stack. */
export function* walkTree(root: TreeNode): Generator<TreeNode> {
  const waiting = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    yield node;
    waiting.push(...node.children.toReversed());
  }
}

interface Typed {
  readonly ReferencedSymbol?: Named | null;
  readonly ResultType?: Named | null;
  readonly ConstantValue?: unknown;
}

type Named = Kusto.Language.Symbols.TypeSymbol & { readonly Name: string | null };

/** Most nodes of a long query are never looked at, so nothing is read before it is asked for. */
class LazyNode implements TreeNode {
  readonly #element: Element;
  readonly #query: string;
  readonly role: string;
  #children: readonly TreeNode[] | undefined;

  constructor(element: Element, query: string, role: string) {
    this.#element = element;
    this.#query = query;
    this.role = role;
  }

  get #typed(): Typed {
    return this.#element as unknown as Typed;
  }

  get kind(): string {
    return className(this.#element);
  }

  get start(): number {
    return this.#element.TextStart;
  }

  get end(): number {
    return this.#element.End;
  }

  get text(): string {
    return this.#query.slice(this.start, this.end);
  }

  get symbol(): { kind: string; name: string } | undefined {
    const symbol = this.#typed.ReferencedSymbol;
    if (!symbol) return undefined;
    const kind = className(symbol as unknown as Element).replace(/Symbol$/, '');
    return { kind: kind.toLowerCase(), name: symbol.Name ?? '' };
  }

  get operator(): string | undefined {
    const token = children(this.#element).find((child) => isToken(child) && roleOf(child) === 'Operator');
    return token && this.#query.slice(token.TextStart, token.End);
  }

  get type(): KqlType | undefined {
    const type = this.#typed.ResultType;
    return type?.Kind !== undefined && this.columns === undefined ? typeOf(type) : undefined;
  }

  get columns(): readonly Column[] | undefined {
    const type = this.#typed.ResultType;
    if (!type || className(type as unknown as Element) !== 'TableSymbol') return undefined;
    return columnsOf(type);
  }

  get string(): string | undefined {
    const value = this.#typed.ConstantValue;
    return typeof value === 'string' && this.#typed.ResultType?.Name === 'string' ? value : undefined;
  }

  get ticks(): bigint | undefined {
    const value = this.#typed.ConstantValue as { ticks?: unknown } | null | undefined;
    if (!value || this.#typed.ResultType?.Name !== 'timespan') return undefined;
    const digits = String(value.ticks);
    return /^-?\d+$/.test(digits) ? BigInt(digits) : undefined;
  }

  get children(): readonly TreeNode[] {
    return (this.#children ??= [...membersOf(this.#element, this.#query)]);
  }
}

/** Lists and the pairs of a member and its comma are no nodes of their own. */
function* membersOf(element: Element, query: string, listRole?: string): Generator<TreeNode> {
  for (const child of children(element)) {
    if (isToken(child)) continue;
    const role = listRole ?? roleOf(child);
    if (isList(child)) yield* membersOf(child, query, role);
    else yield new LazyNode(child, query, role);
  }
}

function roleOf(element: Element): string {
  return (element as { NameInParent?: string | null }).NameInParent ?? '';
}

function isToken(element: Element): boolean {
  return className(element).startsWith('SyntaxToken');
}

function isList(element: Element): boolean {
  const { $$name: name } = element.constructor as unknown as { $$name: string };
  return /Syntax(List|\.SeparatedElement)/.test(name);
}
