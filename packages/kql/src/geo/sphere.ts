/** A place: longitude and latitude in degrees. */
export type Place = readonly [longitude: number, latitude: number];

/** A point on the unit sphere. */
export type Vector = readonly [x: number, y: number, z: number];

/** The radius of the Earth as a sphere, in metres, as the service has it. */
export const RADIUS = 6_371_010;

const DEGREE = Math.PI / 180;

export const isPlace = ([longitude, latitude]: Place): boolean =>
  longitude >= -180 && longitude <= 180 && latitude >= -90 && latitude <= 90;

export function vectorOf([longitude, latitude]: Place): Vector {
  const [lambda, phi] = [longitude * DEGREE, latitude * DEGREE];
  return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)];
}

export const placeOf = ([x, y, z]: Vector): Place => [
  Math.atan2(y, x) / DEGREE,
  Math.atan2(z, Math.hypot(x, y)) / DEGREE,
];

export const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

export const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

export const scaled = (a: Vector, factor: number): Vector => [a[0] * factor, a[1] * factor, a[2] * factor];
export const added = (a: Vector, b: Vector): Vector => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
export const unit = (a: Vector): Vector => scaled(a, 1 / Math.hypot(...a));

/** The angle between two points, in radians; exact for near points as for far ones. */
export const angleBetween = (a: Vector, b: Vector): number =>
  Math.atan2(Math.hypot(...cross(a, b)), dot(a, b));

/** The shortest way between two places over a sphere, in metres. */
export function distance(a: Place, b: Place): number {
  const half = (from: number, to: number): number => Math.sin(((to - from) * DEGREE) / 2) ** 2;
  const share = half(a[1], b[1]) + Math.cos(a[1] * DEGREE) * Math.cos(b[1] * DEGREE) * half(a[0], b[0]);
  return 2 * Math.asin(Math.min(1, Math.sqrt(share))) * RADIUS;
}

/** The direction from one place to another, clockwise from north, in radians from 0 to 2 pi. */
export function azimuth(a: Place, b: Place): number {
  const [from, to, turn] = [a[1] * DEGREE, b[1] * DEGREE, (b[0] - a[0]) * DEGREE];
  const y = Math.sin(turn) * Math.cos(to);
  const x = Math.cos(from) * Math.sin(to) - Math.sin(from) * Math.cos(to) * Math.cos(turn);
  return (Math.atan2(y, x) + 2 * Math.PI) % (2 * Math.PI);
}

/** Whether two places are the same or opposite: between them there is no one direction. */
export function isDegenerate(a: Place, b: Place): boolean {
  const angle = angleBetween(vectorOf(a), vectorOf(b));
  return angle < 1e-15 || Math.PI - angle < 1e-12;
}

/** The point of the way from `a` to `b` that lies nearest. */
export function nearest(point: Vector, a: Vector, b: Vector): Vector {
  const normal = cross(a, b);
  const size = Math.hypot(...normal);
  if (size < 1e-15) return a;
  const pole = scaled(normal, 1 / size);
  const foot = unit(added(point, scaled(pole, -dot(point, pole))));
  const within = dot(cross(a, foot), pole) >= 0 && dot(cross(foot, b), pole) >= 0;
  if (within) return foot;
  return angleBetween(point, a) <= angleBetween(point, b) ? a : b;
}

/** Whether two ways cross or touch. */
export function crosses(a: Vector, b: Vector, c: Vector, d: Vector): boolean {
  const [ab, cd] = [cross(a, b), cross(c, d)];
  const sides = [dot(ab, c), dot(ab, d), dot(cd, a), dot(cd, b)] as const;
  if (sides[0] * sides[1] > 0 || sides[2] * sides[3] > 0) return false;
  if (Math.hypot(...cross(ab, cd)) < 1e-15) return between(a, b, c) || between(a, b, d) || between(c, d, a);
  return crossings(a, b, c, d).length > 0;
}

/** Where two ways meet; none where they run along each other. */
export function crossings(a: Vector, b: Vector, c: Vector, d: Vector): Vector[] {
  const meeting = cross(cross(a, b), cross(c, d));
  const size = Math.hypot(...meeting);
  if (size < 1e-15) return [];
  return [scaled(meeting, 1 / size), scaled(meeting, -1 / size)].filter(
    (point) => between(a, b, point) && between(c, d, point),
  );
}

const between = (a: Vector, b: Vector, point: Vector): boolean =>
  Math.abs(angleBetween(a, point) + angleBetween(point, b) - angleBetween(a, b)) < 1e-12;
