import { rename, rm } from 'node:fs/promises';
import { totalmem } from 'node:os';
import type { DuckDBConnection, DuckDBInstance, DuckDBResult } from '@duckdb/node-api';
import type { EngineOptions, RowForm, RunOptions } from '../engine.ts';
import type { NativeFunction } from '../functions/native.ts';
import { sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import type { Runnable } from './compile.ts';
import { loadExternal } from './external/load.ts';
import { runtimeError } from './fault.ts';
import { registerNative } from './register-native.ts';
import { parquetForm } from './parquet-form.ts';
import { rowTexts, VALUES } from './row-text.ts';

/** DuckDB as one engine uses it: in memory, reading files, never the network. */
export interface Session {
  /** Runs a statement of ours and gives its rows. */
  all(statement: Sql): Promise<unknown[][]>;
  connect(): Promise<DuckDBConnection>;
  /**
   * Begins a query whose one column is the text of each row.
   * @throws KqlError for a fault while the query begins; the reader of the chunks meets later ones
   */
  stream(query: Runnable, options: RunOptions, form?: RowForm): Promise<ChunkStream>;
  writeParquet(query: Runnable, path: string, options: RunOptions): Promise<number>;
  close(): Promise<void>;
}

export interface ChunkStream {
  readonly result: DuckDBResult;
  /** Frees the connection; to be called when the last chunk was read, or none is wanted any more. */
  readonly end: () => void;
  /** Says why a fault happened: stopped by the caller, out of time, or DuckDB's own words. */
  readonly fault: (error: unknown) => Error;
}

/** Milliseconds. */
const INTERRUPT_EVERY = 25;

/** Unless told otherwise a query leaves half of the machine to everything else; what needs more is spilled or refused. */
function halfOfMemory(): string {
  return `${Math.max(256, Math.floor(totalmem() / 2 ** 21))}MiB`;
}

export async function openSession(options: EngineOptions): Promise<Session> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance: DuckDBInstance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    memory_limit: options.memory ?? halfOfMemory(),
    ...(options.threads !== undefined && { threads: String(options.threads) }),
    ...(options.temporaryFolder !== undefined && { temp_directory: options.temporaryFolder }),
  });
  const registered = new Set<string>();
  const setup = await instance.connect();
  await setup.run("SET TimeZone = 'UTC'; SET max_expression_depth = 10000; SET lock_configuration = true;");

  async function prepared(natives: ReadonlyMap<string, NativeFunction>): Promise<DuckDBConnection> {
    const connection = await instance.connect();
    for (const definition of natives.values()) {
      if (registered.has(definition.name)) continue;
      await registerNative(connection, definition);
      registered.add(definition.name);
    }
    return connection;
  }

  /** Interrupts the query when its caller stops it or its time is over. */
  function watched(
    connection: DuckDBConnection,
    { signal, timeout }: RunOptions,
  ): Omit<ChunkStream, 'result'> {
    let late = false;
    let again: NodeJS.Timeout | undefined;
    // DuckDB forgets an interruption that comes before it has begun, so it is told until it has ended.
    const interrupt = (): void => {
      connection.interrupt();
      again ??= setInterval(() => connection.interrupt(), INTERRUPT_EVERY);
    };
    const timer =
      timeout === undefined
        ? undefined
        : setTimeout(() => {
            late = true;
            interrupt();
          }, timeout);
    signal?.addEventListener('abort', interrupt, { once: true });
    return {
      end: () => {
        clearTimeout(timer);
        clearInterval(again);
        signal?.removeEventListener('abort', interrupt);
        connection.closeSync();
      },
      fault: (error) => runtimeError(error, { stopped: signal?.aborted ?? false, late }),
    };
  }

  return {
    all: async (statement) => (await setup.runAndReadAll(statement.text)).getRows(),
    connect: () => instance.connect(),
    stream: async ({ plan, sql: statement, natives, external }, run, form = VALUES) => {
      const connection = await prepared(natives);
      const watch = watched(connection, run);
      try {
        run.signal?.throwIfAborted();
        for (const table of external) await loadExternal(table, options.externalData ?? [], connection, run);
        return { result: await connection.stream(rowTexts(plan.columns, statement, form).text), ...watch };
      } catch (error) {
        watch.end();
        throw watch.fault(error);
      }
    },
    writeParquet: async ({ plan, sql: statement, natives, external }, path, run) => {
      const connection = await prepared(natives);
      const watch = watched(connection, run);
      const partial = `${path}.partial`;
      try {
        for (const table of external) await loadExternal(table, options.externalData ?? [], connection, run);
        const select = parquetForm(plan, statement);
        const result = await connection.runAndReadAll(
          sql`COPY (${select}) TO ${partial} (FORMAT parquet, COMPRESSION zstd)`.text,
        );
        await rename(partial, path);
        return Number(result.getRows()[0]?.[0] ?? 0);
      } catch (error) {
        await rm(partial, { force: true });
        throw watch.fault(error);
      } finally {
        watch.end();
      }
    },
    close: async () => {
      setup.closeSync();
      instance.closeSync();
    },
  };
}
