import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import type { Column } from '@vedette/kql';
import { archiveTrouble } from './trouble.ts';

/** Rows of one table on their way into the archive, as lines of JSON in which every value is a text. */
export interface Stage {
  readonly path: string;
  readonly table: string;
  /** Of the schema, those that some row carried. */
  readonly columns: readonly Column[];
  readonly rows: number;
  /** Bytes of the longest line, at most. */
  readonly longest: number;
  /** Some row carried what is not in the schema. */
  readonly other: boolean;
}

export interface StageWriter {
  /** Values by the place of their column in the schema, and what is not in it as JSON. */
  write(values: readonly (string | null | undefined)[], other?: string): Promise<void>;
  /** A column that the source has, though perhaps no row has a value of it. */
  has(place: number): void;
  close(): Promise<Stage>;
  discard(): Promise<void>;
}

const BUFFER = 1 << 20;
/** In UTF-8 of one unit of UTF-16. */
const MOST_BYTES = 3;

/** @throws VedetteError MDE_DISK_FULL, MDE_STORE */
export function openStage(folder: string, table: string, schema: readonly Column[]): StageWriter {
  const path = join(folder, `${randomBytes(8).toString('hex')}.ndjson`);
  const stream = createWriteStream(path, { mode: 0o600, highWaterMark: BUFFER });
  let failed: Error | undefined;
  stream.on('error', (error) => (failed = error));
  const carried = new Set<number>();
  let rows = 0;
  let longest = 0;
  let other = false;
  let text = '';

  const flush = async (): Promise<void> => {
    const ready = stream.write(text);
    text = '';
    if (failed) throw archiveTrouble(path, failed);
    // The error of a stream ends the wait as well, as a rejection.
    if (!ready)
      await once(stream, 'drain').catch((error: unknown) => Promise.reject(archiveTrouble(path, error)));
  };

  return {
    has: (place) => void carried.add(place),
    write: async (values, rest) => {
      const record: Record<string, string> = {};
      values.forEach((value, place) => {
        if (value === undefined) return;
        carried.add(place);
        if (value !== null) record[`c${place}`] = value;
      });
      if (rest !== undefined) {
        other = true;
        record['other'] = rest;
      }
      const line = `${JSON.stringify(record)}\n`;
      longest = Math.max(longest, line.length * MOST_BYTES);
      text += line;
      rows += 1;
      if (text.length >= BUFFER) await flush();
    },
    close: async () => {
      await flush();
      stream.end();
      await once(stream, 'close').catch(() => {});
      if (failed) throw archiveTrouble(path, failed);
      if (rows === 0) await rm(path);
      return { path, table, columns: schema.filter((_, place) => carried.has(place)), rows, longest, other };
    },
    discard: async () => {
      stream.destroy();
      await rm(path, { force: true });
    },
  };
}
