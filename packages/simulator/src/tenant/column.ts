/** Numbers by row, growing; outside the JavaScript heap, so that a large tenant costs bytes and not objects. */
export class Column {
  #values = new Float64Array(64);

  get(row: number): number {
    return this.#values[row] ?? 0;
  }

  set(row: number, value: number): void {
    if (row >= this.#values.length) {
      const grown = new Float64Array(Math.max(row + 1, this.#values.length * 2));
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[row] = value;
  }
}
