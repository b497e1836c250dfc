/** Geometry as GeoJSON has it. */
type Geometry =
  | { readonly type: string; readonly coordinates: unknown }
  | { readonly type: 'GeometryCollection'; readonly geometries: readonly Geometry[] };

/** Names of WKT, as GeoJSON writes them, and how many lists of places lie inside one another. */
const KINDS: Readonly<Record<string, readonly [name: string, depth: number]>> = {
  POINT: ['Point', 0],
  LINESTRING: ['LineString', 1],
  MULTIPOINT: ['MultiPoint', 1],
  POLYGON: ['Polygon', 2],
  MULTILINESTRING: ['MultiLineString', 2],
  MULTIPOLYGON: ['MultiPolygon', 3],
};

/** Reads well-known text; undefined where it is none. */
export function readWkt(text: string): Geometry | undefined {
  const tokens = text.toUpperCase().match(/[A-Z]+|[(),]|[-+]?[\d.]+(?:E[-+]?\d+)?|\S/g) ?? [];
  const reader = { tokens, at: 0 };
  const geometry = geometryFrom(reader);
  return reader.at === tokens.length ? geometry : undefined;
}

interface Reader {
  readonly tokens: readonly string[];
  at: number;
}

function taken(reader: Reader, token: string): boolean {
  if (reader.tokens[reader.at] !== token) return false;
  reader.at++;
  return true;
}

function geometryFrom(reader: Reader): Geometry | undefined {
  const word = reader.tokens[reader.at++] ?? '';
  if (word === 'GEOMETRYCOLLECTION') {
    const geometries = listOf(reader, () => geometryFrom(reader));
    return geometries && { type: 'GeometryCollection', geometries };
  }
  const kind = Object.hasOwn(KINDS, word) ? KINDS[word] : undefined;
  if (!kind) return undefined;
  const [type, depth] = kind;
  const coordinates = depth === 0 ? listOf(reader, () => place(reader))?.[0] : nested(reader, depth);
  return coordinates === undefined ? undefined : { type, coordinates };
}

function nested(reader: Reader, depth: number): unknown {
  return listOf(reader, () => (depth === 1 ? bracketedPlace(reader) : nested(reader, depth - 1)));
}

/** What stands between brackets, with commas between. */
function listOf<T>(reader: Reader, read: () => T | undefined): T[] | undefined {
  if (!taken(reader, '(')) return undefined;
  const items: T[] = [];
  do {
    const item = read();
    if (item === undefined) return undefined;
    items.push(item);
  } while (taken(reader, ','));
  return taken(reader, ')') ? items : undefined;
}

/** The places of a MULTIPOINT may stand in brackets of their own. */
function bracketedPlace(reader: Reader): number[] | undefined {
  const bracketed = taken(reader, '(');
  const found = place(reader);
  return !bracketed || taken(reader, ')') ? found : undefined;
}

function place(reader: Reader): number[] | undefined {
  const [longitude, latitude] = [Number(reader.tokens[reader.at++]), Number(reader.tokens[reader.at++])];
  return Number.isFinite(longitude) && Number.isFinite(latitude) ? [longitude, latitude] : undefined;
}
