import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openEngine, type RowForm, type Schema } from '@vedette/kql';
import { HuntingTables, type DataWindow } from '../../hunting/tables.ts';
import { namedTables } from '../../hunting/named.ts';
import type { Span } from '../../hunting/window.ts';
import type { Holder } from '../../tenant/guard.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import type { Rows } from './answer.ts';

const DAY_MS = 86_400_000;
const KEPT_DAYS = 30;
/** The background comes in steps, as events reach the tables a little after they happened. */
const STEP_MS = 300_000;

export interface Hunt {
  readonly query: string;
  readonly schema: Schema;
  /** A part of the thirty days that are kept; all of them if absent. */
  readonly span?: Span | undefined;
  readonly timeout: number;
  readonly form: RowForm;
}

/** A running query; `end` frees what it holds and is called in any case. */
export interface Running {
  readonly result: Rows;
  readonly end: () => Promise<void>;
}

/** Runs queries over the tables of the tenant of the moment. */
export class Hunting {
  readonly holder: Holder;
  readonly #folder: string;
  #made: { tenant: Tenant; key: string; tables: Promise<HuntingTables> } | undefined;
  #count = 0;
  /** Tables of the former tenant, which a query may be about to ask. */
  #former: Promise<HuntingTables> | undefined;

  constructor(holder: Holder, folder: string) {
    this.holder = holder;
    this.#folder = folder;
  }

  /** @throws KqlError for a query that cannot run */
  async run({ query, schema, span, timeout, form }: Hunt): Promise<Running> {
    const { clock } = this.holder.world;
    const names = namedTables(query).filter((name) => schema.has(name));
    const tables = await this.#tables();
    const sources = await tables.sources(names, this.#window(), span);
    const engine = await openEngine({ schema, sources, now: () => new Date(clock.now()) });
    try {
      return { result: await engine.texts(query, form, { timeout }), end: () => engine.close() };
    } catch (error) {
      await engine.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await closed(this.#former);
    await closed(this.#made?.tables);
    await rm(this.#folder, { recursive: true, force: true });
  }

  #tables(): Promise<HuntingTables> {
    const { tenant, hunting } = this.holder;
    const key = JSON.stringify(hunting);
    if (this.#made?.tenant === tenant && this.#made.key === key) return this.#made.tables;
    const oldest = this.#former;
    this.#former = this.#made?.tables;
    void closed(oldest);
    this.#count += 1;
    const tables = HuntingTables.open(tenant, {
      ...hunting,
      folder: join(this.#folder, String(this.#count)),
    });
    const made = { tenant, key, tables };
    this.#made = made;
    // What could not be opened is tried again by the next query.
    tables.catch(() => {
      if (this.#made === made) this.#made = undefined;
    });
    return tables;
  }

  /** The last thirty days; all but the background is there at once, unless it lags on purpose. */
  #window(): DataWindow {
    const { clock, faults } = this.holder.world;
    const lag = faults.take('hunting-lag');
    const lagMs = lag === undefined ? 0 : Number(lag.params['minutes'] ?? 30) * 60_000;
    const now = clock.now() - lagMs;
    const from = Math.ceil((clock.now() - KEPT_DAYS * DAY_MS) / STEP_MS) * STEP_MS;
    return { from, now: Math.floor(now / STEP_MS) * STEP_MS, to: lagMs === 0 ? Infinity : now };
  }
}

/** What could not be opened needs no closing: the query that asked for it has been told. */
async function closed(tables: Promise<HuntingTables> | undefined): Promise<void> {
  const opened = await tables?.catch(() => undefined);
  await opened?.close();
}
