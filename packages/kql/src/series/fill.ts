import { canonical } from '../value/canonical.ts';
import { realText } from '../value/json-text.ts';

/** Elements of a series as JSON texts: what is filled in keeps the type of the others. */
type Elements = readonly string[];

const isMissing = (element: string, placeholder: string): boolean =>
  element === 'null' ? placeholder === 'null' : canonical(element) === canonical(placeholder);

export function fillConstant(elements: Elements, placeholder: string, constant: string): string[] {
  return elements.map((element) => (isMissing(element, placeholder) ? constant : element));
}

/** Each gap takes the value before it. */
export function fillForward(elements: Elements, placeholder: string): string[] {
  let last: string | undefined;
  return elements.map((element) => {
    if (!isMissing(element, placeholder)) last = element;
    return isMissing(element, placeholder) ? (last ?? element) : element;
  });
}

export const fillBackward = (elements: Elements, placeholder: string): string[] =>
  fillForward(elements.toReversed(), placeholder).toReversed();

/** Gaps on a straight line between their neighbours; the edges take the nearest value, and all gaps a constant. */
export function fillLinear(
  elements: Elements,
  placeholder: string,
  edges: boolean,
  constant: string,
): string[] {
  const known = elements.flatMap((element, index) => (isMissing(element, placeholder) ? [] : [index]));
  if (known.length === 0) return elements.map((element) => (constant === 'null' ? element : constant));
  const whole = known.every((index) => /^-?\d+$/.test(elements[index]!));
  return elements.map((element, index) => {
    if (!isMissing(element, placeholder)) return element;
    const before = known.findLast((place) => place < index);
    const after = known.find((place) => place > index);
    if (before === undefined || after === undefined) return edges ? elements[before ?? after!]! : element;
    const [from, to] = [Number(elements[before]), Number(elements[after])];
    const value = from + ((to - from) * (index - before)) / (after - before);
    return whole ? String(Math.trunc(value)) : realText(value);
  });
}
