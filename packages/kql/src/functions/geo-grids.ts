import { boxOf, geohashesAround, geohashOf } from '../geo/geohash.ts';
import { cellAt, cellOf, cellsAround, centerOf, cornersOf, DEEPEST, tokenOf } from '../geo/s2.ts';
import { isPlace } from '../geo/sphere.ts';
import type { Place } from '../geo/sphere.ts';
import type { FunctionTable, Rendering } from './function.ts';
import { native } from './native.ts';
import { completed, given } from './typed.ts';

const point = (place: Place): string => JSON.stringify({ type: 'Point', coordinates: place });
const polygon = (ring: readonly Place[]): string => JSON.stringify({ type: 'Polygon', coordinates: [ring] });

/** The name of the piece of a grid that a place lies in; the empty text where there is none. */
function naming(
  name: string,
  level: bigint,
  [least, most]: readonly [number, number],
  run: (place: Place, level: number) => string,
): Rendering {
  const find = native({
    name,
    parameters: ['real', 'real', 'long'],
    returns: 'string',
    run: (longitude: number, latitude: number, depth: bigint) =>
      isPlace([longitude, latitude]) && depth >= least && depth <= most
        ? run([longitude, latitude], Number(depth))
        : '',
  });
  return (args, call) => find(completed(args, [undefined, undefined, given('long', level)]), call);
}

/** What is known of a piece of a grid by its name; null where it names none. */
function named<T>(
  name: string,
  read: (text: string) => T | undefined,
  run: (piece: T, text: string) => string,
): Rendering {
  return native({
    name,
    parameters: ['string'],
    returns: 'dynamic',
    run: (text: string) => {
      const piece = read(text);
      return piece === undefined ? null : run(piece, text);
    },
  });
}

/** @see https://learn.microsoft.com/kusto/query/geospatial-grid-systems */
export const GEO_GRIDS: FunctionTable = {
  geo_point_to_geohash: naming('geo_point_to_geohash', 5n, [1, 18], geohashOf),
  geo_geohash_to_central_point: named('geo_geohash_to_central_point', boxOf, ({ west, east, south, north }) =>
    point([(west + east) / 2, (south + north) / 2]),
  ),
  geo_geohash_to_polygon: named(
    'geo_geohash_to_polygon',
    boxOf,
    ({ west, east, south, north }) =>
    polygon([[west, south], [east, south], [east, north], [west, north], [west, south]]), // prettier-ignore
  ),
  geo_geohash_neighbors: named('geo_geohash_neighbors', boxOf, (_, hash) =>
    JSON.stringify(geohashesAround(hash)),
  ),
  geo_point_to_s2cell: naming('geo_point_to_s2cell', 11n, [0, DEEPEST], (place, level) =>
    tokenOf(cellAt(place, level)),
  ),
  geo_s2cell_to_central_point: named('geo_s2cell_to_central_point', cellOf, (cell) => point(centerOf(cell))),
  geo_s2cell_to_polygon: named('geo_s2cell_to_polygon', cellOf, (cell) => polygon(cornersOf(cell))),
  geo_s2cell_neighbors: named('geo_s2cell_neighbors', cellOf, (cell) =>
    JSON.stringify(cellsAround(cell).map(tokenOf)),
  ),
};
