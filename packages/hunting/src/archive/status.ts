import type { Instant } from './instant.ts';
import type { Manifest } from './manifest.ts';
import { joined, missing, type Span } from './span.ts';

export interface TableStatus {
  readonly table: string;
  readonly rows: number;
  readonly bytes: number;
  readonly files: number;
  readonly days: number;
  /** Earliest and latest event. */
  readonly first: Instant | undefined;
  readonly last: Instant | undefined;
  /** Between which times every row has been read from the cloud, but for the gaps. */
  readonly completeFrom: Instant | undefined;
  readonly completeThrough: Instant | undefined;
  /** Up to here no row can arrive late any more. */
  readonly settledThrough: Instant | undefined;
  readonly gaps: readonly Span[];
  /** Read so soon after their time that rows may have arrived since; the next export reads them again, if it still can. */
  readonly unsettled: readonly Span[];
}

/** What the archive holds of each table, without opening a file. */
export function statusOf(manifest: Manifest): TableStatus[] {
  return manifest.tables().map((table) => {
    const files = manifest.files(table);
    const covered = manifest.covered(table);
    const spans = joined(covered);
    const from = spans[0]?.from;
    const until = spans.at(-1)?.until;
    const times = files
      .flatMap(({ first, last }) => (first !== undefined && last !== undefined ? [first, last] : []))
      .toSorted();
    return {
      table,
      rows: files.reduce((sum, { rows }) => sum + rows, 0),
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
      files: files.length,
      days: new Set(files.map(({ day }) => day)).size,
      first: times[0],
      last: times.at(-1),
      completeFrom: from,
      completeThrough: until,
      settledThrough: covered.findLast(({ settled }) => settled)?.until,
      gaps: from !== undefined && until !== undefined ? missing({ from, until }, spans) : [],
      unsettled: covered
        .filter(({ settled }) => !settled)
        .map((span) => ({ from: span.from, until: span.until })),
    };
  });
}
