import { appendFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Tenant } from '../tenant/tenant.ts';
import { tickOfMs } from '../tenant/tick.ts';
import { writeInventory, type Days } from './inventory/inventory.ts';
import { lineOf, writeLines, type Row } from './rows.ts';
import type { StoredFile } from './stored.ts';
import { writeTrail } from './trail/trail.ts';
import type { DataWindow } from './tables.ts';

/** The tables of what there is. */
const INVENTORY =
  /^(DeviceInfo|DeviceNetworkInfo|DeviceTvm\w+|IdentityInfo|IdentityAccountInfo|ExposureGraph\w+)$/;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Former rows are kept so many times: no query lives that long. */
const KEPT = 12;
/** Alerts after which others get their turn. */
const BREATH = 200;
const FLUSH_CHARACTERS = 4_000_000;

/**
 * What the tenant says itself: its alerts' traces and its inventory. What was grown with the tenant is written once a day;
 * what was added since, whenever there is more of it.
 */
export class TrailFiles {
  readonly #connection: DuckDBConnection;
  readonly #folder: string;
  #grown: { key: string; lines: Lines } | undefined;
  #added: { key: string; lines: Lines } | undefined;
  #inventory: { key: string; lines: Lines } | undefined;
  /** Folders that a query may still be reading, oldest first. */
  #retired: string[] = [];

  constructor(connection: DuckDBConnection, folder: string) {
    this.#connection = connection;
    this.#folder = folder;
  }

  async files(tenant: Tenant, table: string, { from, now }: DataWindow): Promise<StoredFile[]> {
    const first = Math.floor(from / DAY_MS);
    const end = Math.ceil(now / DAY_MS);
    if (this.#grown?.key !== String(first))
      this.#grown = await this.#renew(this.#grown, String(first), (lines) =>
        alertLines(tenant, lines, 0, tenant.grownAlerts, first * DAY_MS),
      );
    const added = String(tenant.additions);
    if (this.#added?.key !== added)
      this.#added = await this.#renew(this.#added, added, (lines) =>
        alertLines(tenant, lines, tenant.grownAlerts, tenant.alertRows, first * DAY_MS),
      );
    if (INVENTORY.test(table)) await this.#takeInventory(tenant, { first, end, to: now });
    const files: StoredFile[] = [];
    for (const written of [this.#grown, this.#added, this.#inventory]) {
      const file = await written?.lines.file(table, this.#connection);
      if (file !== undefined) files.push(file);
    }
    return files;
  }

  async #takeInventory(tenant: Tenant, days: Days): Promise<void> {
    const key = `${days.first}-${Math.floor(days.to / HOUR_MS)}-${tenant.machines.changes}`;
    if (this.#inventory?.key !== key)
      this.#inventory = await this.#renew(this.#inventory, key, async (lines) =>
        writeInventory(tenant, days, (name, row) => lines.add(name, row)),
      );
  }

  async #renew(
    before: { lines: Lines } | undefined,
    key: string,
    fill: (lines: Lines) => Promise<void>,
  ): Promise<{ key: string; lines: Lines }> {
    const lines = await Lines.open(this.#folder);
    await fill(lines);
    if (before !== undefined) this.#retired.push(before.lines.folder);
    for (const folder of this.#retired.splice(0, Math.max(0, this.#retired.length - KEPT)))
      await rm(folder, { recursive: true, force: true });
    return { key, lines };
  }
}

/** Writes the traces of the alerts in these rows that were raised at or after this time. */
async function alertLines(
  tenant: Tenant,
  lines: Lines,
  first: number,
  end: number,
  from: number,
): Promise<void> {
  const since = tickOfMs(from);
  for (let row = first; row < end; row += 1) {
    if (row % BREATH === BREATH - 1) await breathe();
    if (!tenant.isAlertShown(row) || tenant.alertCreated(row) < since) continue;
    writeTrail(tenant.alert(row), tenant, (table, fields) => lines.add(table, fields));
  }
}

let opened = 0;

/** Rows of many tables, each in a file of its own, made Parquet when a table is asked for. */
class Lines {
  readonly folder: string;
  readonly #waiting = new Map<string, string[]>();
  readonly #characters = new Map<string, number>();
  readonly #made = new Map<string, StoredFile>();

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async open(parent: string): Promise<Lines> {
    opened += 1;
    const folder = join(parent, `lines-${opened}`);
    await mkdir(folder, { recursive: true });
    return new Lines(folder);
  }

  add(table: string, row: Row): void {
    const line = lineOf(table, row);
    const waiting = this.#waiting.get(table) ?? [];
    waiting.push(line);
    this.#waiting.set(table, waiting);
    const characters = (this.#characters.get(table) ?? 0) + line.length;
    this.#characters.set(table, characters);
    if (characters > FLUSH_CHARACTERS) this.#flush(table);
  }

  /** Undefined for a table without rows. */
  async file(table: string, connection: DuckDBConnection): Promise<StoredFile | undefined> {
    const made = this.#made.get(table);
    if (made !== undefined || !this.#waiting.has(table)) return made;
    this.#flush(table);
    const file = await writeLines(
      connection,
      table,
      this.#source(table),
      join(this.folder, `${table}.parquet`),
    );
    this.#made.set(table, file);
    return file;
  }

  #source(table: string): string {
    return join(this.folder, `${table}.ndjson`);
  }

  #flush(table: string): void {
    appendFileSync(this.#source(table), (this.#waiting.get(table) ?? []).join(''));
    this.#waiting.set(table, []);
    this.#characters.set(table, 0);
  }
}
