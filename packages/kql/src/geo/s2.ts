import { placeOf, vectorOf } from './sphere.ts';
import type { Place, Vector } from './sphere.ts';

/** A cell of the S2 grid: a face of the cube, and a place in a square of 2^level by 2^level. */
export interface Cell {
  readonly face: number;
  readonly level: number;
  readonly i: number;
  readonly j: number;
}

export const DEEPEST = 30;

/** Where the curve goes first, second, third and fourth in a square, by its orientation: i * 2 + j. */
const CURVE = [[0, 1, 3, 2], [0, 2, 3, 1], [3, 2, 0, 1], [3, 1, 0, 2]] as const; // prettier-ignore
/** How the orientation changes in each of the four. */
const TURN = [1, 0, 0, 3] as const;

/** @see https://learn.microsoft.com/kusto/query/geo-point-to-s2cell-function */
export const cellAt = (place: Place, level: number): Cell => cellOfVector(vectorOf(place), level);

function cellOfVector(vector: Vector, level: number): Cell {
  const sizes = vector.map(Math.abs);
  const axis = sizes.indexOf(Math.max(...sizes));
  const face = vector[axis]! < 0 ? axis + 3 : axis;
  const [u, v] = onFace(face, vector);
  const size = 2 ** level;
  const index = (value: number): number =>
    Math.min(size - 1, Math.max(0, Math.floor(toSquare(value) * size)));
  return { face, level, i: index(u), j: index(v) };
}

function onFace(face: number, [x, y, z]: Vector): readonly [number, number] {
  return ([[y / x, z / x], [-x / y, z / y], [-x / z, -y / z], [z / x, y / x], [z / y, -x / y], [-y / z, -x / z]] as const)[face]!; // prettier-ignore
}

function offFace(face: number, u: number, v: number): Vector {
  return (
    [
      [1, u, v],
      [-u, 1, v],
      [-u, -v, 1],
      [-1, -v, -u],
      [v, -1, -u],
      [v, u, -1],
    ] as const
  )[face]!;
}

/** The square is bent so that cells are of nearly one size. */
const toSquare = (u: number): number =>
  u >= 0 ? 0.5 * Math.sqrt(1 + 3 * u) : 1 - 0.5 * Math.sqrt(1 - 3 * u);
const fromSquare = (s: number): number => (s >= 0.5 ? (4 * s * s - 1) / 3 : (1 - 4 * (1 - s) * (1 - s)) / 3);

export function tokenOf({ face, level, i, j }: Cell): string {
  let id = BigInt(face);
  let orientation = face & 1;
  for (let bit = level - 1; bit >= 0; bit--) {
    const corner = (Math.floor(i / 2 ** bit) % 2) * 2 + (Math.floor(j / 2 ** bit) % 2);
    const position = (CURVE[orientation]! as readonly number[]).indexOf(corner);
    id = (id << 2n) | BigInt(position);
    orientation ^= TURN[position]!;
  }
  const whole = ((id << 1n) | 1n) << BigInt(2 * (DEEPEST - level));
  return whole.toString(16).padStart(16, '0').replace(/0+$/, '');
}

/** The cell a token names; undefined when the text is none. */
export function cellOf(token: string): Cell | undefined {
  if (!/^[0-9a-f]{1,16}$/i.test(token)) return undefined;
  const id = BigInt(`0x${token.padEnd(16, '0')}`);
  const face = Number(id >> 61n);
  const bits = id.toString(2);
  const zeros = bits.length - 1 - bits.lastIndexOf('1');
  if (id === 0n || face > 5 || zeros % 2 === 1) return undefined;
  const level = DEEPEST - zeros / 2;
  let [i, j, orientation] = [0, 0, face & 1];
  for (let depth = 1; depth <= level; depth++) {
    const position = Number((id >> BigInt(2 * (DEEPEST - depth) + 1)) & 3n);
    const corner = CURVE[orientation]![position]!;
    [i, j] = [i * 2 + (corner >> 1), j * 2 + (corner & 1)];
    orientation ^= TURN[position]!;
  }
  return { face, level, i, j };
}

/** A point of a cell, given from 0 to 1 in each direction. */
function pointIn({ face, level, i, j }: Cell, right: number, up: number): Place {
  const size = 2 ** level;
  return placeOf(offFace(face, fromSquare((i + right) / size), fromSquare((j + up) / size)));
}

export const centerOf = (cell: Cell): Place => pointIn(cell, 0.5, 0.5);

/** The corners, counterclockwise and closed. */
export const cornersOf = (cell: Cell): Place[] => [pointIn(cell, 0, 0), pointIn(cell, 1, 0), pointIn(cell, 1, 1), pointIn(cell, 0, 1), pointIn(cell, 0, 0)]; // prettier-ignore

/** The cells around, over the edges of the cube too. */
export function cellsAround(cell: Cell): Cell[] {
  const found = AROUND.map(([right, up]) => beside(cell, right, up));
  const tokens = new Set<string>([tokenOf(cell)]);
  return found.filter((one) => !tokens.has(tokenOf(one)) && tokens.add(tokenOf(one)));
}

function beside({ face, level, i, j }: Cell, right: number, up: number): Cell {
  const size = 2 ** level;
  const next = { face, level, i: i + right, j: j + up };
  if (next.i >= 0 && next.i < size && next.j >= 0 && next.j < size) return next;
  // Just over the edge, straight on: the other face begins there.
  const along = (value: number): number =>
    Math.max(-1 - 1e-9, Math.min(1 + 1e-9, fromSquare((value + 0.5) / size)));
  return cellOfVector(offFace(face, along(next.i), along(next.j)), level);
}

const AROUND = [[1, 1], [-1, -1], [1, -1], [0, -1], [0, 1], [1, 0], [-1, 0], [-1, 1]] as const; // prettier-ignore
