import { walkTree, type Schema, type TreeNode } from '@vedette/kql';
import { bare, callOf, childOf } from '../lint/examined.ts';
import { refusal, wordOf } from './refusal.ts';

/** Where the rows of a query come from and what is done to them, let statements looked through. */
export interface Chain {
  /** The table, or the union of tables: the time is asked for right after it. */
  readonly source: TreeNode;
  /** Operators of a let statement before the query itself begins; all row by row. */
  readonly before: readonly TreeNode[];
  /** Pipes of the query itself in order, each with its operator. */
  readonly pipes: readonly { readonly pipe: TreeNode; readonly operator: TreeNode }[];
  /** What the pipes begin with: the source, or the name of a let statement. */
  readonly head: TreeNode;
  /** The expression of the result. */
  readonly result: TreeNode;
}

/** @throws VedetteError MDE_QUERY when the query is not one source and what is done to it. */
export function chainOf(query: string, root: TreeNode, schema: Schema): Chain {
  const nodes = [...walkTree(root)];
  const result = resultOf(query, root);
  const { head, pipes } = pipesOf(result);
  let [source, before] = [head, [] as TreeNode[]];
  for (let depth = 0; depth < 20; depth++) {
    const inner = behind(query, source, nodes);
    if (!inner) break;
    const more = pipesOf(inner);
    before = [...more.pipes.map(({ operator }) => operator), ...before];
    source = more.head;
  }
  const tables = tablesOf(query, source, schema);
  for (const node of nodes) {
    const read = node.symbol?.kind === 'table' || node.symbol?.kind === 'group';
    if (node.kind === 'NameReference' && read && node.columns && !tables.includes(node)) {
      throw refusal(
        query,
        node,
        `the query reads ${node.text} as well`,
        'Cutting by time is exact for the rows of one source only; run the two apart.',
      );
    }
  }
  return { source, before, pipes, head, result };
}

function resultOf(query: string, root: TreeNode): TreeNode {
  const statements = root.children.filter(({ kind }) => kind.endsWith('Statement'));
  const other = statements.find(({ kind }) => !['LetStatement', 'ExpressionStatement'].includes(kind));
  const results = statements.filter(({ kind }) => kind === 'ExpressionStatement');
  const [result] = results;
  if (other ?? results[1] ?? statements.at(-1) !== result) {
    const node = other ?? results[1] ?? root;
    throw refusal(
      query,
      node,
      'the query is more than let statements and one result',
      'Run its parts apart.',
    );
  }
  const [expression] = result?.children ?? [];
  if (expression) return expression;
  throw refusal(query, root, 'the query gives no rows', 'Write a table and operators on it.');
}

function pipesOf(
  expression: TreeNode,
): Pick<Chain, 'head'> & { pipes: { pipe: TreeNode; operator: TreeNode }[] } {
  const pipes: { pipe: TreeNode; operator: TreeNode }[] = [];
  let head = bare(expression);
  while (head.kind === 'PipeExpression') {
    const operator = childOf(head, 'Operator');
    const left = childOf(head, 'Expression');
    if (!operator || !left) break;
    pipes.unshift({ pipe: head, operator });
    head = bare(left);
  }
  return { head, pipes };
}

/** What stands behind a name or a `materialize`, if it may be looked through. */
function behind(query: string, node: TreeNode, nodes: readonly TreeNode[]): TreeNode | undefined {
  const call = callOf(node);
  if (call?.name === 'materialize') return call.arguments[0] && bare(call.arguments[0]);
  const name = node.symbol?.name;
  if (node.kind !== 'NameReference' || node.symbol?.kind !== 'variable' || name === undefined)
    return undefined;
  const uses = nodes.filter(
    (one) => one.kind === 'NameReference' && one.symbol?.kind === 'variable' && one.symbol.name === name,
  );
  if (uses[1]) {
    throw refusal(query, uses[1], `${name} is read more than once`, 'Run the parts of the query apart.');
  }
  const declared = nodes.find(
    (one) => one.kind === 'LetStatement' && childOf(one, 'Name')?.symbol?.name === name,
  );
  const value = declared && childOf(declared, 'Expression');
  return value && bare(value);
}

/** The tables of the source, each of which knows the time of its rows. */
function tablesOf(query: string, source: TreeNode, schema: Schema): TreeNode[] {
  const tables = source.kind === 'UnionOperator' ? unionOf(query, source) : [source];
  for (const table of tables) {
    const name =
      table.symbol?.kind === 'table' && table.kind === 'NameReference' ? table.symbol.name : undefined;
    if (name === undefined || !schema.has(name)) {
      throw refusal(
        query,
        table,
        `${table.kind === 'NameReference' ? table.text : wordOf(table)} is no table`,
        'Begin with a table, or a union of tables by name.',
      );
    }
    if (!schema.get(name)?.some((column) => column.name === 'Timestamp' && column.type === 'datetime')) {
      throw refusal(query, table, `${name} has no Timestamp to cut by`, 'Run it without --all.');
    }
  }
  return tables;
}

function unionOf(query: string, union: TreeNode): TreeNode[] {
  const parameter = union.children.find(({ kind }) => kind === 'NamedParameter');
  if (parameter) {
    throw refusal(query, parameter, `${parameter.text} of a union`, 'Leave it out, or run the tables apart.');
  }
  return union.children.map(bare);
}
