import { join } from 'node:path';
import { pathToRead } from './duck.ts';
import type { ArchiveFile } from './file.ts';
import { columnsOf } from './table-columns.ts';
import type { ArchiveWriter } from './writer.ts';

export interface Compacted {
  readonly table: string;
  readonly day: string;
  /** Files before and after. */
  readonly files: number;
  readonly left: number;
  readonly rows: number;
  readonly bytes: number;
}

/**
 * Makes one file of the many of a day, day by day, each in one step. What was exported and what was imported stay
 * apart, because a later reading takes the place of the exported rows only; and so do files with other columns,
 * because what a source did not carry is not the same as what was empty in it.
 */
export async function* compact(writer: ArchiveWriter, tables?: readonly string[]): AsyncGenerator<Compacted> {
  for (const table of tables ?? writer.manifest.tables()) {
    for (const [day, files] of Map.groupBy(writer.manifest.files(table), (file) => file.day)) {
      const groups = [...Map.groupBy(files, ({ origin, columns }) => `${origin} ${columns.join()}`).values()];
      if (groups.length === files.length) continue;
      yield { table, day, files: files.length, ...(await compactDay(writer, groups)) };
    }
  }
}

async function compactDay(
  writer: ArchiveWriter,
  groups: readonly (readonly ArchiveFile[])[],
): Promise<{ left: number; rows: number; bytes: number }> {
  const left: ArchiveFile[] = [];
  const drop: string[] = [];
  const add: ArchiveFile[] = [];
  for (const group of groups) {
    const [first] = group;
    if (first === undefined || group.length === 1) {
      left.push(...group);
      continue;
    }
    const paths = group.map(({ name }) => pathToRead(join(writer.folder, name)));
    const columns = columnsOf(first.table).filter(({ name }) => first.columns.includes(name));
    const file = await writer.write(
      `SELECT * FROM read_parquet([${paths.join(', ')}], union_by_name = true)`,
      first,
      columns,
    );
    drop.push(...group.map(({ name }) => name));
    add.push(file);
  }
  await writer.commit({ add, drop });
  left.push(...add);
  return {
    left: left.length,
    rows: left.reduce((sum, { rows }) => sum + rows, 0),
    bytes: left.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}
