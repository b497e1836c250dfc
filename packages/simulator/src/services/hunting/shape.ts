import type { Column, KqlType, KqlValue } from '@vedette/kql';

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

/** Makes the text of a row. */
export function rowWriter(columns: readonly Column[], shape: Shape): (row: readonly KqlValue[]) => string {
  const keys = columns.map(({ name }, index) => `${index === 0 ? '' : ','}${JSON.stringify(name)}:`);
  const writers = columns.map(({ type }) => writerOf(type, shape));
  return (row) => {
    let text = '{';
    for (const [index, key] of keys.entries()) {
      const value = row[index];
      text += key + (value === null || value === undefined ? 'null' : (writers[index]?.(value) ?? 'null'));
    }
    return `${text}}`;
  };
}

function writerOf(type: KqlType, { booleans, objects }: Shape): (value: KqlValue) => string {
  if (type === 'long') return (value) => String(value as number | string);
  if (type === 'bool' && !booleans) return (value) => (value === true ? '1' : '0');
  if (type === 'dynamic' && !objects) return (value) => JSON.stringify(JSON.stringify(value));
  return (value) => JSON.stringify(value);
}
