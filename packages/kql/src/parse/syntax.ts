import type { Column, KqlType } from '../type.ts';

export type Node = Kusto.Language.Syntax.SyntaxNode;
export type Element = Kusto.Language.Syntax.SyntaxElement;
export type Expression = Kusto.Language.Syntax.Expression;

/** Any class of the syntax tree by its name. */
export interface SyntaxClasses {
  [name: string]: Node;
}

interface Listed {
  readonly Count: number;
  getItem(index: number): unknown;
}

/** The name of a node's class, such as `FilterOperator`. */
export function className(node: Element): string {
  const name = (node.constructor as unknown as { $$name: string }).$$name;
  return name.slice(name.lastIndexOf('.') + 1);
}

/** What a list of the library holds, as an array. Separators of a syntax list are passed over. */
export function listed<T = Node>(list: unknown): T[] {
  if (list === null || list === undefined) return [];
  if (Array.isArray(list)) return list as T[];
  const items: T[] = [];
  const { Count } = list as Listed;
  for (let index = 0; index < Count; index++) {
    const item = (list as Listed).getItem(index);
    const separated = (item as { Element$1?: unknown }).Element$1 ?? (item as { Element?: unknown }).Element;
    items.push((separated ?? item) as T);
  }
  return items;
}

/** The text of a node as it was written, without what stands around it. */
export function textOf(node: Element): string {
  // The library's own ToString looks every token up from the beginning of the query.
  let text = '';
  const waiting = [node];
  for (let at = waiting.pop(); at; at = waiting.pop()) {
    if (at.IsToken) text += (at as Kusto.Language.Syntax.SyntaxToken).Text ?? '';
    else waiting.push(...children(at).toReversed());
  }
  return text.trim();
}

/** The children of a node, tokens included; absent ones left out. */
export function children(node: Element): Element[] {
  const found: Element[] = [];
  for (let index = 0; index < node.ChildCount; index++) {
    const child = node.GetChild(index);
    if (child) found.push(child);
  }
  return found;
}

const TYPES = new Set<string>([
  'bool', 'datetime', 'decimal', 'dynamic', 'guid', 'int', 'long', 'real', 'string', 'timespan',
]); // prettier-ignore

/** The type a symbol of the library stands for; what it does not know reads as dynamic. */
export function typeOf(symbol: { readonly Name: string | null } | null | undefined): KqlType {
  const name = symbol?.Name ?? '';
  return TYPES.has(name) ? (name as KqlType) : 'dynamic';
}

/** The columns Microsoft's binder gives to a table-valued node. */
export function columnsOf(symbol: Kusto.Language.Symbols.TypeSymbol | null | undefined): Column[] {
  return listed<Kusto.Language.Symbols.ColumnSymbol>((symbol as { Columns?: unknown } | null)?.Columns).map(
    (column) => ({ name: column.Name ?? '', type: typeOf(column.Type) }),
  );
}
