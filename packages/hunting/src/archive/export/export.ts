import { VedetteError, isVedetteError } from '@vedette/sdk';
import { TIME } from '../column.ts';
import { dayOf, earlier, endOf, instantOf, later, msOf, plus, startOf, type Instant } from '../instant.ts';
import type { CoveredSpan } from '../manifest.ts';
import { replaceSnapshot, replaceSpan } from '../place.ts';
import { columnsOf } from '../table-columns.ts';
import { isEmpty, missing, type Span } from '../span.ts';
import type { ArchiveWriter } from '../writer.ts';
import { readInParts, readWhole, type Limits, type ReadOptions } from './read.ts';
import type { ExportSource } from './source.ts';

export interface ExportOptions {
  readonly source: ExportSource;
  readonly tables: readonly string[];
  readonly since?: Instant | undefined;
  /** Default: the present of the cloud. */
  readonly until?: Instant | undefined;
  /** Milliseconds after which no row arrives late any more; what was read sooner is read again. Default: 6 h. */
  readonly overlap?: number | undefined;
  /** Read what is complete already once more, and take the answer also where it has fewer rows. */
  readonly again?: boolean | undefined;
  /** Go on with the other tables when the tenant does not have one. */
  readonly passOver?: boolean | undefined;
  readonly limits?: Limits | undefined;
  /** Milliseconds that the cloud remembers. Default: 30 days. */
  readonly memory?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly progress?: ((progress: { table: string; through: Instant; rows: number }) => void) | undefined;
  readonly note?: ((text: string) => void) | undefined;
}

export interface TableExport {
  readonly table: string;
  /** Rows read, of which `renewed` took the place of rows from an earlier reading. */
  readonly rows: number;
  readonly renewed: number;
  /** Questions to the cloud. */
  readonly calls: number;
  /** What was asked for is complete up to here; absent where the tenant has no such table. */
  readonly through: Instant | undefined;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
export const EXPORT_DEFAULTS = { overlap: 6 * HOUR, memory: 30 * DAY, limits: { rows: 100_000 } };

/** The cloud forgets while it is being asked: this close to the end of its memory nothing is taken for complete. */
const MARGIN = 10 * 60_000;
/** Past this, the clock here is worth a remark. */
const CLOCK_TOLERANCE = 5 * 60_000;
const FIRST_STEP = DAY;
const LARGEST_STEP = 31 * DAY;

/**
 * Reads from the cloud what the archive lacks of each table, oldest first. Every answer is stored in one step together
 * with the span it completes, so that an end at any point loses nothing but the answer on its way, and the next run
 * asks for exactly what is left.
 */
export async function* exportTables(
  writer: ArchiveWriter,
  options: ExportOptions,
): AsyncGenerator<TableExport> {
  const clock = await cloudClock(options, writer.now());
  await writer.commit({ facts: { cloudTime: clock() } });
  for (const table of options.tables) {
    const counts = { rows: 0, renewed: 0, calls: 0 };
    const timed = columnsOf(table).some(({ name }) => name === TIME);
    const read = timed ? exportSpans : exportSnapshot;
    try {
      const through = await read(writer, table, options, clock, counts);
      yield { table, ...counts, through };
    } catch (error) {
      if (!(options.passOver === true && isVedetteError(error) && error.code === 'MDE_QUERY')) throw error;
      options.note?.(`${table} was passed over: ${error.serviceMessage ?? error.message}`);
      yield { table, ...counts, through: undefined };
    }
  }
}

type Clock = () => Instant;
interface Counts {
  rows: number;
  renewed: number;
  calls: number;
}

async function cloudClock({ source, signal, note }: ExportOptions, here: number): Promise<Clock> {
  const there = msOf(await source.now(signal));
  // Not the clock of this machine, which may be set while we read.
  const begun = performance.now();
  if (Math.abs(here - there) > CLOCK_TOLERANCE) {
    note?.(
      `The clock here says ${instantOf(here).slice(0, 19)}Z, that of the cloud ${instantOf(there).slice(0, 19)}Z; the archive goes by the cloud.`,
    );
  }
  return () => instantOf(there + Math.floor(performance.now() - begun));
}

async function exportSpans(
  writer: ArchiveWriter,
  table: string,
  options: ExportOptions,
  clock: Clock,
  counts: Counts,
): Promise<Instant> {
  const { memory = EXPORT_DEFAULTS.memory, again = false, note } = options;
  const oldest = (): Instant => plus(clock(), MARGIN - memory);
  const want = {
    from: later(options.since ?? oldest(), oldest()),
    until: earlier(options.until ?? clock(), clock()),
  };
  if (isEmpty(want)) return want.until;
  const settled = again ? [] : writer.manifest.covered(table).filter((span) => span.settled);
  let step = FIRST_STEP;
  for (const gap of missing(want, settled)) {
    // Waiting for a quota may have taken so long that the cloud has forgotten the beginning.
    let from = later(gap.from, oldest());
    while (from < gap.until) {
      const span = { from, until: earlier(plus(from, step), gap.until) };
      const { rows, took } = await exportSpan(writer, table, span, options, clock, counts);
      if (took === undefined) {
        step = Math.max(1, Math.floor((msOf(span.until) - msOf(span.from)) / 2));
        continue;
      }
      options.progress?.({ table, through: took.until, rows: counts.rows });
      from = later(took.until, oldest());
      step = nextStep(step, rows, options.limits ?? EXPORT_DEFAULTS.limits);
    }
  }
  if (
    options.since !== undefined &&
    options.since < want.from &&
    missing({ from: options.since, until: want.from }, writer.manifest.covered(table)).length > 0
  ) {
    note?.(`${table}: the cloud has forgotten what was before ${want.from}.`);
  }
  return want.until;
}

/** Reads and stores one span; `took` is absent when it is too large for one answer and must be halved. */
async function exportSpan(
  writer: ArchiveWriter,
  table: string,
  span: Span,
  options: ExportOptions,
  clock: Clock,
  counts: Counts,
): Promise<{ rows: number; took?: Span }> {
  const { overlap = EXPORT_DEFAULTS.overlap, memory = EXPORT_DEFAULTS.memory, again = false, note } = options;
  const asked = clock();
  const how = readOptions(writer, options, counts);
  let stage = await readWhole(table, span, how);
  if (stage === 'too large') {
    if (msOf(span.until) - msOf(span.from) > 1) return { rows: 0 };
    stage = await readInParts(table, span, how);
  }
  const remembered = { from: later(span.from, plus(clock(), -memory)), until: span.until };
  const settledUntil = plus(asked, -overlap);
  const covered: CoveredSpan[] = [
    { from: remembered.from, until: earlier(remembered.until, settledUntil), settled: true },
    { from: later(remembered.from, settledUntil), until: remembered.until, settled: false },
  ];
  const { before, taken } = await replaceSpan(
    writer,
    stage,
    span,
    covered.filter((one) => !isEmpty(one)),
    again,
  );
  if (taken) {
    counts.rows += stage.rows;
    counts.renewed += Math.min(before, stage.rows);
  } else {
    note?.(
      `${table}: the cloud gave ${stage.rows} rows from ${span.from} to ${span.until}, where the archive has ${before}; these were kept. To take the answer instead: --again`,
    );
  }
  return { rows: stage.rows, took: span };
}

/** Twice as long where little came, so that a quiet month is one question. */
function nextStep(step: number, rows: number, limits: Limits): number {
  if (rows * 4 < limits.rows) return Math.min(step * 2, LARGEST_STEP);
  return rows * 2 > limits.rows ? Math.max(1, Math.floor(step / 2)) : step;
}

async function exportSnapshot(
  writer: ArchiveWriter,
  table: string,
  options: ExportOptions,
  clock: Clock,
  counts: Counts,
): Promise<Instant> {
  const now = clock();
  const day = dayOf(now);
  const span = { from: startOf(day), until: endOf(day) };
  if (options.again !== true && missing(span, writer.manifest.covered(table)).length === 0) return now;
  const how = readOptions(writer, options, counts);
  let stage = await readWhole(table, undefined, how);
  if (stage === 'too large') stage = await readInParts(table, undefined, how);
  await replaceSnapshot(writer, stage, day, span);
  counts.rows += stage.rows;
  options.progress?.({ table, through: now, rows: counts.rows });
  return now;
}

function readOptions(
  writer: ArchiveWriter,
  { source, limits, signal }: ExportOptions,
  counts: Counts,
): ReadOptions {
  return {
    source,
    limits: limits ?? EXPORT_DEFAULTS.limits,
    scratch: writer.scratch,
    signal,
    asked: () => {
      if (signal?.aborted === true)
        throw new VedetteError('MDE_ABORTED', 'The export was stopped; what is complete is kept.');
      counts.calls += 1;
    },
  };
}
