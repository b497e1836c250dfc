import { edgesOf, holds, poleOfTriangle, triangle } from './shape.ts';
import type { Lines, Polygons } from './shape.ts';
import type { Place, Vector } from './sphere.ts';
import { added, angleBetween, crossings, dot, nearest, placeOf, RADIUS, unit, vectorOf } from './sphere.ts';

/** A piece of a boundary, with the inside on its left. */
type Edge = readonly [from: Vector, to: Vector];

/** How near a point must be to an edge to lie on it, in radians: less than a thousandth of a millimetre. */
const ON = 1e-13;

/**
 * The boundary of all polygons taken together: of each edge the pieces that no other polygon covers. Polygons that overlap
 * count once.
 * @see https://learn.microsoft.com/kusto/query/geo-polygon-area-function
 */
export function boundaryOf(polygons: Polygons): Edge[] {
  const edges = polygons.map((rings) => rings.flatMap((ring, index) => directed(ring, index > 0)));
  return edges.flatMap((own, index) => {
    const others = edges.flatMap((other, at) => (at === index ? [] : other));
    return own
      .flatMap((edge) => pieces(edge, others))
      .filter((piece) =>
        polygons.every((polygon, at) => at === index || isOutside(piece, polygon, edges[at]!, at < index)),
      );
  });
}

/** The length of a boundary, in metres. */
export const lengthOfBoundary = (boundary: readonly Edge[]): number =>
  boundary.reduce((sum, [from, to]) => sum + angleBetween(from, to), 0) * RADIUS;

/** What a boundary holds, in square metres: triangles from one point to each of its edges, with their sign. */
export function areaWithin(boundary: readonly Edge[]): number {
  const [first] = boundary;
  if (!first) return 0;
  const excess = boundary.reduce((sum, [from, to]) => sum + triangle(first[0], from, to), 0);
  return (excess < 0 ? excess + 4 * Math.PI : excess) * RADIUS ** 2;
}

/** The middle of what a boundary holds. */
export function centerWithin(boundary: readonly Edge[]): Place {
  const origin = boundary[0]![0];
  return placeOf(
    boundary.reduce<Vector>((sum, [from, to]) => added(sum, poleOfTriangle(origin, from, to)), [0, 0, 0]),
  );
}

/** A ring's edges with the polygon's inside on their left: a shell runs counterclockwise and a hole clockwise. */
function directed(ring: Lines[number], hole: boolean): Edge[] {
  const edges = edgesOf([ring]);
  const origin = vectorOf(ring[0]!);
  const excess = edges.reduce((sum, [from, to]) => sum + triangle(origin, from, to), 0);
  return excess > 0 === hole ? edges.map(([from, to]): Edge => [to, from]).reverse() : edges;
}

/** An edge, cut where others meet it. */
function pieces([from, to]: Edge, others: readonly Edge[]): Edge[] {
  const cuts = others
    .flatMap(([a, b]) => [...crossings(from, to, a, b), ...[a, b].filter((end) => isOn(end, from, to))])
    .map((point) => ({ point, at: angleBetween(from, point) }))
    .sort((a, b) => a.at - b.at);
  const stops = [from, ...cuts.map(({ point }) => point), to];
  return stops
    .slice(1)
    .map((stop, index): Edge => [stops[index]!, stop])
    .filter(([a, b]) => angleBetween(a, b) > ON);
}

const isOn = (point: Vector, a: Vector, b: Vector): boolean => angleBetween(point, nearest(point, a, b)) < ON;

/** Of an edge that two polygons share, the first keeps it if both lie on the same side, and neither if they touch. */
function isOutside([from, to]: Edge, polygon: Lines, edges: readonly Edge[], isEarlier: boolean): boolean {
  const middle = unit(added(from, to));
  const shared = edges.find(([a, b]) => isOn(middle, a, b));
  if (!shared) return !holds(middle, polygon);
  const along = ([a, b]: Edge): Vector => [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
  return dot(along([from, to]), along(shared)) > 0 && !isEarlier;
}
