import { className, typeOf } from '../parse/syntax.ts';
import type { Scalar } from '../plan/scalar.ts';
import { callOwnFunction } from './let.ts';
import { refuse } from './refuse.ts';
import type { Scope } from './scope.ts';

/** A name in a scalar expression: a column of the row at hand, or a value given by `let` or as an argument. */
export function bindName(node: Kusto.Language.Syntax.NameReference, scope: Scope): Scalar {
  const name = node.SimpleName ?? '';
  const symbol = node.ReferencedSymbol;
  if (symbol && className({ constructor: symbol.constructor } as never) === 'ColumnSymbol') {
    const column = scope.row?.columns.find((candidate) => candidate.name === symbol.Name);
    if (column) return { op: 'column', type: column.type, name: column.name };
    if (scope.absentColumns) return { op: 'literal', type: typeOf(node.ResultType), value: null };
  }
  const meaning = scope.names.lookup(name);
  if (meaning?.kind === 'scalar') {
    const { row } = meaning;
    if (row && row !== scope.row && row !== scope.caller) {
      refuse(
        node,
        `'${name}' varies with the rows of another table, and a table cannot be asked anew for each row. Use join or lookup.`,
      );
    }
    return meaning.value;
  }
  if (meaning?.kind === 'function') {
    const result = callOwnFunction(node, scope);
    if ('scalar' in result) return result.scalar;
    refuse(node, `A single value is needed here, and '${name}' is a table. Write toscalar(${name}).`);
  }
  const column = scope.row?.columns.find((candidate) => candidate.name === name);
  if (!column && scope.absentColumns && symbol) {
    return { op: 'literal', type: typeOf(node.ResultType), value: null };
  }
  if (column) return { op: 'column', type: symbol ? typeOf(node.ResultType) : column.type, name };
  return refuse(node, `There is no column or value '${name}'.`, 'KQL_UNKNOWN_NAME');
}
