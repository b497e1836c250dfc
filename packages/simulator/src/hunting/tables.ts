import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBInstance } from '@duckdb/node-api';
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

/** Queries still ask for two tables by their older names. The engine knows what they mean; it needs the rows of today's. */
const FORMER_NAMES: Readonly<Record<string, string>> = {
  AADSignInEventsBeta: 'EntraIdSignInEvents',
  AADSpnSignInEventsBeta: 'EntraIdSpnSignInEvents',
};

const EVERYTHING: Span = { from: -Infinity, to: Infinity };

/** What the cloud still knows. */
export interface DataWindow extends Span {
  /** The background ends here; what the tenant's alerts left behind, at `to`. */
  readonly now: number;
}

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
  #closed = false;

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
    // Loaded here: a simulator in which nobody hunts does without.
    const duckdb = await import('@duckdb/node-api');
    const instance = await duckdb.DuckDBInstance.create(':memory:', {
      autoinstall_known_extensions: 'false',
      temp_directory: join(place, 'spill'),
    });
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

  /**
   * Where the rows of these tables are.
   * @param window what the cloud still knows
   * @param asked a part of it; all of it if absent
   */
  sources(names: readonly string[], window: DataWindow, asked?: Span): Promise<Map<string, TableSource>> {
    if (this.#closed) return Promise.reject(new Error('The hunting tables of this tenant are closed.'));
    const made = this.#last.then(async () => {
      const sources = new Map<string, TableSource>();
      for (const name of new Set(names.map((one) => FORMER_NAMES[one] ?? one))) {
        const files = await this.#filesOf(name, window, asked);
        sources.set(name, { kind: 'parquet', files: files.map(parquetFile) });
      }
      return sources;
    });
    this.#last = made.catch(() => undefined);
    return made;
  }

  /** Lets what is being written be finished first. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#last;
    this.#instance.closeSync();
    if (this.#temporary) await rm(this.#folder, { recursive: true, force: true });
  }

  async #filesOf(name: string, window: DataWindow, asked: Span = EVERYTHING): Promise<StoredFile[]> {
    const table = BACKGROUND.get(name);
    const first = Math.floor(window.from / DAY_MS);
    const end = Math.ceil(window.now / DAY_MS);
    const background = table === undefined ? [] : await this.#background.files(table, this.#rows, first, end);
    const trails = await this.#trails.files(this.#tenant, name, window);
    const from = Math.max(window.from, asked.from);
    return [
      ...(await this.#windows.cut(background, { from, to: Math.min(window.now, asked.to) })),
      ...(await this.#windows.cut(trails, { from, to: Math.min(window.to, asked.to) })),
    ];
  }
}

function parquetFile({ path, span }: StoredFile): { path: string; from?: string; to?: string } {
  return span === undefined ? { path } : { path, from: isoOfUnits(span[0]), to: isoOfUnits(span[1]) };
}
