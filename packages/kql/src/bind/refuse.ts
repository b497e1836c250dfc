import type { Element } from '../parse/syntax.ts';
import type { Place } from '../parse/place.ts';
import { Refusal } from '../refusal.ts';

/** The body of a called function, as Microsoft's binder analysed it for one call → the same body as it was written. */
const written = new WeakMap<Element, Element>();

/** Remembers where the body of a called function was written. */
export function writtenAt(body: Element, declared: Element): void {
  written.set(body, declared);
}

/** Where a node stands in the query. What stands in the body of a called function is placed where the function was written. */
export function placeOf(node: Element): Place {
  const { Root: root } = node as unknown as { Root: Element | null };
  const declared = root ? written.get(root) : undefined;
  if (!root || !declared) return { start: node.TextStart, length: node.Width };
  return { start: placeOf(declared).start + node.TextStart - root.TextStart, length: node.Width };
}

/** Whether a node stands in the body of a function, as it is for one call of it. */
export function inCalledFunction(node: Element): boolean {
  const { Root: root } = node as unknown as { Root: Element | null };
  return root !== null && written.has(root);
}

/** Refuses the query at this node. */
export function refuse(node: Element, message: string, code?: string): never {
  throw new Refusal(message, placeOf(node), code);
}
