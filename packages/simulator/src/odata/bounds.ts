import type { Tick } from '../tenant/tick.ts';
import type { Expression } from './expression.ts';

/** Rows outside cannot pass the filter. With `exact`, all rows inside pass it. Both ends belong to it. */
export interface Bounds {
  readonly from: Tick;
  readonly to: Tick;
  readonly exact: boolean;
}

const EVERYTHING: Bounds = { from: -Infinity, to: Infinity, exact: false };

/** What a filter says for certain about one property of time: read from its conjunctions only. */
export function boundsOf(expression: Expression | undefined, property: string): Bounds {
  if (expression === undefined) return { ...EVERYTHING, exact: true };
  if (expression.kind === 'and') {
    const left = boundsOf(expression.left, property);
    const right = boundsOf(expression.right, property);
    return {
      from: Math.max(left.from, right.from),
      to: Math.min(left.to, right.to),
      exact: left.exact && right.exact,
    };
  }
  if (expression.kind !== 'compare') return EVERYTHING;
  const { left, right, operator } = expression;
  if (left.kind !== 'path' || left.segments.join('/') !== property || right.kind !== 'time')
    return EVERYTHING;
  // Ticks are whole numbers, so "after" is "from the next one on".
  const at = right.value;
  switch (operator) {
    case 'eq':
      return { from: at, to: at, exact: true };
    case 'gt':
      return { from: at + 1, to: Infinity, exact: true };
    case 'ge':
      return { from: at, to: Infinity, exact: true };
    case 'lt':
      return { from: -Infinity, to: at - 1, exact: true };
    case 'le':
      return { from: -Infinity, to: at, exact: true };
    case 'ne':
      return EVERYTHING;
  }
}
