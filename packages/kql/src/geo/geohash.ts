import type { Place } from './sphere.ts';

const LETTERS = '0123456789bcdefghjkmnpqrstuvwxyz';
const LONGEST = 18;

/** A rectangle in degrees. */
export interface Box {
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
}

/** @see https://learn.microsoft.com/kusto/query/geo-point-to-geohash-function */
export function geohashOf([longitude, latitude]: Place, length: number): string {
  let [west, east, south, north] = [-180, 180, -90, 90];
  let hash = '';
  let upright = false;
  while (hash.length < length) {
    let index = 0;
    for (let bit = 0; bit < 5; bit++) {
      index *= 2;
      if (upright) {
        const middle = (south + north) / 2;
        if (latitude >= middle) [index, south] = [index + 1, middle];
        else north = middle;
      } else {
        const middle = (west + east) / 2;
        if (longitude >= middle) [index, west] = [index + 1, middle];
        else east = middle;
      }
      upright = !upright;
    }
    hash += LETTERS[index]!;
  }
  return hash;
}

/** The rectangle a geohash names; undefined when the text is none. */
export function boxOf(hash: string): Box | undefined {
  if (hash.length === 0 || hash.length > LONGEST) return undefined;
  let [west, east, south, north] = [-180, 180, -90, 90];
  let upright = false;
  for (const letter of hash) {
    const index = LETTERS.indexOf(letter);
    if (index < 0) return undefined;
    for (let bit = 16; bit >= 1; bit /= 2) {
      const upper = (index & bit) > 0;
      if (upright) {
        const middle = (south + north) / 2;
        if (upper) south = middle;
        else north = middle;
      } else {
        const middle = (west + east) / 2;
        if (upper) west = middle;
        else east = middle;
      }
      upright = !upright;
    }
  }
  return { west, east, south, north };
}

/** The names of the rectangles around, in the order of the documented example. */
export function geohashesAround(hash: string): string[] {
  const { west, east, south, north } = boxOf(hash)!;
  const [width, height] = [east - west, north - south];
  return AROUND.flatMap(([right, up]) => {
    const latitude = south + height * (up + 0.5);
    if (latitude > 90 || latitude < -90) return [];
    const longitude = west + width * (right + 0.5);
    const wrapped = ((((longitude + 180) % 360) + 360) % 360) - 180;
    return geohashOf([wrapped, latitude], hash.length);
  });
}

const AROUND = [[-1, -1], [-1, 1], [1, -1], [0, 1], [-1, 0], [1, 1], [1, 0], [0, -1]] as const; // prettier-ignore
