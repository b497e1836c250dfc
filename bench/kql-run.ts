import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Engine, TableSource } from '@vedette/kql';
import { defenderSchema, openEngine } from '@vedette/kql';
import { simulatedTables } from '@vedette/simulator';
import type { Hunt } from './kql-run/hunts.ts';
import { HUNTS } from './kql-run/hunts.ts';
import type { BenchResult } from './result.ts';

export const name = 'kql-run';
export const describe = 'ten typical hunts over Parquet, beside the same questions in DuckDB SQL by hand';

const UNTIL = '2026-11-20T00:00:00Z';

/** Every hunt and its floor run in turns; a hunt's figure is the ratio of the medians. */
export async function run({ short }: { short: boolean }): Promise<BenchResult[]> {
  const folder = await mkdtemp(join(tmpdir(), 'vedette-bench-'));
  try {
    const tables = ['DeviceProcessEvents'];
    const made = await simulatedTables({
      rows: short ? 1_000_000 : 10_000_000,
      tables,
      folder,
      until: UNTIL,
    });
    const engine = await openEngine({
      schema: defenderSchema,
      sources: made.sources,
      now: () => new Date(UNTIL),
    });
    const byHand = await connect(made.sources.get('DeviceProcessEvents'));
    const results: BenchResult[] = [];
    for (const hunt of HUNTS) results.push(await measured(hunt, engine, byHand, short ? 3 : 5));
    await engine.close();
    byHand.closeSync();
    await made.close();
    const ratios = results.map(({ value }) => value);
    return [
      ...results,
      {
        name: 'kql-run.median',
        value: median(ratios),
        unit: '× DuckDB SQL by hand',
        better: 'lower',
        bar: 1.25,
        floor: 1,
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function connect(source: TableSource | undefined): Promise<DuckDBConnection> {
  if (source?.kind !== 'parquet') throw new TypeError('The table is in Parquet files.');
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const files = source.files.map(({ path }) => `'${path.replaceAll("'", "''")}'`).join(', ');
  await connection.run(`CREATE VIEW events AS SELECT * FROM read_parquet([${files}])`);
  return connection;
}

async function measured(
  hunt: Hunt,
  engine: Engine,
  byHand: DuckDBConnection,
  times: number,
): Promise<BenchResult> {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let time = 0; time < times; time++) {
    const start = performance.now();
    const { rows } = await engine.rows(hunt.kql);
    const middle = performance.now();
    const floor = await (await byHand.stream(hunt.sql)).getRowsJson();
    theirs.push(performance.now() - middle);
    ours.push(middle - start);
    if (rows.length !== floor.length) {
      throw new Error(`${hunt.name}: ${rows.length} rows in KQL, ${floor.length} by hand`);
    }
  }
  return {
    name: `kql-run.${hunt.name}`,
    value: median(ours) / median(theirs),
    unit: `× DuckDB SQL by hand (${Math.round(median(theirs))} ms)`,
    better: 'lower',
    bar: 3,
    floor: 1,
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
