import { isIP } from 'node:net';
import type { CityResponse } from 'maxmind';
import { KqlError } from '../diagnostic.ts';

/** Where an address is; what the database does not tell is left out. */
export interface GeoInfo {
  readonly country?: string;
  readonly state?: string;
  readonly city?: string;
  readonly latitude?: number;
  readonly longitude?: number;
}

/** Tells where an address is; undefined where it is none, or nothing is known of it. */
export type Locate = (address: string) => GeoInfo | undefined;

/** Addresses remembered: the same ones come again and again. */
const REMEMBERED = 6000;

/**
 * Opens a MaxMind database.
 * @throws KqlError when the file cannot be read
 */
export async function openGeoDatabase(path: string): Promise<Locate> {
  const { open } = await import('maxmind');
  const reader = await open<CityResponse>(path, { cache: { max: REMEMBERED } }).catch((error: unknown) => {
    const said = error instanceof Error ? error.message : String(error);
    const message = `The database of addresses ${path} could not be read: ${said}. Give a MaxMind file (.mmdb).`;
    throw new KqlError([{ code: 'KQL_GEO', severity: 'error', message, line: 1, column: 1, length: 0 }]);
  });
  return (address) => {
    const record = isIP(address) === 0 ? null : reader.get(address);
    if (!record) return undefined;
    const { country, subdivisions, city, location } = record;
    return {
      ...(country?.names.en !== undefined && { country: country.names.en }),
      ...(subdivisions?.[0]?.names.en !== undefined && { state: subdivisions[0].names.en }),
      ...(city?.names.en !== undefined && { city: city.names.en }),
      ...(location && { latitude: location.latitude, longitude: location.longitude }),
    };
  };
}
