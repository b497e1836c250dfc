import { join } from 'node:path';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { daysOf, writeBackground, type DayRows } from './background/generator.ts';
import { prepareBackground } from './background/prepare.ts';
import { machineSubjects, personSubjects } from './background/subject.ts';
import type { BackgroundTable } from './background/table.ts';
import type { Account, Device } from '../tenant/model.ts';
import { isTimed } from './rows.ts';
import { storedFile, type StoredFile } from './stored.ts';

/** From so many rows a day on, a table has a file for each day, and enumerations pay. */
const MANY_A_DAY = 5000;
/** Days that are written at the same time. */
const HANDS = 2;

export interface House {
  readonly devices: readonly Device[];
  readonly users: readonly Account[];
}

/** The background of each table, written when it is first asked for. */
export class BackgroundFiles {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #folder: string;
  readonly #house: House;
  readonly #seed: number;
  readonly #prepared = new Set<string>();
  readonly #written = new Map<string, StoredFile>();

  constructor(
    instance: DuckDBInstance,
    connection: DuckDBConnection,
    { folder, house, seed }: { folder: string; house: House; seed: number },
  ) {
    this.#instance = instance;
    this.#connection = connection;
    this.#folder = folder;
    this.#house = house;
    this.#seed = seed;
  }

  /**
   * @param monthly rows of `DeviceProcessEvents` in thirty days; other tables in proportion
   * @param first days since 1970, as is `end`, which is not included
   */
  async files(table: BackgroundTable, monthly: number, first: number, end: number): Promise<StoredFile[]> {
    const days = daysOf(table, monthly * table.share, first, end);
    const many = days.some(({ rows }) => rows >= MANY_A_DAY);
    await this.#prepare(table, many);
    const groups = many ? days.map((day) => [day]) : [days];
    const named = groups.map((group) => ({ group, path: this.#pathOf(table, monthly, group) }));
    const missing = named.filter(({ path }) => !this.#written.has(path));
    await this.#together(missing, async (connection, { group, path }) => {
      await writeBackground(connection, table, group, this.#seed, path);
      this.#written.set(path, await storedFile(connection, path, isTimed(table.name)));
    });
    return named.flatMap(({ path }) => this.#written.get(path) ?? []);
  }

  async #prepare(table: BackgroundTable, many: boolean): Promise<void> {
    if (this.#prepared.has(table.name)) return;
    const { devices, users } = this.#house;
    const subjects =
      table.subjects === 'machine' ? machineSubjects(devices, users) : personSubjects(users, devices);
    await prepareBackground(this.#connection, table, subjects, many);
    this.#prepared.add(table.name);
  }

  #pathOf(table: BackgroundTable, monthly: number, group: readonly DayRows[]): string {
    const name = (day: number | undefined): string =>
      day === undefined ? 'none' : new Date(day * 86_400_000).toISOString().slice(0, 10);
    const first = name(group[0]?.day);
    const last = name(group.at(-1)?.day);
    return join(
      this.#folder,
      `${table.name}-${monthly}-${first === last ? first : `${first}-${last}`}.parquet`,
    );
  }

  async #together<T>(
    work: readonly T[],
    run: (connection: DuckDBConnection, item: T) => Promise<void>,
  ): Promise<void> {
    if (work.length < HANDS) {
      for (const item of work) await run(this.#connection, item);
      return;
    }
    const left = [...work];
    await Promise.all(
      Array.from({ length: HANDS }, async () => {
        const connection = await connect(this.#instance);
        for (let item = left.shift(); item !== undefined; item = left.shift()) await run(connection, item);
        connection.closeSync();
      }),
    );
  }
}

/** Joins stay as they are written, so that rows come out in the order of their numbers, which is that of their times. */
export async function connect(instance: DuckDBInstance): Promise<DuckDBConnection> {
  const connection = await instance.connect();
  await connection.run(`SET disabled_optimizers = 'join_order,build_side_probe_side'`);
  return connection;
}
