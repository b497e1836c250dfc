import { archiveTrouble } from './trouble.ts';

/** DuckDB in memory, for one task at a time. Its errors come as those of the file that is being worked on. */
export interface Duck {
  run(sql: string): Promise<void>;
  rows(sql: string): Promise<Readonly<Record<string, string | null>>[]>;
  close(): void;
}

/** Enough for 100,000 wide rows; what is more is spilled. */
const MEMORY = '1GB';

/** @param folder where files are, for its errors and for what does not fit into memory */
export async function openDuck(folder: string): Promise<Duck> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: MEMORY,
    temp_directory: folder,
    threads: '2',
    // All that is used is built in; nothing is to be fetched from anywhere.
    autoinstall_known_extensions: 'false',
    preserve_insertion_order: 'true',
  });
  const connection = await instance.connect();
  return {
    run: async (sql) => {
      try {
        await connection.run(sql);
      } catch (error) {
        throw archiveTrouble(folder, error);
      }
    },
    rows: async (sql) => {
      try {
        const reader = await connection.runAndReadAll(sql);
        return reader.getRowObjectsJson() as Record<string, string | null>[];
      } catch (error) {
        throw archiveTrouble(folder, error);
      }
    },
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** A text of SQL that says this text and nothing else. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export function named(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A path to read, in which no character stands for others. */
export function pathToRead(path: string): string {
  return quoted(path.replace(/[*?[]/g, '[$&]'));
}
