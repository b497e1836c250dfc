import { arrayOf, elementsOf, realText } from '../value/json-text.ts';

/** An element of a series: null is a missing one, or what is no number. */
export type Point = number | null;

/** The elements of a JSON array as numbers; undefined when the text is no array. */
export function pointsOf(text: string): Point[] | undefined {
  return elementsOf(text)?.map(pointOf);
}

export function pointOf(element: string): Point {
  if (/^-?\d/.test(element)) return Number(element);
  if (element === '"NaN"') return Number.NaN;
  if (element === '"Infinity"') return Infinity;
  return element === '"-Infinity"' ? -Infinity : null;
}

/** The elements, when all of them are finite numbers. */
export function finiteOf(text: string): number[] | undefined {
  const points = pointsOf(text);
  return points?.every((point): point is number => point !== null && Number.isFinite(point))
    ? points
    : undefined;
}

export const textOfPoint = (point: Point): string => (point === null ? 'null' : realText(point));

export const textOfPoints = (points: readonly Point[]): string => arrayOf(points.map(textOfPoint));
