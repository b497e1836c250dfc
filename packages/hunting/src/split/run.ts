import { HUNT_ROW_LIMIT, isVedetteError } from '@vedette/sdk';
import { openEngine, type Column, type Schema } from '@vedette/kql';
import { walkPieces, type Part } from './pieces.ts';
import { PARTS, planSplit, type SplitPlan } from './plan.ts';
import { ticksOfDate } from './ticks.ts';
import type { Span } from './window.ts';

type Rows = readonly (readonly unknown[])[];

/** What a query gives: columns, and rows in batches in their order. Read once. */
export interface SplitAnswer {
  readonly columns: readonly Column[];
  readonly batches: AsyncIterable<Rows>;
}

export interface SplitOptions {
  readonly schema: Schema;
  /**
   * Asks one query, of the cloud or of whoever answers for this span of time. An answer of `most` rows is taken for
   * one that was cut.
   */
  readonly ask: (query: string, span: Span) => Promise<SplitAnswer>;
  /** No piece reaches over this time: what is before it may be asked of somebody else. */
  readonly cutAt?: Date | undefined;
  /** The time that `now()` is in every piece. */
  readonly now: Date;
  /** Rows of one answer at most. */
  readonly most?: number | undefined;
  /** Told after each piece: how many there were, and the rows of all of them. */
  readonly onPiece?: ((pieces: number, rows: number) => void) | undefined;
}

/**
 * Gives all rows of a query that has more of them than one answer holds.
 *
 * @throws VedetteError MDE_QUERY before anything is asked when that would not be exact.
 */
export async function splitQuery(query: string, options: SplitOptions): Promise<SplitAnswer> {
  const plan = planSplit(query, options.schema, options.now);
  const pieces = piecesOf(plan, options)[Symbol.asyncIterator]();
  if (plan.join) return joined(plan.join, rest(undefined, pieces, plan.limit), options.now);
  // Only an answer knows its columns, so the first piece is asked before anything is given.
  const first = await pieces.next();
  const columns = first.done ? [] : first.value.columns;
  return { columns, batches: rest(first.done ? undefined : first.value, pieces, plan.limit) };
}

interface Piece {
  readonly columns: readonly Column[];
  readonly rows: Rows;
}

async function* piecesOf(plan: SplitPlan, options: SplitOptions): AsyncGenerator<Piece> {
  const most = options.most ?? HUNT_ROW_LIMIT;
  const { span, now, descending } = plan;
  let [pieces, rows] = [0, 0];
  // An empty span is one question too: its answer knows the columns.
  const asked = isEmpty(span) ? { ...span, to: (span.from ?? 0n) + 1n } : span;
  const ask = async (one: Span): Promise<Part<Piece>> =>
    wholeOf((query) => options.ask(query, one), plan.piece(one), most);
  for (const part of cutSpans(asked, options.cutAt, descending)) {
    for await (const piece of walkPieces({ span: part, now, descending, most, ask })) {
      pieces += 1;
      rows += piece.rows.length;
      options.onPiece?.(pieces, rows);
      yield piece;
    }
  }
}

/** The span, or its two parts where it reaches over the cut, in the order in which they are asked. */
function cutSpans(span: Span, cutAt: Date | undefined, descending: boolean): Span[] {
  if (cutAt === undefined) return [span];
  const at = ticksOfDate(cutAt);
  const { from, to } = span;
  if ((from !== undefined && from >= at) || (to !== undefined && to <= at)) return [span];
  const parts = [
    { from, to: at },
    { from: at, to },
  ];
  return descending ? parts.toReversed() : parts;
}

function isEmpty({ from, to }: Span): boolean {
  return from !== undefined && to !== undefined && to <= from;
}

/** One piece whole, or that it was too much: nothing of a piece is given before all of it is there. */
async function wholeOf(
  ask: (query: string) => Promise<SplitAnswer>,
  query: string,
  most: number,
): Promise<Part<Piece>> {
  try {
    const { columns, batches } = await ask(query);
    const rows: (readonly unknown[])[] = [];
    for await (const batch of batches) {
      for (const row of batch) rows.push(row);
      if (rows.length >= most) return 'too much';
    }
    return { kept: { columns, rows }, rows: rows.length };
  } catch (error) {
    if (isVedetteError(error) && error.code === 'MDE_QUERY_LIMIT') return 'too much';
    throw error;
  }
}

async function* rest(
  first: Piece | undefined,
  pieces: AsyncIterator<Piece>,
  limit = Infinity,
): AsyncGenerator<Rows> {
  let left = limit;
  for (let piece = first ?? (await next(pieces)); piece && left > 0; piece = await next(pieces)) {
    yield piece.rows.length > left ? piece.rows.slice(0, left) : piece.rows;
    left -= piece.rows.length;
    if (left <= 0) return;
  }
}

async function next(pieces: AsyncIterator<Piece>): Promise<Piece | undefined> {
  const { value, done } = await pieces.next();
  return done ? undefined : (value as Piece);
}

/** Runs what is left of the query over the rows of all pieces, on this machine. */
async function joined(
  { query, columns }: NonNullable<SplitPlan['join']>,
  batches: AsyncIterable<Rows>,
  now: Date,
): Promise<SplitAnswer> {
  const names = columns.map(({ name }) => name);
  const rows: Record<string, unknown>[] = [];
  for await (const batch of batches) {
    for (const row of batch) rows.push(Object.fromEntries(names.map((name, at) => [name, row[at]])));
  }
  const engine = await openEngine({
    schema: new Map([[PARTS, columns]]),
    sources: new Map([[PARTS, { kind: 'rows', rows }]]),
    now: () => now,
  });
  try {
    const result = await engine.rows(query);
    return { columns: result.columns, batches: once(result.rows) };
  } finally {
    await engine.close();
  }
}

async function* once<T>(batch: T): AsyncGenerator<T> {
  yield batch;
}
