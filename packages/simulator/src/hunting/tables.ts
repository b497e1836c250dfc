import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { TableSource } from '@vedette/kql';
import { seedOf } from '../tenant/random.ts';
import type { Tenant } from '../tenant/tenant.ts';
import { BackgroundFiles, connect } from './background-files.ts';
import { BACKGROUND } from './background/tables.ts';
import { isoOfUnits, type StoredFile } from './stored.ts';
import { TrailFiles } from './trail-files.ts';
import { Windows, type Span } from './window.ts';

const DAY_MS = 86_400_000;
/** Rows of `DeviceProcessEvents` in thirty days, when nothing else was asked for. */
export const DEFAULT_ROWS = 10_000;

/** Queries still ask for two tables by their older names. */
const FORMER_NAMES: Readonly<Record<string, string>> = {
  AADSignInEventsBeta: 'EntraIdSignInEvents',
  AADSpnSignInEventsBeta: 'EntraIdSpnSignInEvents',
};

export interface TablesOptions {
  readonly seed: string;
  /** Rows of `DeviceProcessEvents` that nothing is wrong with, in thirty days; other tables in proportion. */
  readonly rows?: number | undefined;
  /** A scratch folder of the system, removed at the end, if absent. */
  readonly folder?: string | undefined;
}

/** The rows of hunting, written as Parquet when they are first asked for. */
export class HuntingTables {
  readonly #tenant: Tenant;
  readonly #rows: number;
  readonly #folder: string;
  readonly #temporary: boolean;
  readonly #instance: DuckDBInstance;
  readonly #background: BackgroundFiles;
  readonly #trails: TrailFiles;
  readonly #windows: Windows;
  /** One after the other: two queries that need the same table must not both write it. */
  #last: Promise<unknown> = Promise.resolve();

  private constructor(
    tenant: Tenant,
    rows: number,
    place: { folder: string; temporary: boolean; instance: DuckDBInstance },
    files: { background: BackgroundFiles; trails: TrailFiles; windows: Windows },
  ) {
    this.#tenant = tenant;
    this.#rows = rows;
    this.#folder = place.folder;
    this.#temporary = place.temporary;
    this.#instance = place.instance;
    this.#background = files.background;
    this.#trails = files.trails;
    this.#windows = files.windows;
  }

  /** @throws the error of the file system when the folder cannot be made */
  static async open(
    tenant: Tenant,
    { seed, rows = DEFAULT_ROWS, folder }: TablesOptions,
  ): Promise<HuntingTables> {
    const place = folder ?? (await mkdtemp(join(tmpdir(), 'vedette-hunting-')));
    await mkdir(place, { recursive: true });
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await connect(instance);
    const house = { devices: tenant.estate.devices, users: tenant.estate.users };
    return new HuntingTables(
      tenant,
      rows,
      { folder: place, temporary: folder === undefined, instance },
      {
        background: new BackgroundFiles(instance, connection, { folder: place, house, seed: seedOf(seed) }),
        trails: new TrailFiles(connection, place),
        windows: new Windows(connection, place),
      },
    );
  }

  /** Tells whether tables that were given out before still show everything that has happened. */
  get revision(): string {
    return this.#trails.revisionOf(this.#tenant);
  }

  /** Where the rows of these tables are, as far as they lie in the window. */
  sources(names: readonly string[], span: Span): Promise<Map<string, TableSource>> {
    const made = this.#last.then(async () => {
      const sources = new Map<string, TableSource>();
      for (const name of names) {
        const files = await this.#windows.cut(await this.#filesOf(name, span), span);
        sources.set(name, { kind: 'parquet', files: files.map(parquetFile) });
      }
      return sources;
    });
    this.#last = made.catch(() => undefined);
    return made;
  }

  async close(): Promise<void> {
    await this.#last;
    this.#instance.closeSync();
    if (this.#temporary) await rm(this.#folder, { recursive: true, force: true });
  }

  async #filesOf(asked: string, span: Span): Promise<StoredFile[]> {
    const name = FORMER_NAMES[asked] ?? asked;
    const table = BACKGROUND.get(name);
    const first = Math.floor(span.from / DAY_MS);
    const end = Math.ceil(span.to / DAY_MS);
    const background = table === undefined ? [] : await this.#background.files(table, this.#rows, first, end);
    return [...background, ...(await this.#trails.files(this.#tenant, name, span))];
  }
}

function parquetFile({ path, span }: StoredFile): { path: string; from?: string; to?: string } {
  return span === undefined ? { path } : { path, from: isoOfUnits(span[0]), to: isoOfUnits(span[1]) };
}
