import { readTree, walkTree, type Schema, type Tree, type TreeNode } from '@vedette/kql';

/** Where a query is meant to run, as far as it changes what is wrong with it. */
export interface Meant {
  /** The native APIs stop answering; Graph stays. */
  readonly route?: 'graph' | 'native' | undefined;
  /** A time given beside the query bounds it as well as a filter does. */
  readonly timespan?: boolean | undefined;
}

/** A query with what every rule asks of it. */
export interface Examined {
  readonly tree: Tree;
  readonly schema: Schema;
  readonly meant: Meant;
  readonly nodes: readonly TreeNode[];
  parent(node: TreeNode): TreeNode | undefined;
}

export function examine(query: string, schema: Schema, meant: Meant): Examined {
  const tree = readTree(query, schema);
  const nodes = [...walkTree(tree.root)];
  const parents = new Map<TreeNode, TreeNode>();
  for (const node of nodes) for (const child of node.children) parents.set(child, node);
  return { tree, schema, meant, nodes, parent: (node) => parents.get(node) };
}

/** The child that is this to its parent. */
export function childOf(node: TreeNode, role: string): TreeNode | undefined {
  return node.children.find((child) => child.role === role);
}

/** The name of a function that is called, and its arguments. */
export function callOf(node: TreeNode): { name: string; arguments: readonly TreeNode[] } | undefined {
  if (node.kind !== 'FunctionCallExpression') return undefined;
  const name = childOf(node, 'Name')?.text ?? '';
  return { name, arguments: childOf(node, 'ArgumentList')?.children ?? [] };
}

/** Names of tables of the schema that are read. */
export function readsOf({ nodes, schema }: Examined): TreeNode[] {
  return nodes.filter(
    (node) => node.kind === 'NameReference' && node.symbol?.kind === 'table' && schema.has(node.symbol.name),
  );
}

/** An expression without the brackets round it. */
export function bare(node: TreeNode): TreeNode {
  let inner = node;
  while (inner.kind === 'ParenthesizedExpression' && inner.children[0]) inner = inner.children[0];
  return inner;
}

/** What a pipeline starts with, and its operators in order. */
export function pipelineOf(expression: TreeNode): { source: TreeNode; operators: TreeNode[] } {
  const operators: TreeNode[] = [];
  let source = bare(expression);
  while (source.kind === 'PipeExpression') {
    const operator = childOf(source, 'Operator');
    if (operator) operators.unshift(operator);
    const left = childOf(source, 'Expression');
    if (!left) break;
    source = bare(left);
  }
  return { source, operators };
}

/** The expressions a query gives results of, the last one last. */
export function resultsOf({ tree }: Examined): TreeNode[] {
  return tree.root.children.flatMap((statement) =>
    statement.kind === 'ExpressionStatement' ? statement.children.slice(0, 1) : [],
  );
}
