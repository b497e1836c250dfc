import { walkTree, type TreeNode } from '@vedette/kql';
import { callOf, childOf } from '../lint/examined.ts';
import type { Edit } from './edits.ts';
import { datetimeLiteral, type Ticks } from './ticks.ts';

/** Makes `now()` and `ago()` the same time in every piece, however long the pieces take. */
export function pins(root: TreeNode, now: Ticks): Edit[] {
  const at = datetimeLiteral(now);
  return [...walkTree(root)].flatMap((node): Edit[] => {
    const call = callOf(node);
    const list = childOf(node, 'ArgumentList');
    if (!call || !list || (call.name !== 'now' && call.name !== 'ago')) return [];
    if (call.arguments.length === 0) return [{ start: node.start, end: node.end, text: at }];
    const sign = call.name === 'now' ? '+' : '-';
    return [
      { start: node.start, end: list.start + 1, text: `(${at} ${sign} (` },
      { start: node.end - 1, end: node.end - 1, text: ')' },
    ];
  });
}
