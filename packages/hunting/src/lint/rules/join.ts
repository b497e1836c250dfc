import type { TreeNode } from '@vedette/kql';
import { walkTree } from '@vedette/kql';
import { childOf, pipelineOf, type Examined } from '../examined.ts';
import type { Hit, Rule } from '../rule.ts';

const PAGE = 'https://learn.microsoft.com/kusto/query/join-operator';

/** Operators after which few rows are left. */
const SHRINKING = new Set([
  'CountOperator',
  'DistinctOperator',
  'SampleDistinctOperator',
  'SampleOperator',
  'SummarizeOperator',
  'TakeOperator',
  'TopNestedOperator',
  'TopOperator',
]);

export const joinSide: Rule = {
  code: 'HUNT_JOIN_SIDE',
  severity: 'warning',
  summary: 'The large side of a join stands on the left',
  page: PAGE,
  *find(query): Iterable<Hit> {
    for (const node of query.nodes) {
      if (node.kind !== 'JoinOperator') continue;
      const pipe = query.parent(node);
      const left = pipe && childOf(pipe, 'Expression');
      const right = childOf(node, 'Expression');
      if (!left || !right || sizeOf(left, query) !== 'whole' || sizeOf(right, query) === 'whole') continue;
      yield {
        node,
        message:
          'A whole table stands on the left of this join and less on the right; the left side is the one that is spread',
        instead: 'Start with the smaller side, or filter the left one with where … in (…) first.',
      };
    }
  },
};

export const joinKind: Rule = {
  code: 'HUNT_JOIN_KIND',
  severity: 'warning',
  summary: 'A join without a kind, which leaves out rows of the left side',
  page: PAGE,
  *find({ nodes }): Iterable<Hit> {
    for (const node of nodes) {
      if (node.kind !== 'JoinOperator') continue;
      const named = node.children.some(({ kind, text }) => kind === 'NamedParameter' && /^kind\b/.test(text));
      if (named) continue;
      yield {
        node,
        message: 'A join without a kind is innerunique: of the left rows with one key it keeps any one',
        instead: 'Write join kind=inner, or kind=innerunique where one row is meant.',
      };
    }
  },
};

type Size = 'whole' | 'part';

/** A whole table, or one that was made smaller by more than a time. */
function sizeOf(expression: TreeNode, query: Examined): Size {
  const { source, operators } = pipelineOf(expression);
  if (operators.some((one) => SHRINKING.has(one.kind) || isSelective(one))) return 'part';
  if (source.symbol?.kind === 'table') return 'whole';
  const declared = query.nodes.find(
    (one) => one.kind === 'LetStatement' && childOf(one, 'Name')?.symbol?.name === source.symbol?.name,
  );
  const value = declared && childOf(declared, 'Expression');
  return value && value !== expression ? sizeOf(value, query) : 'part';
}

/** A filter on something besides the time. */
function isSelective(operator: TreeNode): boolean {
  if (operator.kind !== 'FilterOperator') return false;
  for (const { symbol } of walkTree(operator)) {
    if (symbol?.kind === 'column' && symbol.name !== 'Timestamp') return true;
  }
  return false;
}
