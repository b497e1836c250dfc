import type { Column, KqlType, RowForm } from '@vedette/kql';

/** How an answer is written. */
export interface Shape {
  /** `Schema` and `Results`, or with small letters. */
  readonly small: boolean;
  /** bool as true and false, and not as 1 and 0. */
  readonly booleans: boolean;
  /** dynamic as JSON, and not as text that holds it. */
  readonly objects: boolean;
}

/** Names of .NET, as the schema of an answer has them. */
const TYPES: Readonly<Record<KqlType, string>> = {
  bool: 'SByte',
  datetime: 'DateTime',
  decimal: 'Decimal',
  dynamic: 'Object',
  guid: 'Guid',
  int: 'Int32',
  long: 'Int64',
  real: 'Double',
  string: 'String',
  timespan: 'TimeSpan',
};

export function writeSchema(columns: readonly Column[], { small, booleans }: Shape): string {
  const [nameKey, typeKey] = small ? ['name', 'type'] : ['Name', 'Type'];
  return JSON.stringify(
    columns.map(({ name, type }) => ({
      [nameKey]: name,
      [typeKey]: type === 'bool' && booleans ? 'Boolean' : TYPES[type],
    })),
  );
}

/** How the engine is asked to write a row. */
export function rowForm({ booleans, objects }: Shape): RowForm {
  return { row: 'object', bool: booleans ? 'json' : 'bit', dynamic: objects ? 'json' : 'text' };
}
