import { rm, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { quoted } from './duckdb.ts';
import { storedFile, type StoredFile } from './stored.ts';

/** From when to when rows can be seen, epoch milliseconds; the end is not included, and may be `Infinity`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** So many windows are kept; a query that runs longer than their life has been stopped long before. */
const KEPT = 20;
/** The end of an endless window: later than any time that a file can hold. */
const END_OF_TIME = 9_000_000_000_000;

/** Cuts files to a window: those inside stand as they are, those across its edge are written anew without what lies beyond. */
export class Windows {
  readonly #connection: DuckDBConnection;
  readonly #folder: string;
  readonly #cut = new Map<string, Map<string, Promise<StoredFile>>>();

  constructor(connection: DuckDBConnection, folder: string) {
    this.#connection = connection;
    this.#folder = folder;
  }

  async cut(files: readonly StoredFile[], asked: Span): Promise<StoredFile[]> {
    const span = { from: Math.ceil(asked.from), to: Math.min(Math.ceil(asked.to), END_OF_TIME) };
    const from = BigInt(span.from) * 10_000n;
    const to = BigInt(span.to) * 10_000n;
    const seen: StoredFile[] = [];
    for (const file of files) {
      if (file.rows === 0) continue;
      if (file.span === undefined || (file.span[0] >= from && file.span[1] < to)) seen.push(file);
      else if (file.span[1] >= from && file.span[0] < to) seen.push(await this.#edge(file, span));
    }
    return seen;
  }

  async #edge(file: StoredFile, span: Span): Promise<StoredFile> {
    const key = `${span.from}-${span.to}`;
    const known = this.#cut.get(key) ?? new Map<string, Promise<StoredFile>>();
    this.#cut.delete(key);
    this.#cut.set(key, known);
    const [oldest] = this.#cut.keys();
    if (this.#cut.size > KEPT && oldest !== undefined) {
      this.#cut.delete(oldest);
      await rm(join(this.#folder, oldest), { recursive: true, force: true });
    }
    const written = known.get(file.path) ?? this.#write(file, span, join(this.#folder, key));
    known.set(file.path, written);
    return written;
  }

  async #write(file: StoredFile, { from, to }: Span, folder: string): Promise<StoredFile> {
    await mkdir(folder, { recursive: true });
    const path = join(folder, basename(file.path));
    const at = (ms: number): string => `make_timestamp_ns(${BigInt(ms) * 1_000_000n})`;
    await this.#connection.run(
      `COPY (SELECT * FROM read_parquet(${quoted(file.path)}) WHERE "Timestamp" >= ${at(from)} AND "Timestamp" < ${at(to)})
       TO ${quoted(path)} (FORMAT parquet)`,
    );
    return storedFile(this.#connection, path, true);
  }
}
