/** Dots in a cell: two beside each other, four below each other, as in Braille. */
const DOTS = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
];

/** A grid of characters in which each holds eight dots, and knows the series that was last drawn into it. */
export class Canvas {
  readonly width: number;
  readonly height: number;
  readonly #dots: Uint8Array;
  readonly #owners: Int16Array;

  /** @param columns characters beside each other */
  constructor(columns: number, rows: number) {
    this.width = columns * 2;
    this.height = rows * 4;
    this.#dots = new Uint8Array(columns * rows);
    this.#owners = new Int16Array(columns * rows).fill(-1);
  }

  /** A dot; what lies outside is left out. */
  dot(x: number, y: number, owner: number): void {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height) return;
    const cell = (y >> 2) * (this.width / 2) + (x >> 1);
    this.#dots[cell]! |= DOTS[y & 3]![x & 1]!;
    this.#owners[cell] = owner;
  }

  line(x0: number, y0: number, x1: number, y1: number, owner: number): void {
    const steps = Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0), 1);
    for (let step = 0; step <= steps; step++) {
      this.dot(
        Math.round(x0 + ((x1 - x0) * step) / steps),
        Math.round(y0 + ((y1 - y0) * step) / steps),
        owner,
      );
    }
  }

  /** The rows from the top. `show` gives the characters of cells beside each other that belong to one series. */
  rows(show: (braille: string, owner: number) => string): string[] {
    const columns = this.width / 2;
    return Array.from({ length: this.height / 4 }, (_, row) => {
      let line = '';
      let run = '';
      for (let cell = row * columns; cell < (row + 1) * columns; cell++) {
        const owner = this.#owners[cell]!;
        run += owner < 0 ? ' ' : String.fromCodePoint(0x2800 + this.#dots[cell]!);
        if (cell + 1 < (row + 1) * columns && this.#owners[cell + 1] === owner) continue;
        line += owner < 0 ? run : show(run, owner);
        run = '';
      }
      return line;
    });
  }
}
