import { VedetteError } from '@vedette/sdk';
import type { TreeNode } from '@vedette/kql';

/** A query that cannot be cut by time and be exact, with what stands in the way. Nothing was sent. */
export function refusal(query: string, node: TreeNode, why: string, advice: string): VedetteError {
  const before = query.slice(0, node.start);
  const line = before.split('\n').length;
  const column = node.start - before.lastIndexOf('\n');
  return new VedetteError('MDE_QUERY', `all: ${why} (line ${line}, column ${column})`, {
    advice,
    facts: { argument: 'all', line, column },
  });
}

/** The word an operator begins with: `make-series`. */
export function wordOf({ text }: TreeNode): string {
  return /^[a-z-]+/i.exec(text)?.[0] ?? text.slice(0, 20);
}
