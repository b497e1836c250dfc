import { type TreeNode } from '@vedette/kql';
import { bare, callOf, childOf } from '../lint/examined.ts';
import { keepsTime } from './row-by-row.ts';
import { ticksOfText, type Ticks } from './ticks.ts';

/** A span of time, its end not included; an end that is absent is open. */
export interface Span {
  readonly from?: Ticks | undefined;
  readonly to?: Ticks | undefined;
}

/**
 * The span that the filters on Timestamp leave at most. It only spares questions: every piece asks with the filters
 * as well, so a condition that is not understood costs time and nothing else.
 */
export function spanOf(operators: readonly TreeNode[], now: Ticks): Span {
  let span: Span = {};
  for (const operator of operators) {
    // From here on the name stands for something else.
    if (!keepsTime([operator])) break;
    if (operator.kind !== 'FilterOperator') continue;
    const condition = childOf(operator, 'Condition');
    for (const one of condition ? conjuncts(condition) : []) span = meet(span, boundOf(one, now));
  }
  return span;
}

function conjuncts(condition: TreeNode): TreeNode[] {
  const node = bare(condition);
  if (node.operator !== 'and') return [node];
  return [childOf(node, 'Left'), childOf(node, 'Right')].flatMap((side) => (side ? conjuncts(side) : []));
}

const MIRRORED: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

function boundOf(node: TreeNode, now: Ticks): Span {
  const [left, right] = [childOf(node, 'Left'), childOf(node, 'Right')];
  if (!left || !right) return {};
  if (node.operator === 'between' && isTime(left)) {
    const [low, high] = right.children;
    return { from: low && timeOf(low, now), to: after(high && timeOf(high, now)) };
  }
  const operator = isTime(left) ? node.operator : MIRRORED[node.operator ?? ''];
  const other = isTime(left) ? right : left;
  if (!isTime(left) && !isTime(right)) return {};
  const at = timeOf(other, now);
  if (at === undefined) return {};
  if (operator === '>' || operator === '>=') return { from: at };
  if (operator === '<' || operator === '<=') return { to: after(at) };
  return {};
}

function isTime(node: TreeNode): boolean {
  const { symbol } = bare(node);
  return symbol?.kind === 'column' && symbol.name === 'Timestamp';
}

function timeOf(expression: TreeNode, now: Ticks): Ticks | undefined {
  const node = bare(expression);
  const call = callOf(node);
  if (call?.name === 'now' && call.arguments.length === 0) return now;
  if (call?.name === 'ago') {
    const length = call.arguments[0]?.ticks;
    return length === undefined ? undefined : now - length;
  }
  const literal = /^datetime\(\s*["']?([^"')]*)["']?\s*\)$/.exec(node.text);
  return node.kind === 'LiteralExpression' && literal ? ticksOfText(literal[1] ?? '') : undefined;
}

function after(ticks: Ticks | undefined): Ticks | undefined {
  return ticks === undefined ? undefined : ticks + 1n;
}

function meet(a: Span, b: Span): Span {
  const from = a.from === undefined || (b.from !== undefined && b.from > a.from) ? b.from : a.from;
  const to = a.to === undefined || (b.to !== undefined && b.to < a.to) ? b.to : a.to;
  return { from, to };
}
