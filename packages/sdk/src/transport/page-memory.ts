import { createHash } from 'node:crypto';

export type Item = Readonly<Record<string, unknown>>;

/** Overlaps lie close together, so a bounded memory of keys finds them; loops are found by their page. */
const mostKeys = 100_000;

/** What was read of one list: enough to tell a repeated page, a repeated record, and where reading stands. */
export class PageMemory {
  readonly #keyOf: (item: Item) => string;
  readonly #field: string | undefined;
  readonly #keys = new Set<string>();
  readonly #pages = new Set<string>();
  readonly #links = new Set<string>();
  #trustsLinks = true;
  #count = 0;
  #inOrder: 'descending' | 'ascending' | 'neither' | undefined;
  #last: string | undefined;
  #knownAtLast = 0;

  constructor(keyOf: (item: Item) => string, field: string | undefined) {
    this.#keyOf = keyOf;
    this.#field = field;
  }

  /** Distinct records read. */
  get count(): number {
    return this.#count;
  }

  /** The very same records in the very same order as on an earlier page. */
  repeats(items: readonly Item[]): boolean {
    return items.length > 0 && this.#pages.has(this.#signature(items));
  }

  knowsAll(items: readonly Item[]): boolean {
    return items.length > 0 && items.every((item) => this.#keys.has(this.#keyOf(item)));
  }

  /** Remembers a page and gives those of its records that were not read before. */
  add(items: readonly Item[]): Item[] {
    if (items.length > 0) this.#pages.add(this.#signature(items));
    const fresh: Item[] = [];
    for (const item of items) {
      this.#follow(item);
      const key = this.#keyOf(item);
      if (this.#keys.has(key)) continue;
      this.#keys.add(key);
      this.#count++;
      fresh.push(item);
    }
    for (const key of this.#keys) {
      if (this.#keys.size <= mostKeys) break;
      this.#keys.delete(key);
    }
    return fresh;
  }

  /** A link of this list led back: from now on none is followed. */
  distrustLinks(): void {
    this.#trustsLinks = false;
  }

  isNewLink(link: string): boolean {
    if (!this.#trustsLinks) return false;
    const name = hash(link);
    if (this.#links.has(name)) return false;
    this.#links.add(name);
    return true;
  }

  /**
   * The time of the last record and how many records of that time were read, if all came in this order.
   * Otherwise `undefined`: one has to begin again in that order, and what was seen of the order is forgotten.
   */
  edge(descending: boolean): { time: string; known: number } | undefined {
    const order = descending ? 'descending' : 'ascending';
    if (this.#last !== undefined && (this.#inOrder === undefined || this.#inOrder === order)) {
      return { time: this.#last, known: this.#knownAtLast };
    }
    this.#last = undefined;
    this.#inOrder = undefined;
    this.#pages.clear();
    return undefined;
  }

  #follow(item: Item): void {
    const time = this.#field === undefined ? undefined : item[this.#field];
    if (typeof time !== 'string') {
      this.#inOrder = 'neither';
      return;
    }
    const way = this.#last === undefined ? 0 : compareTimes(time, this.#last);
    if (way !== 0) {
      const direction = way < 0 ? 'descending' : 'ascending';
      this.#inOrder = this.#inOrder === undefined || this.#inOrder === direction ? direction : 'neither';
    }
    this.#knownAtLast = way === 0 ? this.#knownAtLast + 1 : 1;
    this.#last = time;
  }

  #signature(items: readonly Item[]): string {
    return hash(items.map((item) => this.#keyOf(item)).join('\n'));
  }
}

/** Times carry up to seven fractional digits and drop zeros at the end, so they are compared at equal length. */
export function compareTimes(left: string, right: string): number {
  const a = padded(left);
  const b = padded(right);
  return a < b ? -1 : a > b ? 1 : 0;
}

function padded(time: string): string {
  const [, seconds = time, fraction = ''] = /^(.{19})(?:\.(\d+))?/.exec(time) ?? [];
  return `${seconds}.${fraction.padEnd(9, '0')}`;
}

function hash(text: string): string {
  return createHash('sha1').update(text).digest('base64');
}
