import { VedetteError } from '@vedette/sdk';
import type { ArchiveFile } from '../file.ts';
import { dayOf, instantOf } from '../instant.ts';
import { addMissing } from '../place.ts';
import { columnsOf, placeOf } from '../table-columns.ts';
import { openStage, type StageWriter } from '../stage.ts';
import { storedText, WrongValue } from '../value.ts';
import { TIME } from '../column.ts';
import type { ArchiveWriter } from '../writer.ts';
import { csvRows, NotCsv } from './csv.ts';
import { jsonValues, NotJson } from './json.ts';
import { rowOf, rowsIn, type IncomingRow, type Taken } from './record.ts';
import { textOf } from './text.ts';

export interface ImportOptions {
  readonly file: string;
  /** Of which table the rows are, where the file does not say. */
  readonly table?: string | undefined;
  /** Id of the tenant whose archive this is, where it is known. */
  readonly tenant?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface ImportedFile {
  readonly file: string;
  readonly rows: number;
  readonly added: number;
  /** Rows that were there already. */
  readonly known: number;
  readonly tables: readonly string[];
  /** Columns that the schema does not have, kept as JSON in `_Other`. */
  readonly unknownColumns: readonly string[];
}

// What the nanoseconds of the time column can say.
const FIRST_TIME = '1678';
const LAST_TIME = '2262';

/**
 * Takes the rows of a file in, whole or not at all; rows that are there already add nothing.
 * @throws VedetteError MDE_INPUT, with the line, when the file is not what it should be, is cut off or is of another
 *   tenant
 */
export async function importFile(writer: ArchiveWriter, options: ImportOptions): Promise<ImportedFile> {
  const stages = new Map<string, TableStage>();
  let rows = 0;
  let { tenant } = { tenant: options.tenant ?? writer.manifest.fact('tenant') };
  try {
    for await (const taken of takenFrom(options)) {
      options.signal?.throwIfAborted();
      if ('reason' in taken) throw refusal(options.file, taken.line, taken.reason);
      if (taken.tenant !== undefined) {
        tenant ??= taken.tenant;
        if (taken.tenant.toLowerCase() !== tenant.toLowerCase()) {
          throw refusal(
            options.file,
            taken.line,
            `this row is of tenant ${taken.tenant}, and the archive is of ${tenant}`,
          );
        }
      }
      let stage = stages.get(taken.table);
      if (!stage) stages.set(taken.table, (stage = tableStage(writer, taken.table, options.file)));
      await stage.add(taken);
      rows += 1;
    }
    return await store(writer, options.file, stages, rows, tenant);
  } catch (error) {
    for (const stage of stages.values()) await stage.writer.discard();
    throw error;
  }
}

async function store(
  writer: ArchiveWriter,
  file: string,
  stages: ReadonlyMap<string, TableStage>,
  rows: number,
  tenant: string | undefined,
): Promise<ImportedFile> {
  const add: ArchiveFile[] = [];
  const today = dayOf(instantOf(writer.now()));
  for (const stage of stages.values())
    add.push(...(await addMissing(writer, await stage.writer.close(), today)));
  await writer.commit({ add, ...(tenant !== undefined && rows > 0 && { facts: { tenant } }) });
  const added = add.reduce((sum, one) => sum + one.rows, 0);
  return {
    file,
    rows,
    added,
    known: rows - added,
    tables: [...stages.keys()].toSorted(),
    unknownColumns: [...new Set([...stages.values()].flatMap(({ unknown }) => [...unknown]))].toSorted(),
  };
}

async function* takenFrom({ file, table }: ImportOptions): AsyncGenerator<Taken> {
  try {
    if (/\.csv(\.gz)?$/i.test(file)) yield* takenFromCsv(file, table);
    else for await (const piece of jsonValues(textOf(file))) yield* rowsIn(piece, table);
  } catch (error) {
    if (error instanceof NotJson || error instanceof NotCsv) throw refusal(file, error.line, error.message);
    throw error;
  }
}

async function* takenFromCsv(file: string, table: string | undefined): AsyncGenerator<Taken> {
  if (table === undefined)
    throw refusal(file, 1, 'CSV does not say of which table it is; give it with --table');
  let names: readonly string[] | undefined;
  for await (const row of csvRows(textOf(file))) {
    if (names) yield rowOf(names, row, table);
    else names = row.values;
  }
}

interface TableStage {
  readonly writer: StageWriter;
  readonly unknown: Set<string>;
  add(row: IncomingRow): Promise<void>;
}

function tableStage({ scratch }: ArchiveWriter, table: string, file: string): TableStage {
  const schema = columnsOf(table);
  const placeFor = placeOf(table);
  const time = schema.findIndex(({ name }) => name === TIME);
  const unknown = new Set<string>();
  const writer = openStage(scratch, table, schema);
  return {
    writer,
    unknown,
    add: async ({ row, line }) => {
      const values: (string | null | undefined)[] = [];
      let other: Record<string, unknown> | undefined;
      for (const [name, value] of Object.entries(row)) {
        const place = placeFor(name);
        if (place !== undefined) values[place] = valueAt(place, value, line);
        else {
          unknown.add(name);
          if (value !== null && value !== '') (other ??= {})[name] = value;
        }
      }
      if (time >= 0) checkTime(values[time], line);
      await (other === undefined ? writer.write(values) : writer.write(values, JSON.stringify(other)));
    },
  };

  function valueAt(place: number, value: unknown, line: number): string | null {
    const { name = '', type = 'string' } = schema[place] ?? {};
    try {
      return storedText(type, value);
    } catch (error) {
      if (!(error instanceof WrongValue)) throw error;
      const advice = type === 'datetime' ? ' Times are ISO 8601, such as 2026-02-01T08:00:00.1234567Z.' : '';
      throw refusal(file, line, `${table}.${name}: ${error.message}.${advice}`);
    }
  }

  function checkTime(text: string | null | undefined, line: number): void {
    if (text === undefined || text === null) {
      throw refusal(file, line, `${table}: this row has no Timestamp, so it belongs to no day`);
    }
    if (text < FIRST_TIME || text >= LAST_TIME)
      throw refusal(file, line, `${table}: ${text} is no time of an event`);
  }
}

function refusal(file: string, line: number, reason: string): VedetteError {
  return new VedetteError('MDE_INPUT', `${file}, line ${line}: ${reason}`, {
    advice: 'Nothing of this file was imported. Correct the file, or leave it out.',
    facts: { file, line },
  });
}
