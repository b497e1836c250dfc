import { KqlError, openEngine, type Schema, type TableSource } from '@vedette/kql';
import { isVedetteError } from '@vedette/sdk';
import { msOf, readInstant } from '../archive/instant.ts';
import { storedText, WrongValue } from '../archive/value.ts';
import { localSchema } from '../local/tables.ts';
import { differences, type Difference } from './compare.ts';
import type { HuntCase, HuntWithCases } from './hunt.ts';
import { matcher } from './match.ts';

export interface CaseResult {
  readonly hunt: string;
  readonly test: string;
  readonly passed: boolean;
  readonly differences: readonly Difference[];
  readonly file: string;
  readonly line: number;
  readonly ms: number;
}

const TIMEOUT = 60_000;

/** Runs a hunt against the sample rows of each of its tests. */
export async function* testHunt(hunt: HuntWithCases, signal?: AbortSignal): AsyncGenerator<CaseResult> {
  for (const one of hunt.cases) {
    const begun = performance.now();
    const found = await differencesOf(hunt, one, signal);
    signal?.throwIfAborted();
    yield {
      hunt: hunt.name,
      test: one.name,
      passed: found.length === 0,
      differences: found,
      file: one.file,
      line: one.line,
      ms: Math.round(performance.now() - begun),
    };
  }
}

async function differencesOf(
  hunt: HuntWithCases,
  one: HuntCase,
  signal: AbortSignal | undefined,
): Promise<Difference[]> {
  const wrong = sampleProblems(one, localSchema);
  if (wrong.length > 0) return wrong;
  const now = nowOf(one);
  if (now === undefined) return [`! now: ${one.now} is no time`];
  const sources = new Map<string, TableSource>(
    Object.entries(one.tables).map(([table, rows]) => [table, { kind: 'rows', rows }]),
  );
  try {
    const engine = await openEngine({ schema: localSchema, sources, now: () => new Date(now) });
    try {
      const { columns, rows } = await engine.rows(hunt.query, {
        timeout: TIMEOUT,
        ...(signal && { signal }),
      });
      // What the hunt says about its own columns is a part of what is tested.
      matcher(hunt, columns);
      return differences(one.expect, columns, rows);
    } finally {
      await engine.close();
    }
  } catch (error) {
    if (error instanceof KqlError)
      return error.diagnostics.map(
        ({ line, column, message }) => `! query, line ${line}, column ${column}: ${message}`,
      );
    if (isVedetteError(error) && error.code === 'MDE_INPUT') return [`! ${error.message}`];
    throw error;
  }
}

/** Sample rows must be rows of the table: a slip of the pen in one would let a hunt pass that finds nothing. */
function sampleProblems({ tables }: HuntCase, schema: Schema): Difference[] {
  return Object.entries(tables).flatMap(([table, rows]) => {
    const columns = schema.get(table);
    if (columns === undefined) return [`! tables: there is no table ${table}`];
    const types = new Map(columns.map(({ name, type }) => [name, type]));
    return rows.flatMap((row, at) =>
      Object.entries(row).flatMap(([name, value]) => {
        const type = types.get(name);
        if (type === undefined) return [`! ${table}, row ${at + 1}: there is no column ${name}`];
        try {
          storedText(type, value);
          return [];
        } catch (error) {
          if (error instanceof WrongValue) return [`! ${table}, row ${at + 1}, ${name}: ${error.message}`];
          throw error;
        }
      }),
    );
  });
}

/** Epoch milliseconds of what `now()` is. */
function nowOf({ now, tables }: HuntCase): number | undefined {
  if (now !== undefined) {
    const said = readInstant(now);
    return said === undefined ? undefined : msOf(said);
  }
  const newest = Object.values(tables)
    .flat()
    .flatMap(({ Timestamp }) => (typeof Timestamp === 'string' ? (readInstant(Timestamp) ?? []) : []))
    .toSorted()
    .at(-1);
  return newest === undefined ? Date.now() : msOf(newest) + 1000;
}
