import { instantOf, msOf, startOf, type Instant } from './instant.ts';
import type { Manifest } from './manifest.ts';
import { missing, type Span } from './span.ts';

/** Where archive and cloud meet when both answer. */
export interface Boundary {
  /** Rows before it are the archive's, rows from it on are the cloud's. Whole milliseconds. */
  readonly at: Instant;
  /** Times before it that neither has read whole, by table. */
  readonly gaps: readonly { readonly table: string; readonly span: Span }[];
}

const DAY = 86_400_000;
/** What the cloud remembers, and how near to the end of it one may ask. */
const MEMORY = 30 * DAY;
const MARGIN = 10 * 60_000;

/**
 * The earliest time within the memory of the cloud up to which the archive is complete for good, of all these tables:
 * what came late, or was never exported, is then the cloud's to answer.
 */
export function boundaryOf(manifest: Manifest, tables: readonly string[], now: number): Boundary {
  const oldest = instantOf(now - MEMORY + MARGIN);
  const present = instantOf(now);
  const ends = tables.map((table) => {
    const settled = manifest.covered(table).filter((span) => span.settled);
    return missing({ from: oldest, until: present }, settled)[0]?.from ?? present;
  });
  const first = ends.toSorted()[0] ?? oldest;
  // Rounded down: past the beginning of a gap the archive is not complete.
  const at = instantOf(msOf(first));
  return { at, gaps: tables.flatMap((table) => gapsBefore(manifest, table, at)) };
}

function gapsBefore(manifest: Manifest, table: string, at: Instant): { table: string; span: Span }[] {
  const covered = manifest.covered(table);
  const from = covered[0]?.from ?? startOf('1678-01-01');
  if (from >= at) return [];
  return missing({ from, until: at }, covered).map((span) => ({ table, span }));
}
