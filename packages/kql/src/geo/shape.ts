import {
  angleBetween,
  cross,
  crosses,
  distance,
  dot,
  isPlace,
  nearest,
  placeOf,
  RADIUS,
  unit,
  vectorOf,
} from './sphere.ts';
import type { Place, Vector } from './sphere.ts';

/** Lines, as lists of places. */
export type Lines = readonly (readonly Place[])[];
/** Polygons: a shell and its holes, each closed. */
export type Polygons = readonly Lines[];

interface Geometry {
  readonly type?: unknown;
  readonly coordinates?: unknown;
}

/** The lines of a LineString or MultiLineString; undefined when the text is none, or a place is none. */
export function linesOf(text: string): Lines | undefined {
  const { type, coordinates } = JSON.parse(text) as Geometry;
  const lines = type === 'LineString' ? [coordinates] : type === 'MultiLineString' ? coordinates : undefined;
  return isLines(lines) && lines.every((line) => line.length > 1) ? lines : undefined;
}

/** The polygons of a Polygon or MultiPolygon; a ring must be closed and have three corners. */
export function polygonsOf(text: string): Polygons | undefined {
  const { type, coordinates } = JSON.parse(text) as Geometry;
  const polygons = type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' ? coordinates : undefined;
  if (!Array.isArray(polygons) || !polygons.every(isLines)) return undefined;
  return (polygons as Polygons).every((rings) => rings.length > 0 && rings.every(isRing))
    ? polygons
    : undefined;
}

function isLines(value: unknown): value is Lines {
  const isOne = (place: unknown): boolean =>
    Array.isArray(place) &&
    typeof place[0] === 'number' &&
    typeof place[1] === 'number' &&
    isPlace(place as unknown as Place);
  return Array.isArray(value) && value.every((line) => Array.isArray(line) && line.every(isOne));
}

function isRing(ring: readonly Place[]): boolean {
  const [first, last] = [ring[0], ring.at(-1)];
  const corners = new Set(ring.map(([longitude, latitude]) => `${longitude} ${latitude}`));
  return ring.length >= 4 && corners.size >= 3 && first?.[0] === last?.[0] && first?.[1] === last?.[1];
}

/** The edges of lines or rings. */
export function edgesOf(lines: Lines): [Vector, Vector][] {
  return lines.flatMap((line) => {
    const points = line.map(vectorOf);
    return points.slice(1).map((point, index): [Vector, Vector] => [points[index]!, point]);
  });
}

/**
 * Lines taken together, edge by edge: an edge that two lines share counts once.
 * @see https://learn.microsoft.com/kusto/query/geo-line-length-function
 */
export function together(lines: Lines): Lines {
  const owners = new Map<string, number>();
  return lines.flatMap((line, index) =>
    line.slice(1).flatMap((to, at) => {
      const edge = [line[at]!, to] as const;
      const ends = edge.map(([longitude, latitude]) => `${longitude} ${latitude}`);
      const key = ends.sort().join(' ');
      const owner = owners.get(key) ?? index;
      owners.set(key, owner);
      return owner === index ? [edge] : [];
    }),
  );
}

export const lengthOf = (lines: Lines): number =>
  lines.reduce(
    (sum, line) => sum + line.slice(1).reduce((all, place, index) => all + distance(line[index]!, place), 0),
    0,
  );

/** Whether a place lies in one of the polygons: the winding of each ring around it tells. */
export function isInside(place: Place, polygons: Polygons): boolean {
  const point = vectorOf(place);
  return polygons.some((polygon) => holds(point, polygon));
}

export const holds = (point: Vector, [shell, ...holes]: Lines): boolean =>
  winds(point, shell!) && !holes.some((hole) => winds(point, hole));

/** A ring has the smaller side of the sphere inside, so it winds around what it holds and around nothing else. */
function winds(point: Vector, ring: readonly Place[]): boolean {
  let turn = 0;
  for (const [a, b] of edgesOf([ring])) {
    const [left, right] = [cross(point, a), cross(point, b)];
    turn += Math.atan2(dot(point, cross(left, right)), dot(left, right));
  }
  if (Math.abs(turn) < Math.PI) return false;
  // Seen from the far side of the sphere the ring winds as well: the middle of the ring says which side this is.
  const middle = ring.slice(1).reduce<Vector>((sum, one) => plus(sum, vectorOf(one)), [0, 0, 0]);
  return dot(point, middle) > 0;
}

const plus = (a: Vector, b: Vector): Vector => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];

/** The area inside rings, in square metres: what the angles at the corners are more than on a plane. */
export function areaOf(polygons: Polygons): number {
  return polygons.reduce(
    (sum, [shell, ...holes]) => sum + ringArea(shell!) - holes.reduce((all, hole) => all + ringArea(hole), 0),
    0,
  );
}

function ringArea(ring: readonly Place[]): number {
  const [origin, ...points] = ring.slice(1).map(vectorOf);
  let excess = 0;
  for (let index = 1; index < points.length; index++)
    excess += triangle(origin!, points[index - 1]!, points[index]!);
  const area = Math.abs(excess);
  return Math.min(area, 4 * Math.PI - area) * RADIUS ** 2;
}

/** The signed area of a triangle on the unit sphere. */
export function triangle(a: Vector, b: Vector, c: Vector): number {
  const volume = dot(a, cross(b, c));
  return 2 * Math.atan2(volume, 1 + dot(a, b) + dot(b, c) + dot(c, a));
}

/** The nearest point of the lines to a place. */
export function closest(place: Place, lines: Lines): Place {
  const point = vectorOf(place);
  const candidates = edgesOf(lines).map(([a, b]) => nearest(point, a, b));
  const best = candidates.reduce((one, other) =>
    angleBetween(point, other) < angleBetween(point, one) ? other : one,
  );
  // An end of an edge is given back as it was written.
  const isBest = (end: Place): boolean => vectorOf(end).every((value, axis) => value === best[axis]);
  return lines.flat().find(isBest) ?? placeOf(best);
}

export const linesCross = (first: Lines, second: Lines): boolean =>
  edgesOf(first).some(([a, b]) => edgesOf(second).some(([c, d]) => crosses(a, b, c, d)));

/** The place at a share of the way along a line. */
export function interpolate(line: readonly Place[], share: number): Place {
  let left = share * lengthOf([line]);
  for (const [index, [a, b]] of edgesOf([line]).entries()) {
    const step = angleBetween(a, b) * RADIUS;
    if (left <= step || index === line.length - 2) {
      const angle = angleBetween(a, b);
      if (angle === 0) return placeOf(a);
      const part = Math.min(1, left / step) * angle;
      const weights = [Math.sin(angle - part) / Math.sin(angle), Math.sin(part) / Math.sin(angle)] as const;
      return placeOf(
        unit([0, 1, 2].map((axis) => a[axis]! * weights[0] + b[axis]! * weights[1]) as unknown as Vector),
      );
    }
    left -= step;
  }
  return line[0]!;
}

/** What share of the way along a line its nearest point to a place stands at. */
export function locate(line: readonly Place[], place: Place): number {
  const point = vectorOf(place);
  let [best, at, before] = [Infinity, 0, 0];
  for (const [a, b] of edgesOf([line])) {
    const foot = nearest(point, a, b);
    const away = angleBetween(point, foot);
    if (away < best) [best, at] = [away, before + angleBetween(a, foot)];
    before += angleBetween(a, b);
  }
  return before === 0 ? 0 : at / before;
}

/** The middle of all points of lines: the sum of every way, each bent as the sphere is. */
export function centerOfLines(lines: Lines): Place {
  return placeOf(
    edgesOf(lines).reduce<Vector>(
      (sum, [a, b]) => {
        const both = plus(a, b);
        const size = Math.hypot(...both);
        const weight = (2 * Math.sin(angleBetween(a, b) / 2)) / size;
        return plus(sum, [both[0] * weight, both[1] * weight, both[2] * weight]);
      },
      [0, 0, 0],
    ),
  );
}

/** The middle of all points inside a polygon. */
export function centerOf([shell, ...holes]: Lines): Place {
  const whole = poles(shell!);
  const middle = holes.reduce<Vector>((sum, hole) => plus(sum, turned(poles(hole), sum)), whole);
  const inside = shell!.reduce<Vector>((sum, place) => plus(sum, vectorOf(place)), [0, 0, 0]);
  return placeOf(dot(middle, inside) < 0 ? [-middle[0], -middle[1], -middle[2]] : middle);
}

/** The integral of position over a ring, triangle by triangle so that small rings lose nothing. */
function poles(ring: readonly Place[]): Vector {
  const [origin, ...points] = ring.slice(1).map(vectorOf);
  let sum: Vector = [0, 0, 0];
  for (let index = 1; index < points.length; index++) {
    sum = plus(sum, poleOfTriangle(origin!, points[index - 1]!, points[index]!));
  }
  return sum;
}

/** Half the sum of the triangle's edges' poles, written with the differences of its corners. */
export function poleOfTriangle(a: Vector, b: Vector, c: Vector): Vector {
  const bend = (angle: number): number => (angle === 0 ? 1 : angle / Math.sin(angle));
  const [ra, rb, rc] = [bend(angleBetween(b, c)), bend(angleBetween(c, a)), bend(angleBetween(a, b))];
  const axis = (index: 0 | 1 | 2): Vector => [a[index], b[index] - a[index], c[index] - a[index]];
  const [x, y, z, r] = [axis(0), axis(1), axis(2), [ra, rb - ra, rc - ra] as const];
  return [dot(cross(y, z), r) / 2, dot(cross(z, x), r) / 2, dot(cross(x, y), r) / 2];
}

/** A hole takes away, whichever way around it was written. */
const turned = (hole: Vector, shell: Vector): Vector =>
  dot(hole, shell) > 0 ? [-hole[0], -hole[1], -hole[2]] : hole;
