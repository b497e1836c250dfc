import type { TreeNode } from '@vedette/kql';
import { childOf } from '../examined.ts';
import type { Hit, Rule } from '../rule.ts';

/** Asking everything is slow, and most of the answer is of no use. */
export const everything: Rule = {
  code: 'HUNT_EVERYTHING',
  severity: 'warning',
  summary: 'All tables or all columns are searched',
  page: 'https://learn.microsoft.com/defender-xdr/advanced-hunting-best-practices',
  *find({ nodes }): Iterable<Hit> {
    for (const node of nodes) {
      const found = breadthOf(node);
      if (found) yield { node, ...found };
    }
  },
};

function breadthOf(node: TreeNode): { message: string; instead: string } | undefined {
  const limited = childOf(node, 'InClause') !== undefined;
  if (node.kind === 'SearchOperator' && node.role !== 'Operator' && !limited) {
    return {
      message: 'search without tables reads every table there is',
      instead: 'Name them, as in search in (DeviceProcessEvents, DeviceFileEvents) "…".',
    };
  }
  if (node.kind === 'FindOperator' && !limited) {
    return {
      message: 'find without tables reads every table there is',
      instead: 'Name them, as in find in (DeviceProcessEvents, DeviceFileEvents) where ….',
    };
  }
  if (node.kind === 'UnionOperator' && node.children.some(({ text }) => text === '*')) {
    return {
      message: 'union * reads every table there is',
      instead: 'Name the tables, or a family of them as in union Device*.',
    };
  }
  if (node.kind === 'StarExpression' && node.role === 'Left') {
    return {
      message: '* looks into every column',
      instead: 'Name the column.',
    };
  }
  return undefined;
}

/** The cloud fetches the file anew for each run, and locally it is refused unless it was allowed. */
export const outside: Rule = {
  code: 'HUNT_EXTERNAL_DATA',
  severity: 'warning',
  summary: 'Data is read from outside while the query runs',
  page: 'https://learn.microsoft.com/kusto/query/externaldata-operator',
  *find({ nodes }): Iterable<Hit> {
    for (const node of nodes) {
      if (node.kind !== 'ExternalDataExpression') continue;
      yield {
        node,
        message: 'externaldata is fetched while the query runs: who owns the address decides what is found',
        instead: 'Put short lists into the query, as in let hashes = dynamic([…]).',
      };
    }
  },
};
