import type { Column, KqlValue } from '@vedette/kql';
import type { FindingBook, FindingMatch } from '@vedette/mirror';
import { VedetteError, isVedetteError } from '@vedette/sdk';
import { nextAt, slotToRun } from './due.ts';
import type { Hunt } from './hunt.ts';
import { matcher } from './match.ts';

/** Answers the query of a hunt, where the hunt wants to be run. */
export type HuntOn = (
  hunt: Hunt,
) => Promise<{ columns: readonly Column[]; batches: AsyncIterable<readonly (readonly KqlValue[])[]> }>;

export interface HuntReport {
  readonly hunt: string;
  /** ISO 8601: the due time the run was for. */
  readonly due: string;
  readonly rows: number;
  /** Findings that are new, and those that are suppressed because they were reported. */
  readonly reported: number;
  readonly known: number;
  readonly ms: number;
  /** Why it failed; the other hunts go on. */
  readonly error?: string | undefined;
  readonly code?: string | undefined;
}

export interface RunOptions {
  readonly on: HuntOn;
  readonly findings: FindingBook;
  readonly now: () => number;
  readonly signal: AbortSignal;
}

/** More is no finding but a query that finds everything. */
const MOST_ROWS = 10_000;

/** Runs every hunt that is due, one after the other. */
export async function* runDue(hunts: readonly Hunt[], options: RunOptions): AsyncGenerator<HuntReport> {
  for (const hunt of hunts) {
    if (hunt.schedule === undefined) continue;
    const slot = slotToRun(hunt.schedule, options.findings.run(hunt.name)?.slot, options.now());
    if (slot !== undefined) yield await runHunt(hunt, slot, options);
  }
}

/** Epoch milliseconds of the next due time of all. */
export function nextOf(hunts: readonly Hunt[], now: number): number | undefined {
  const times = hunts.flatMap(({ schedule }) =>
    schedule === undefined ? [] : (nextAt(schedule, now) ?? []),
  );
  return times.length === 0 ? undefined : Math.min(...times);
}

async function runHunt(hunt: Hunt, slot: number, options: RunOptions): Promise<HuntReport> {
  const { findings, now, signal } = options;
  const begun = now();
  const report = { hunt: hunt.name, due: new Date(slot).toISOString() };
  try {
    const matches = await matchesOf(hunt, options);
    const { reported, known } = findings.record({
      hunt: hunt.name,
      severity: hunt.severity,
      slot,
      now: now(),
      suppressFor: hunt.suppress.for,
      matches,
    });
    return { ...report, rows: matches.length, reported, known, ms: now() - begun };
  } catch (error) {
    if (signal.aborted) throw error;
    const said = error instanceof Error ? error.message : String(error);
    const code = isVedetteError(error)
      ? error.code
      : error instanceof Error && error.name === 'KqlError'
        ? 'MDE_QUERY'
        : 'MDE_INTERNAL';
    findings.failed({ hunt: hunt.name, slot, now: now(), error: said });
    return { ...report, rows: 0, reported: 0, known: 0, ms: now() - begun, error: said, code };
  }
}

async function matchesOf(hunt: Hunt, { on, signal }: RunOptions): Promise<FindingMatch[]> {
  const { columns, batches } = await on(hunt);
  const matchOf = matcher(hunt, columns);
  const matches: FindingMatch[] = [];
  for await (const batch of batches) {
    signal.throwIfAborted();
    for (const row of batch) matches.push(matchOf(row));
    if (matches.length > MOST_ROWS) {
      throw new VedetteError(
        'MDE_QUERY_LIMIT',
        `The hunt ${hunt.name} gives more than ${MOST_ROWS} rows, which are no findings but a table.`,
        {
          advice:
            'Narrow the query, or summarize it to what somebody should look at. Nothing of it was reported.',
        },
      );
    }
  }
  return matches;
}
