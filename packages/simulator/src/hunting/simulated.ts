import { defenderSchema, type TableSource } from '@vedette/kql';
import { Tenant } from '../tenant/tenant.ts';
import { tickOfMs } from '../tenant/tick.ts';
import { createClock } from '../core/clock.ts';
import { HuntingTables } from './tables.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const DEFAULT_INCIDENTS = 60;

export interface SimulatedTablesOptions {
  /** The same seed, end and numbers give the same rows. Default `vedette`. */
  readonly seed?: string | undefined;
  /** How far back rows go. Default 30. */
  readonly days?: number | undefined;
  /** Rows of `DeviceProcessEvents` over these days; other tables in proportion. Default 10,000 in thirty days. */
  readonly rows?: number | undefined;
  /** No row is later. Default: the last full hour of this machine's clock. */
  readonly until?: Date | string | undefined;
  /** Incidents whose traces stand in the tables. Default 60. */
  readonly incidents?: number | undefined;
  /** Only these tables are written; all of them if absent. `namedTables` tells which ones a query reads. */
  readonly tables?: readonly string[] | undefined;
  /** Where the files stay. A scratch folder, removed by `close`, if absent. */
  readonly folder?: string | undefined;
}

export interface SimulatedTables {
  /** For `EngineOptions.sources`. */
  readonly sources: ReadonlyMap<string, TableSource>;
  readonly from: Date;
  readonly until: Date;
  close(): Promise<void>;
}

/**
 * The tables of a pretended tenant as Parquet files, without a server. Ten million rows take about half a minute for one
 * table, so name the ones that are needed.
 * @throws RangeError for an `until` that is no time; the error of the file system when the folder cannot be written
 */
export async function simulatedTables(options: SimulatedTablesOptions = {}): Promise<SimulatedTables> {
  const { seed = 'vedette', days = 30, incidents = DEFAULT_INCIDENTS } = options;
  const until = endOf(options.until);
  const from = until - days * DAY_MS;
  const clock = createClock(new Date(until).toISOString());
  const tenant = new Tenant(clock, { incidents, seed, until: tickOfMs(until) });
  const rows = options.rows === undefined ? undefined : (options.rows * 30) / days;
  const tables = await HuntingTables.open(tenant, { seed, rows, folder: options.folder });
  try {
    const window = { from, now: until, to: Infinity };
    const sources = await tables.sources(options.tables ?? [...defenderSchema.keys()], window);
    return { sources, from: new Date(from), until: new Date(until), close: () => tables.close() };
  } catch (error) {
    await tables.close();
    throw error;
  }
}

function endOf(until: Date | string | undefined): number {
  if (until === undefined) return Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
  const ms = new Date(until).getTime();
  if (Number.isNaN(ms)) throw new RangeError(`Not a time: ${String(until)}`);
  return ms;
}
