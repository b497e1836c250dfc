import type { OperatorBinder } from '../scope.ts';
import { refuse } from '../refuse.ts';
import { bindScalar } from '../scalar.ts';
import { overWindows } from '../windows.ts';
import { passing } from './passing.ts';

/** @see https://learn.microsoft.com/kusto/query/where-operator */
export const where: OperatorBinder<Kusto.Language.Syntax.FilterOperator> = (node, rows, scope) => {
  const { Condition: written } = node;
  if (!written) refuse(node, 'where needs a condition.');
  const { input, bound: condition } = overWindows(rows, scope, (inside) => bindScalar(written, inside));
  const { columns, serialized = false } = input;
  const kept = { op: 'filter', columns, serialized, input, condition } as const;
  if (input === rows) return kept;
  return passing(
    kept,
    rows.columns.map(({ name }) => ({ name, from: name })),
  );
};
