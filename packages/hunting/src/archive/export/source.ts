import type { Column, KqlValue } from '@vedette/kql';
import { VedetteError, type HuntAnswer, type HuntOptions } from '@vedette/sdk';
import { readInstant, type Instant } from '../instant.ts';
import type { Span } from '../span.ts';

/** Asks the cloud one question; `defender.hunting.run` is one, and so is an engine with rows in memory. */
export type HuntIn = (
  query: string,
  options: Pick<HuntOptions, 'signal'>,
) => Promise<Pick<HuntAnswer, 'columns' | 'rows'>>;

/** One part of many, by a digest of the whole row: for what cannot be split by time. */
export interface Part {
  readonly index: number;
  readonly of: number;
}

export interface Reading {
  readonly columns: readonly Column[];
  readonly rows: AsyncIterable<readonly (readonly KqlValue[])[]>;
}

/** Where an export reads. */
export interface ExportSource {
  /** The clock of the cloud, so that a wrong one here leaves no gap. */
  now(signal?: AbortSignal): Promise<Instant>;
  /** Rows of a table; within a span of `Timestamp` where one is given, and of these one part where one is given. */
  read(table: string, span: Span | undefined, part: Part | undefined, signal?: AbortSignal): Promise<Reading>;
}

/** Reads through hunting queries. Table names are those of the schema and spans are made here: neither is anybody's text. */
export function cloudSource(hunt: HuntIn): ExportSource {
  return {
    now: async (signal) => {
      const { rows } = await hunt('print Now = now()', { signal });
      for await (const batch of rows) {
        const said = batch[0]?.[0];
        const now = typeof said === 'string' ? readInstant(said) : undefined;
        if (now !== undefined) return now;
      }
      throw new VedetteError('MDE_RESPONSE', 'The hunting API did not say what time it is.');
    },
    read: async (table, span, part, signal) => hunt(queryFor(table, span, part), { signal }),
  };
}

function queryFor(table: string, span: Span | undefined, part: Part | undefined): string {
  const lines = [table];
  if (span) lines.push(`| where Timestamp >= datetime(${span.from}) and Timestamp < datetime(${span.until})`);
  if (part) lines.push(`| where hash(tostring(pack_all()), ${part.of}) == ${part.index}`);
  return lines.join('\n');
}
