import { walkTree, type TreeNode } from '@vedette/kql';
import { bare, callOf, childOf, readsOf, type Examined } from '../examined.ts';
import type { Hit, Rule } from '../rule.ts';

const TICKS_OF_A_DAY = 864_000_000_000n;
/** Days the cloud keeps. */
const WINDOW = 30n;

/** Reading a table whole reads thirty days of it. */
export const noTime: Rule = {
  code: 'HUNT_NO_TIME',
  severity: 'warning',
  summary: 'A table is read without a condition on Timestamp',
  page: 'https://learn.microsoft.com/defender-xdr/advanced-hunting-best-practices',
  *find(query): Iterable<Hit> {
    if (query.meant.timespan) return;
    for (const read of [...readsOf(query), ...wildcardUnions(query)]) {
      if (!hasTime(read) || isBounded(read, query, new Set())) continue;
      const name = read.kind === 'UnionOperator' ? 'Every table of the union' : read.text;
      yield {
        node: read,
        message: `${name} is read without a time, so all of its thirty days are`,
        instead: 'Write | where Timestamp > ago(1d) right after it.',
      };
    }
  },
};

/** Looking further back than the cloud remembers finds nothing there. */
export const beyondWindow: Rule = {
  code: 'HUNT_WINDOW',
  severity: 'warning',
  summary: 'The query looks further back than the cloud keeps its data',
  page: 'https://learn.microsoft.com/defender-xdr/advanced-hunting-limits',
  *find({ nodes }): Iterable<Hit> {
    for (const node of nodes) {
      const call = callOf(node);
      const ticks = call?.name === 'ago' ? call.arguments[0]?.ticks : undefined;
      if (ticks === undefined || ticks <= WINDOW * TICKS_OF_A_DAY) continue;
      yield {
        node,
        message: `${node.text} is longer ago than the thirty days the cloud keeps`,
        instead: 'Ask for thirty days at most, or run it with --local over an archive.',
      };
    }
  },
};

function hasTime(node: TreeNode): boolean {
  return node.columns?.some(({ name }) => name === 'Timestamp') === true;
}

/** `union Device*`: no table of it is named. */
function wildcardUnions({ nodes }: Examined): TreeNode[] {
  return nodes.filter(
    ({ kind, children }) =>
      kind === 'UnionOperator' && children.some((child) => child.symbol?.kind === 'group'),
  );
}

/** Goes the way of the rows up from where they are read, until a filter on their time or the end. */
function isBounded(node: TreeNode, query: Examined, seen: Set<string>): boolean {
  const parent = query.parent(node);
  if (!parent) return false;
  switch (parent.kind) {
    case 'PipeExpression': {
      const operator = childOf(parent, 'Operator');
      if (node.role === 'Expression' && operator?.kind === 'FilterOperator' && asksForTime(operator))
        return true;
      return isBounded(parent, query, seen);
    }
    // What a join gives has the time of its left side; the right side must bound itself.
    case 'JoinOperator':
    case 'LookupOperator':
      return false;
    case 'FindOperator':
    case 'SearchOperator':
      return asksForTime(parent) || isBounded(parent, query, seen);
    case 'LetStatement':
    case 'FunctionDeclaration':
      return usesAreBounded(parent, query, seen);
    case 'FunctionCallExpression':
      return functionBounds(parent, query) || isBounded(parent, query, seen);
    case 'ExpressionStatement':
      return false;
    default:
      return isBounded(parent, query, seen);
  }
}

/** A variable is bounded when every use of it is, and there is one. */
function usesAreBounded(declared: TreeNode, query: Examined, seen: Set<string>): boolean {
  const statement = declared.kind === 'LetStatement' ? declared : query.parent(declared);
  const name = statement && childOf(statement, 'Name')?.symbol?.name;
  if (name === undefined || seen.has(name)) return false;
  seen.add(name);
  const uses = query.nodes.filter(({ kind, symbol }) => kind === 'NameReference' && symbol?.name === name);
  return uses.length > 0 && uses.every((use) => isBounded(use, query, seen));
}

/** A table that is handed to a function of the query may be filtered there. */
function functionBounds(call: TreeNode, query: Examined): boolean {
  const name = callOf(call)?.name;
  const declared = query.nodes.find(
    (one) => one.kind === 'LetStatement' && childOf(one, 'Name')?.symbol?.name === name,
  );
  return declared !== undefined && asksForTime(declared);
}

function asksForTime(operator: TreeNode): boolean {
  for (const node of walkTree(operator)) {
    if (bare(node).symbol?.kind === 'column' && bare(node).symbol?.name === 'Timestamp') return true;
  }
  return false;
}
