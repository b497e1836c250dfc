import type { DuckDBConnection, DuckDBType } from '@duckdb/node-api';
import type { NativeFunction, NativeValue } from '../functions/native.ts';
import type { KqlType } from '../type.ts';

/** Makes a function written in TypeScript known to DuckDB as `kql_<name>`. */
export async function registerNative(
  connection: DuckDBConnection,
  definition: NativeFunction,
): Promise<void> {
  const { BIGINT, BOOLEAN, DOUBLE, DuckDBScalarFunction, INTEGER, VARCHAR } =
    await import('@duckdb/node-api');
  const types: Readonly<Record<KqlType, DuckDBType>> = {
    bool: BOOLEAN,
    int: INTEGER,
    long: BIGINT,
    real: DOUBLE,
    decimal: VARCHAR,
    datetime: BIGINT,
    timespan: BIGINT,
    guid: VARCHAR,
    string: VARCHAR,
    dynamic: VARCHAR,
  };
  const run = definition.run as (...args: NativeValue[]) => NativeValue;
  const passNulls = definition.nulls === 'passed';
  const dynamic = definition.returns === 'dynamic';
  connection.registerScalarFunction(
    DuckDBScalarFunction.create({
      name: `kql_${definition.name}`,
      returnType: types[definition.returns],
      parameterTypes: definition.parameters.map((type) => types[type]),
      ...(definition.rest && { varArgsType: types[definition.rest] }),
      specialHandling: true,
      mainFunction: (_, input, output) => {
        const vectors = Array.from({ length: input.columnCount }, (__, index) =>
          input.getColumnVector(index),
        );
        for (let row = 0; row < input.rowCount; row++) {
          const values = vectors.map((vector) => vector.getItem(row) as NativeValue);
          const absent = !passNulls && values.includes(null);
          const result = absent ? null : run(...values);
          // The null of JSON is the null of the language.
          output.setItem(row, dynamic && result === 'null' ? null : result);
        }
        output.flush();
      },
    }),
  );
}
