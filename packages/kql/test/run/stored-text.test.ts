import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { scratch } from '@vedette/testkit';
import { expect, it } from 'vitest';
import { openEngine } from '../../src/index.ts';

// Form of a timespan as text: https://learn.microsoft.com/kusto/query/scalar-data-types/timespan
it('reads a timespan and a decimal that a file holds as text', async () => {
  const path = join(scratch('stored'), 'T.parquet');
  const duck = await DuckDBInstance.create();
  const connection = await duck.connect();
  await connection.run(
    `COPY (SELECT * FROM (VALUES (1, '1.02:03:04.5', '12.345'), (2, '-00:00:00.0000001', '-1'), (3, '36000000000', NULL), (4, 'soon', ''), (5, NULL, '0.1')) t(N, Span, Sum)) TO '${path}' (FORMAT parquet)`,
  );
  connection.closeSync();
  duck.closeSync();
  const engine = await openEngine({
    schema: new Map([
      [
        'T',
        [
          { name: 'N', type: 'int' },
          { name: 'Span', type: 'timespan' },
          { name: 'Sum', type: 'decimal' },
        ],
      ],
    ]),
    sources: new Map([['T', { kind: 'parquet', files: [{ path }] }]]),
  });
  const { rows } = await engine.rows('T | order by N asc | project Span, Sum');
  await engine.close();
  expect(rows).toEqual([
    ['1.02:03:04.5000000', '12.345'],
    ['-00:00:00.0000001', '-1'],
    ['01:00:00', null],
    [null, null],
    [null, '0.1'],
  ]);
});
