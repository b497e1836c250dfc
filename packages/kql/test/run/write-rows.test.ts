import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { scratch } from '@vedette/testkit';
import { describe, expect, it } from 'vitest';
import { writeRows } from '../../src/run/write-rows.ts';
import type { Column, KqlValue } from '../../src/type.ts';

const columns: readonly Column[] = [
  { name: 'b', type: 'bool' },
  { name: 'i', type: 'int' },
  { name: 'l', type: 'long' },
  { name: 'r', type: 'real' },
  { name: 'm', type: 'decimal' },
  { name: 't', type: 'datetime' },
  { name: 's', type: 'timespan' },
  { name: 'g', type: 'guid' },
  { name: 'x', type: 'string' },
  { name: 'd "q"', type: 'dynamic' },
];

async function* inBatches(rows: readonly (readonly KqlValue[])[], size = 2): AsyncGenerator<typeof rows> {
  for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size);
}

/** What the file holds, as another program reads it. */
async function readBack(path: string): Promise<{ types: unknown[]; rows: unknown[][] }> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM read_parquet('${path}')`);
  const read = await connection.runAndReadAll(`SELECT COLUMNS(*)::VARCHAR FROM read_parquet('${path}')`);
  connection.closeSync();
  instance.closeSync();
  return { types: described.getRows().map(([, type]) => type), rows: read.getRows() };
}

const row: readonly KqlValue[] = [
  true,
  -7,
  '9223372036854775807',
  'NaN',
  '1.10',
  '2024-01-02T03:04:05.1234567Z',
  '1.02:03:04.5000000',
  '2f6c8a0e-0000-0000-0000-00000000000a',
  "it's",
  { a: ['9007199254740993', null] },
];
const nothing: readonly KqlValue[] = [null, null, null, null, null, null, null, null, '', null];

describe('rows written as Parquet', () => {
  it('keep their types and lose no digit', async () => {
    const path = join(scratch('parquet'), 'it\'s "q".parquet');
    const plain = join(scratch('parquet'), 'plain.parquet');
    const written = await writeRows(path, columns, inBatches([row, nothing, row]));
    expect(written.rows).toBe(3);
    expect(existsSync(path)).toBe(true);
    await writeRows(plain, columns, inBatches([row, nothing, row]));
    const { types, rows } = await readBack(plain);
    expect(types).toEqual([
      'BOOLEAN',
      'INTEGER',
      'BIGINT',
      'DOUBLE',
      'DECIMAL(38,17)',
      'TIMESTAMP_NS',
      'BIGINT',
      'UUID',
      'VARCHAR',
      'JSON',
    ]);
    expect(rows).toEqual([
      [
        'true',
        '-7',
        '9223372036854775807',
        'nan',
        '1.10000000000000000',
        '2024-01-02 03:04:05.1234567',
        // 1 day, 2 h, 3 min, 4.5 s in steps of 100 ns
        '937845000000',
        '2f6c8a0e-0000-0000-0000-00000000000a',
        "it's",
        '{"a":["9007199254740993",null]}',
      ],
      [null, null, null, null, null, null, null, null, '', null],
      expect.anything(),
    ]);
  });

  it('keep a time that nanoseconds cannot say, and a decimal that DuckDB cannot hold', async () => {
    const path = join(scratch('parquet'), 'old.parquet');
    const old: readonly Column[] = [
      { name: 'micro', type: 'datetime' },
      { name: 'tick', type: 'datetime' },
      { name: 'm', type: 'decimal' },
    ];
    await writeRows(
      path,
      old,
      inBatches([['1601-01-01T00:00:00.0000010Z', '1601-01-01T00:00:00.0000001Z', '0.123456789012345678']]),
    );
    const { types, rows } = await readBack(path);
    expect(types).toEqual(['TIMESTAMP', 'BIGINT', 'VARCHAR']);
    // Ticks of 1601 since the year 1: 584,388 days of 864,000,000,000.
    expect(rows).toEqual([['1601-01-01 00:00:00.000001', '504911232000000001', '0.123456789012345678']]);
  });

  it('are none when there are none, and the columns are there', async () => {
    const path = join(scratch('parquet'), 'none.parquet');
    expect((await writeRows(path, columns, inBatches([]))).rows).toBe(0);
    expect((await readBack(path)).types).toHaveLength(columns.length);
  });

  it('are many, and still in their order', async () => {
    const path = join(scratch('parquet'), 'many.parquet');
    const many = Array.from({ length: 10_000 }, (_, at) => [at]);
    await writeRows(path, [{ name: 'n', type: 'int' }], inBatches(many, 3_001));
    expect((await readBack(path)).rows.map(([n]) => Number(n))).toEqual(many.map(([n]) => n));
  });

  it.each<[string, KqlValue[]]>([
    ['a value of another type', [1, ...nothing.slice(1)]],
    ['a whole number that is too long', [null, null, '9223372036854775808', ...nothing.slice(3)]],
    ['a time that is none', [null, null, null, null, null, 'soon', null, null, '', null]],
  ])('leave the file of before as it was when there is %s', async (_, wrong) => {
    const folder = scratch('parquet');
    const path = join(folder, 'kept.parquet');
    writeFileSync(path, 'before');
    await expect(writeRows(path, columns, inBatches([row, wrong]))).rejects.toThrow(TypeError);
    expect(readdirSync(folder)).toEqual(['kept.parquet']);
  });

  it('leave nothing behind when the answer breaks off', async () => {
    const folder = scratch('parquet');
    async function* broken(): AsyncGenerator<readonly (readonly KqlValue[])[]> {
      yield [row];
      throw new Error('broke off');
    }
    await expect(writeRows(join(folder, 'x.parquet'), columns, broken())).rejects.toThrow('broke off');
    expect(readdirSync(folder)).toEqual([]);
  });
});
