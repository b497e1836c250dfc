import type { ChartRequest, Column, Diagnostic, Engine, KqlValue } from '@vedette/kql';
import type { CommandContext } from '../context.ts';
import type { Row } from '../define.ts';
import { limitsOf } from './limits.ts';

/** A query and all it gave. */
export interface QueryAnswer {
  readonly ok: boolean;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly KqlValue[])[];
  readonly diagnostics: readonly Diagnostic[];
  /** Milliseconds from the text to the last row. */
  readonly ms: number;
  readonly chart?: ChartRequest | undefined;
}

/** An answer as a program reads it: one document, whose rows are lists in the order of the columns. */
export function documentOf({ ok, columns, rows, diagnostics, ms, chart }: QueryAnswer, id?: string): Row {
  return { ...(id !== undefined && { id }), ok, columns, rows, diagnostics, ms, ...(chart && { chart }) };
}

/** Runs a query and answers for it, whatever becomes of it. Only what is no fault of the query is thrown. */
export async function answerTo(
  engine: Engine,
  query: string,
  context: Pick<CommandContext, 'signal' | 'timeoutMs'>,
): Promise<QueryAnswer> {
  const start = performance.now();
  const took = (): number => Math.round((performance.now() - start) * 1000) / 1000;
  try {
    const { columns, rows, diagnostics, chart } = await engine.rows(query, limitsOf(context));
    return { ok: true, columns, rows, diagnostics, ms: took(), chart };
  } catch (error) {
    context.signal.throwIfAborted();
    const { KqlError } = await import('@vedette/kql');
    if (!(error instanceof KqlError)) throw error;
    return { ok: false, columns: [], rows: [], diagnostics: error.diagnostics, ms: took() };
  }
}
