import {
  areaOf,
  centerOf,
  centerOfLines,
  closest,
  interpolate,
  isInside,
  lengthOf,
  linesCross,
  linesOf,
  locate,
  polygonsOf,
  together,
} from '../geo/shape.ts';
import type { Lines, Polygons } from '../geo/shape.ts';
import { areaWithin, boundaryOf, centerWithin, lengthOfBoundary } from '../geo/union.ts';
import { distance, isPlace } from '../geo/sphere.ts';
import type { Place } from '../geo/sphere.ts';
import { readWkt } from '../geo/wkt.ts';
import type { KqlType } from '../type.ts';
import type { FunctionTable, Rendering } from './function.ts';
import { native } from './native.ts';
import type { NativeValue } from './native.ts';

type Read<T> = (text: string) => T | undefined;

const point = ([longitude, latitude]: Place): string =>
  JSON.stringify({ type: 'Point', coordinates: [longitude, latitude] });

/** A function of one shape. */
function ofShape<T>(name: string, read: Read<T>, run: (shape: T) => NativeValue): Rendering {
  return native({
    name,
    parameters: ['dynamic'],
    returns: 'real',
    run: (text: string) => {
      const shape = read(text);
      return shape === undefined ? null : run(shape);
    },
  });
}

/** A function of a place and a shape. */
function ofPlaceAnd<T>(
  name: string,
  read: Read<T>,
  returns: KqlType,
  run: (place: Place, shape: T) => NativeValue,
): Rendering {
  return native({
    name,
    parameters: ['real', 'real', 'dynamic'],
    returns,
    run: (longitude: number, latitude: number, text: string) => {
      const shape = read(text);
      return shape === undefined || !isPlace([longitude, latitude])
        ? null
        : run([longitude, latitude], shape);
    },
  });
}

/** Whether two shapes have a point in common. */
function ofTwo<T, U>(
  name: string,
  readFirst: Read<T>,
  readSecond: Read<U>,
  run: (a: T, b: U) => boolean,
): Rendering {
  return native({
    name,
    parameters: ['dynamic', 'dynamic'],
    returns: 'bool',
    run: (first: string, second: string) => {
      const [a, b] = [readFirst(first), readSecond(second)];
      return a === undefined || b === undefined ? null : run(a, b);
    },
  });
}

/** All rings of polygons, as lines. */
const rings = (polygons: Polygons): Lines => polygons.flat();
const meets = (line: Lines, polygons: Polygons): boolean =>
  linesCross(line, rings(polygons)) || isInside(line[0]![0]!, polygons);
const single: Read<readonly Place[]> = (text) => {
  const lines = linesOf(text);
  return lines?.length === 1 ? lines[0] : undefined;
};

/** @see https://learn.microsoft.com/kusto/query/geo-point-in-polygon-function */
export const GEO_SHAPES: FunctionTable = {
  geo_point_in_polygon: ofPlaceAnd('geo_point_in_polygon', polygonsOf, 'bool', isInside),
  geo_line_length: ofShape('geo_line_length', linesOf, (lines) => lengthOf(together(lines))),
  geo_polygon_perimeter: ofShape('geo_polygon_perimeter', polygonsOf, (polygons) =>
    polygons.length === 1 ? lengthOf(rings(polygons)) : lengthOfBoundary(boundaryOf(polygons)),
  ),
  geo_polygon_area: ofShape('geo_polygon_area', polygonsOf, (polygons) =>
    polygons.length === 1 ? areaOf(polygons) : areaWithin(boundaryOf(polygons)),
  ),
  geo_distance_point_to_line: ofPlaceAnd('geo_distance_point_to_line', linesOf, 'real', (place, lines) =>
    distance(place, closest(place, lines)),
  ),
  geo_distance_point_to_polygon: ofPlaceAnd(
    'geo_distance_point_to_polygon',
    polygonsOf,
    'real',
    (place, polygons) => (isInside(place, polygons) ? 0 : distance(place, closest(place, rings(polygons)))),
  ),
  geo_closest_point_on_line: ofPlaceAnd('geo_closest_point_on_line', linesOf, 'dynamic', (place, lines) =>
    point(closest(place, lines)),
  ),
  geo_closest_point_on_polygon: ofPlaceAnd(
    'geo_closest_point_on_polygon',
    polygonsOf,
    'dynamic',
    (place, polygons) => point(isInside(place, polygons) ? place : closest(place, rings(polygons))),
  ),
  geo_intersects_2lines: ofTwo('geo_intersects_2lines', linesOf, linesOf, linesCross),
  geo_intersects_line_with_polygon: ofTwo('geo_intersects_line_with_polygon', linesOf, polygonsOf, meets),
  geo_intersects_2polygons: ofTwo(
    'geo_intersects_2polygons',
    polygonsOf,
    polygonsOf,
    (a, b) => a.some(([shell]) => meets([shell!], b)) || b.some(([shell]) => meets([shell!], a)),
  ),
  geo_line_interpolate_point: native({
    name: 'geo_line_interpolate_point',
    parameters: ['dynamic', 'real'],
    returns: 'dynamic',
    run: (text: string, share: number) => {
      const line = single(text);
      return line && share >= 0 && share <= 1 ? point(interpolate(line, share)) : null;
    },
  }),
  geo_from_wkt: native({
    name: 'geo_from_wkt',
    parameters: ['string'],
    returns: 'dynamic',
    run: (text: string) => JSON.stringify(readWkt(text) ?? null),
  }),
  geo_line_centroid: native({
    name: 'geo_line_centroid',
    parameters: ['dynamic'],
    returns: 'dynamic',
    run: (text: string) => {
      const lines = linesOf(text);
      return lines ? point(centerOfLines(together(lines))) : null;
    },
  }),
  geo_polygon_centroid: native({
    name: 'geo_polygon_centroid',
    parameters: ['dynamic'],
    returns: 'dynamic',
    run: (text: string) => {
      const polygons = polygonsOf(text);
      if (!polygons?.length) return null;
      return point(polygons.length === 1 ? centerOf(polygons[0]!) : centerWithin(boundaryOf(polygons)));
    },
  }),
  geo_line_locate_point: (args, call) => {
    if (args[3] && call.literal(args[3], 'Whether to use a spheroid').value === true) {
      call.unsupported('Distances are those on a sphere here. Leave out use_spheroid.');
    }
    return locating(args.slice(0, 3), call);
  },
};

const locating = native({
  name: 'geo_line_locate_point',
  parameters: ['dynamic', 'real', 'real'],
  returns: 'real',
  run: (text: string, longitude: number, latitude: number) => {
    const line = single(text);
    return line && isPlace([longitude, latitude]) ? locate(line, [longitude, latitude]) : null;
  },
});
