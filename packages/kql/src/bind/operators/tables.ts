import { className, listed, textOf } from '../../parse/syntax.ts';
import type { Expression } from '../../parse/syntax.ts';
import type { Relation } from '../../plan/relation.ts';
import { bindRelation, scanOf } from '../relation.ts';
import { refuse } from '../refuse.ts';
import type { Scope } from '../scope.ts';
import { sourceName } from './source-name.ts';

/** One of the tables that are put together, and the name its rows go by. */
export interface Arm {
  readonly name: string;
  readonly relation: Relation;
}

export interface ArmOptions {
  /** Whether a table that does not exist is passed over. */
  readonly fuzzy: boolean;
  /** How many arms stand in front of these. */
  readonly from: number;
}

/** The tables of a list: names, wildcards over the tables of the schema and the views of the query, and expressions. */
export function armsOf(nodes: readonly Expression[], scope: Scope, { fuzzy, from }: ArmOptions): Arm[] {
  return nodes.flatMap((node, index) => {
    const pattern = wildcardOf(node);
    if (pattern !== undefined) {
      const found = matching(pattern, scope);
      if (found.length === 0 && !fuzzy)
        refuse(node, `No table has a name like '${pattern}'.`, 'KQL_UNKNOWN_TABLE');
      return found;
    }
    if (fuzzy && !exists(node, scope)) return [];
    return [
      { name: sourceName(node, scope) ?? `union_arg${from + index}`, relation: bindRelation(node, scope) },
    ];
  });
}

/** `Device*`, as it was written. */
function wildcardOf(node: Expression): string | undefined {
  if (className(node) === 'StarExpression') return '*';
  const { Name: name } = node as Kusto.Language.Syntax.NameReference;
  if (className(node) !== 'NameReference' || !name || className(name) !== 'WildcardedName') return undefined;
  return textOf(name);
}

/** The tables and views whose names match, `*` standing for any letters. */
export function matching(pattern: string, scope: Scope): Arm[] {
  const parts = pattern.split('*');
  const views = [...scope.names.all()].flatMap(([name, meaning]) => {
    if (meaning.kind !== 'function' || !meaning.declaration.ViewKeyword || !matches(name, parts)) return [];
    return [{ name, relation: viewOf(name, meaning.declaration, scope) }];
  });
  const tables = [...scope.query.schema.keys()]
    .filter((name) => matches(name, parts))
    .flatMap((name) => {
      const relation = scanOf(name, scope);
      return relation ? [{ name, relation }] : [];
    });
  return [...tables, ...views];
}

/** The rows of a view: its body is bound as it was declared, as it takes nothing. */
function viewOf(name: string, node: Kusto.Language.Syntax.FunctionDeclaration, scope: Scope): Relation {
  const body = node.Body?.Expression;
  const meaning = scope.names.lookup(name);
  if (!body || meaning?.kind !== 'function') refuse(node, `The view '${name}' is empty.`);
  if (listed(node.Body?.Statements).length > 0)
    refuse(node, `Name the view '${name}' itself: with let statements in it, a wildcard cannot reach it.`);
  return bindRelation(body, { query: scope.query, names: meaning.names });
}

function matches(name: string, parts: readonly string[]): boolean {
  const first = parts[0] ?? '';
  if (parts.length === 1) return name === first;
  const last = parts.at(-1) ?? '';
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length)
    return false;
  let at = first.length;
  const end = name.length - last.length;
  for (const part of parts.slice(1, -1)) {
    const found = name.indexOf(part, at);
    if (found === -1 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}

/** Whether the table at the head of an expression is one. */
function exists(node: Expression, scope: Scope): boolean {
  const head = headOf(node);
  return head === undefined || scope.names.lookup(head) !== undefined || scope.query.schema.has(head);
}

function headOf(node: Expression | null): string | undefined {
  if (!node) return undefined;
  switch (className(node)) {
    case 'ParenthesizedExpression':
      return headOf((node as Kusto.Language.Syntax.ParenthesizedExpression).Expression);
    case 'PipeExpression':
      return headOf((node as Kusto.Language.Syntax.PipeExpression).Expression);
    case 'NameReference':
      return (node as Kusto.Language.Syntax.NameReference).SimpleName ?? undefined;
    default:
      return undefined;
  }
}
