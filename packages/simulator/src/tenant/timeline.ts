import { Column } from './column.ts';
import { OrderedIndex } from './ordered-index.ts';
import type { Tick } from './tick.ts';

/** When each row was created and last updated, and the visible rows in both orders. */
export class Timeline {
  readonly created = new Column();
  readonly updated = new Column();
  readonly byCreated = new OrderedIndex(this.created);
  readonly byUpdated = new OrderedIndex(this.updated);

  /** The newest update among the visible rows. */
  get newest(): Tick | undefined {
    const { size } = this.byUpdated;
    return size === 0 ? undefined : this.updated.get(this.byUpdated.at(size - 1));
  }

  fill(rows: readonly number[] | Iterable<number>): void {
    const list = [...rows];
    this.byCreated.fill(list);
    this.byUpdated.fill(list);
  }

  set(row: number, created: Tick, updated: Tick): void {
    this.created.set(row, created);
    this.updated.set(row, updated);
  }

  show(row: number): void {
    this.byCreated.insert(row);
    this.byUpdated.insert(row);
  }

  hide(row: number): void {
    this.byCreated.remove(row);
    this.byUpdated.remove(row);
  }

  /** Moves a visible row to a new time of update. */
  touch(row: number, updated: Tick): void {
    this.byUpdated.remove(row);
    this.updated.set(row, updated);
    this.byUpdated.insert(row);
  }

  /** Gives every `size` rows, in the order of their updates, the latest time among them. */
  tie(size: number): void {
    const rows = this.byUpdated.rows();
    for (let start = 0; start < rows.length; start += size) {
      const group = rows.subarray(start, start + size);
      const latest = this.updated.get(group.at(-1) ?? 0);
      for (const row of group) this.updated.set(row, latest);
    }
    this.byUpdated.fill(rows);
  }
}
