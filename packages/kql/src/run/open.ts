import type { Engine, EngineOptions, Explanation, RunOptions } from '../engine.ts';
import { KqlError } from '../diagnostic.ts';
import { globalsOf } from '../parse/globals.ts';
import { rememberingParser } from '../parse/remembered.ts';
import { textOf } from '../parse/syntax.ts';
import { describe } from '../plan/describe.ts';
import type { KqlValue } from '../type.ts';
import { ticksOf } from '../value/time.ts';
import { readBatches } from './batches.ts';
import type { Compiled } from './compile.ts';
import { compile } from './compile.ts';
import { openSession } from './session.ts';
import { storeTables } from './stored.ts';

/**
 * Opens an engine over the given tables.
 * @throws KqlError when a source cannot be read
 */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const globals = globalsOf(options.schema);
  const parse = rememberingParser(globals);
  const session = await openSession(options);
  const tables = await storeTables(options, session);

  function compiled(query: string, { parameters = {} }: RunOptions = {}): Compiled {
    const now = ticksOf(options.now?.() ?? new Date());
    return compile(query, { schema: options.schema, globals, parse, stored: tables.stored, now, parameters });
  }

  function explain(query: string, run?: RunOptions): Explanation {
    const { diagnostics, columns, syntax, ready } = compiled(query, run);
    return {
      diagnostics,
      columns,
      syntax: textOf(syntax),
      plan: ready ? describe(ready.plan) : '',
      sql: ready?.sql.text ?? '',
    };
  }

  const engine: Engine = {
    explain,
    run: async (query, run = {}) => {
      const { diagnostics, columns, ready } = compiled(query, run);
      if (!ready) throw new KqlError(diagnostics);
      const result = await session.stream(ready.plan, ready.sql, ready.natives, run);
      return {
        columns,
        diagnostics,
        ...(ready.chart && { chart: ready.chart }),
        batches: readBatches(result, columns),
      };
    },
    rows: async (query, run) => {
      const { batches, ...result } = await engine.run(query, run);
      const rows: KqlValue[][] = [];
      for await (const batch of batches) for (const row of batch) rows.push([...row]);
      return { ...result, rows };
    },
    writeParquet: async (query, path, run = {}) => {
      const { diagnostics, ready } = compiled(query, run);
      if (!ready) throw new KqlError(diagnostics);
      return session.writeParquet(ready.plan, ready.sql, ready.natives, path, run);
    },
    close: () => session.close(),
  };
  return engine;
}
