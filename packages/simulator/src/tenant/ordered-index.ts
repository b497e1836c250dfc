import type { Column } from './column.ts';

/** Rows in the order of a column, ties by row number: a page is a slice of it and a time range a pair of searches. */
export class OrderedIndex {
  readonly #keys: Column;
  #rows = new Uint32Array(64);
  #size = 0;

  constructor(keys: Column) {
    this.#keys = keys;
  }

  get size(): number {
    return this.#size;
  }

  /** The row at this rank, lowest key first. */
  at(rank: number): number {
    const row = rank < this.#size ? this.#rows[rank] : undefined;
    if (row === undefined) throw new RangeError(`no row at rank ${rank} of ${this.#size}`);
    return row;
  }

  /** The first rank whose key is not below (or, with `after`, is above) this one. */
  rankOf(key: number, after = false): number {
    return this.#search((row) => {
      const own = this.#keys.get(row);
      return after ? own > key : own >= key;
    });
  }

  insert(row: number): void {
    const rank = this.#rank(row);
    if (this.#size === this.#rows.length) {
      const grown = new Uint32Array(this.#size * 2);
      grown.set(this.#rows);
      this.#rows = grown;
    }
    this.#rows.copyWithin(rank + 1, rank, this.#size);
    this.#rows[rank] = row;
    this.#size += 1;
  }

  /** Must be called while the column still has the key the row was inserted with. */
  remove(row: number): void {
    const rank = this.#rank(row);
    if (this.#rows[rank] !== row || rank >= this.#size)
      throw new RangeError(`row ${row} is not in the index`);
    this.#rows.copyWithin(rank, rank + 1, this.#size);
    this.#size -= 1;
  }

  /** Takes these rows in one go; for the first filling and after many keys have changed. */
  fill(rows: Iterable<number>): void {
    const sorted = Uint32Array.from(rows).sort((a, b) => this.#keys.get(a) - this.#keys.get(b) || a - b);
    this.#size = sorted.length;
    this.#rows = new Uint32Array(Math.max(64, sorted.length * 2));
    this.#rows.set(sorted);
  }

  rows(): Uint32Array {
    return this.#rows.slice(0, this.#size);
  }

  #rank(row: number): number {
    const key = this.#keys.get(row);
    return this.#search((other) => {
      const own = this.#keys.get(other);
      return own > key || (own === key && other >= row);
    });
  }

  #search(reached: (row: number) => boolean): number {
    let low = 0;
    let high = this.#size;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (reached(this.#rows[middle] ?? 0)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
