import type { HuntType } from '@vedette/sdk';
import type { Row } from './define.ts';
import type { ChartRequest } from './hunting/chart-request.ts';

export interface TableColumn {
  readonly name: string;
  readonly type: HuntType;
}

/** Rows whose columns only the answer knows. Read once: in batches, or row by row as records. */
export interface Table extends AsyncIterable<Row> {
  readonly columns: readonly TableColumn[];
  /** Values in the order of `columns`. */
  readonly batches: AsyncIterable<readonly (readonly unknown[])[]>;
  /** One row as a record. */
  record(values: readonly unknown[]): Row;
  /** What the query wants drawn. */
  readonly chart?: ChartRequest | undefined;
  /** The whole as one document, where JSON is to say more than the rows. */
  readonly document?: (() => Row) | undefined;
}

export function tableOf({ columns, batches, chart }: Pick<Table, 'columns' | 'batches' | 'chart'>): Table {
  const names = columns.map(({ name }) => name);
  // A copy of one object that has all the names is made several times as fast as an object that gets them.
  const template = Object.fromEntries(names.map((name) => [name, null as unknown]));
  const record = (values: readonly unknown[]): Row => {
    const row = { ...template };
    for (let at = 0; at < names.length; at++) {
      const name = names[at]!;
      // Set as others are, it would be the prototype.
      if (name === '__proto__') Object.defineProperty(row, name, { value: values[at] });
      else row[name] = values[at];
    }
    return row;
  };
  return {
    columns,
    batches,
    chart,
    record,
    async *[Symbol.asyncIterator]() {
      for await (const batch of batches) for (const values of batch) yield record(values);
    },
  };
}

export function isTable(result: unknown): result is Table {
  return (
    typeof result === 'object' && result !== null && Symbol.asyncIterator in result && 'batches' in result
  );
}
