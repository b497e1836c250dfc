import type { Element } from '../parse/syntax.ts';
import type { Place } from '../parse/place.ts';
import { Refusal } from '../refusal.ts';

/** Where a node stands in the query. What stands in the body of a called function is placed where the function was written. */
export function placeOf(node: Element): Place {
  return { start: node.TextStart, length: node.Width };
}

/** Refuses the query at this node. */
export function refuse(node: Element, message: string, code?: string): never {
  throw new Refusal(message, placeOf(node), code);
}
