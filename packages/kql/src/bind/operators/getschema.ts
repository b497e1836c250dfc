import { columnsOf } from '../../parse/syntax.ts';
import type { Literal } from '../../plan/scalar.ts';
import type { KqlType } from '../../type.ts';
import type { OperatorBinder } from '../scope.ts';

const CLR_TYPES: Readonly<Record<KqlType, string>> = {
  bool: 'System.SByte',
  datetime: 'System.DateTime',
  decimal: 'System.Data.SqlTypes.SqlDecimal',
  dynamic: 'System.Object',
  guid: 'System.Guid',
  int: 'System.Int32',
  long: 'System.Int64',
  real: 'System.Double',
  string: 'System.String',
  timespan: 'System.TimeSpan',
};

/** The columns of a table as rows. @see https://learn.microsoft.com/kusto/query/getschema-operator */
export const getschema: OperatorBinder<Kusto.Language.Syntax.GetSchemaOperator> = (node, input) => {
  const columns = columnsOf(node.ResultType);
  const rows = input.columns.map(({ name, type }, index): Literal[] => [
    { op: 'literal', type: 'string', value: name },
    { op: 'literal', type: columns[1]?.type ?? 'long', value: BigInt(index) },
    { op: 'literal', type: 'string', value: CLR_TYPES[type] },
    { op: 'literal', type: 'string', value: type },
  ]);
  return { op: 'values', columns, serialized: true, rows };
};
