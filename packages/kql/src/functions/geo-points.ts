import { azimuth, distance, isDegenerate, isPlace } from '../geo/sphere.ts';
import type { Place } from '../geo/sphere.ts';
import type { KqlType } from '../type.ts';
import type { FunctionTable, Rendering } from './function.ts';
import { native } from './native.ts';
import type { NativeValue } from './native.ts';

/** A function of places, given as longitude and latitude in turn, and of numbers behind them. */
function ofPlaces(
  name: string,
  count: number,
  numbers: number,
  returns: KqlType,
  run: (places: readonly Place[], ...rest: number[]) => NativeValue,
): Rendering {
  return native({
    name,
    parameters: Array.from({ length: count * 2 + numbers }, () => 'real' as const),
    returns,
    run: (...values: number[]) => {
      const places = Array.from({ length: count }, (_, index): Place => [
        values[2 * index]!,
        values[2 * index + 1]!,
      ]);
      return places.every(isPlace) ? run(places, ...values.slice(2 * count)) : null;
    },
  });
}

const apart = ofPlaces('geo_distance_2points', 2, 0, 'real', ([a, b]) => distance(a!, b!));

/** @see https://learn.microsoft.com/kusto/query/geo-distance-2points-function */
export const GEO_POINTS: FunctionTable = {
  geo_distance_2points: (args, call) => {
    if (args[4] && call.literal(args[4], 'Whether to use a spheroid').value === true) {
      call.unsupported('Distances are those on a sphere here. Leave out use_spheroid.');
    }
    return apart(args.slice(0, 4), call);
  },
  geo_azimuth: ofPlaces('geo_azimuth', 2, 0, 'real', ([a, b]) =>
    isDegenerate(a!, b!) ? null : azimuth(a!, b!),
  ),
  geo_angle: ofPlaces('geo_angle', 3, 0, 'real', ([a, b, c]) => {
    if (isDegenerate(a!, b!) || isDegenerate(b!, c!)) return null;
    return (azimuth(b!, c!) - azimuth(b!, a!) + 4 * Math.PI) % (2 * Math.PI);
  }),
  geo_point_in_circle: ofPlaces('geo_point_in_circle', 2, 1, 'bool', ([point, center], radius) =>
    radius! < 0 ? null : distance(point!, center!) <= radius!,
  ),
};
