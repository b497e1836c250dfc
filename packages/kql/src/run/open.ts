import type { Engine, EngineOptions, Explanation, QueryResult, RowForm, RunOptions } from '../engine.ts';
import { KqlError } from '../diagnostic.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { globalsOf } from '../parse/globals.ts';
import { lineAndColumn } from '../parse/place.ts';
import type { Place } from '../parse/place.ts';
import { rememberingParser } from '../parse/remembered.ts';
import { outline } from '../parse/outline.ts';
import { describe } from '../plan/describe.ts';
import type { KqlValue } from '../type.ts';
import { ticksOf } from '../value/time.ts';
import { readBatches, readTexts } from './batches.ts';
import type { Compiled, CompileOptions } from './compile.ts';
import { compile } from './compile.ts';
import { openGeoDatabase } from './geo-database.ts';
import { compileWithRows } from './resolve-columns.ts';
import { openSession } from './session.ts';
import type { ChunkStream } from './session.ts';
import { storeTables } from './stored.ts';

/**
 * Opens an engine over the given tables.
 * @throws KqlError when a source cannot be read
 */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const globals = globalsOf(options.schema);
  const parse = rememberingParser(globals);
  const locate = options.geoDatabase === undefined ? undefined : await openGeoDatabase(options.geoDatabase);
  const session = await openSession(options);
  const tables = await storeTables(options, session);

  function given({ parameters = {} }: RunOptions): CompileOptions {
    const now = ticksOf(options.now?.() ?? new Date());
    const { schema, externalData = [] } = options;
    return { schema, globals, parse, stored: tables.stored, now, locate, parameters, externalData };
  }

  function explain(query: string, run?: RunOptions): Explanation {
    const { diagnostics, columns, syntax, ready: whole, needs } = compile(query, given(run ?? {}));
    // What can be told before any row was read is the question that comes first.
    const ready = whole ?? needs;
    return {
      diagnostics: needs ? [...diagnostics, openColumns(query, needs.at)] : diagnostics,
      columns,
      syntax: outline(syntax),
      plan: ready ? describe(ready.plan) : '',
      sql: ready?.sql.text ?? '',
    };
  }

  /** Compiles a query, and reads what must be read for its columns to be known. */
  function resolved(query: string, run: RunOptions): Promise<Compiled> {
    const compileOptions = given(run);
    return compileWithRows(
      query,
      (text) => compile(text, compileOptions),
      async (question) => {
        const rows: (readonly KqlValue[])[] = [];
        const result = await session.stream(question, run);
        for await (const batch of readBatches(result, question.plan.columns)) rows.push(...batch);
        return rows;
      },
    );
  }

  async function begun(
    query: string,
    run: RunOptions = {},
    form?: RowForm,
  ): Promise<Omit<QueryResult, 'batches'> & { stream: ChunkStream }> {
    const { diagnostics, columns, ready } = await resolved(query, run);
    if (!ready) throw new KqlError(diagnostics);
    const stream = await session.stream(ready, run, form);
    return { columns, diagnostics, ...(ready.chart && { chart: ready.chart }), stream };
  }

  const engine: Engine = {
    explain,
    run: async (query, run) => {
      const { stream, ...result } = await begun(query, run);
      return { ...result, batches: readBatches(stream, result.columns) };
    },
    texts: async (query, form, run) => {
      const { stream, ...result } = await begun(query, run, form);
      return { ...result, texts: readTexts(stream) };
    },
    rows: async (query, run) => {
      const { batches, ...result } = await engine.run(query, run);
      const rows: (readonly KqlValue[])[] = [];
      for await (const batch of batches) rows.push(...batch);
      return { ...result, rows };
    },
    writeParquet: async (query, path, run = {}) => {
      const { diagnostics, ready } = await resolved(query, run);
      if (!ready) throw new KqlError(diagnostics);
      return session.writeParquet(ready, path, run);
    },
    close: () => session.close(),
  };
  return engine;
}

function openColumns(query: string, { start, length }: Place): Diagnostic {
  return {
    code: 'KQL_OPEN_COLUMNS',
    severity: 'warning',
    message:
      'The columns behind this plugin hang on the data, so they are known only when the query runs. An output schema makes them known before: evaluate … : (Name:type, …).',
    ...lineAndColumn(query, start),
    length,
  };
}
