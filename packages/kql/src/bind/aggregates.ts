import { className, columnsOf, listed } from '../parse/syntax.ts';
import type { Expression } from '../parse/syntax.ts';
import type { Relation } from '../plan/relation.ts';
import type { Call, ColumnReference, Named, Scalar } from '../plan/scalar.ts';
import { placeOf, refuse } from './refuse.ts';
import { bindScalar } from './scalar.ts';
import type { Scope } from './scope.ts';

/** The aggregates of one operator: each call once, in a column of its own that the expressions around it read. */
export interface AggregateList {
  readonly calls: readonly Named[];
  /** The values of an expression over aggregates: one, or one for each column that its aggregate gives. */
  bind(expression: Expression): readonly Scalar[];
}

export function aggregatesOver(input: Relation, scope: Scope): AggregateList {
  const calls: Named[] = [];
  const add = (call: Call): ColumnReference => {
    const name = `#${calls.length}`;
    calls.push({ name, value: call });
    return { op: 'column', name, type: call.type };
  };
  const inside = { ...scope, aggregate: add };
  return {
    calls,
    bind: (expression) => {
      const call = bare(expression);
      const several =
        className(call) === 'FunctionCallExpression' ? severalOf(call, input, scope) : undefined;
      return several ? several.map(add) : [bindScalar(expression, inside)];
    },
  };
}

/** The expression without the names it is given and the brackets around it. */
function bare(expression: Expression): Expression {
  const kind = className(expression);
  const wrapped =
    kind === 'SimpleNamedExpression' ||
    kind === 'CompoundNamedExpression' ||
    kind === 'ParenthesizedExpression';
  const { Expression: inner } = expression as Kusto.Language.Syntax.SimpleNamedExpression;
  return wrapped && inner ? bare(inner) : expression;
}

/** The calls that an aggregate of several columns stands for, one a column. */
function severalOf(node: Expression, input: Relation, scope: Scope): Call[] | undefined {
  const { Name: name, ArgumentList: list } = node as Kusto.Language.Syntax.FunctionCallExpression;
  const nodes = listed<Expression>(list?.Expressions);
  const place = placeOf(node);
  const plain = { ...scope };
  delete plain.aggregate;
  const call = (aggregate: string, type: Scalar['type'], ...args: Scalar[]): Call => {
    return { op: 'call', name: aggregate, type, arguments: args, place };
  };
  const columns = columnsOf(node.ResultType);
  const returned = (before: number): Scalar[] =>
    nodes.slice(before).flatMap((argument) => {
      if (className(argument) !== 'StarExpression') return [bindScalar(argument, plain)];
      // What the star stands for are the columns of the result that no other argument gives.
      const count = columns.length - nodes.length + 1;
      const first = nodes.indexOf(argument);
      return columns.slice(first, first + count).map(({ name: column }): Scalar => {
        const found = input.columns.find((candidate) => candidate.name === column);
        if (!found) return refuse(argument, `The star could not be matched to the column '${column}'.`);
        return { op: 'column', name: column, type: found.type };
      });
    });
  const called = name?.SimpleName ?? '';
  switch (called) {
    case 'arg_max':
    case 'argmax':
    case 'arg_min':
    case 'argmin': {
      const [by] = nodes;
      if (!by) return undefined;
      const key = bindScalar(by, plain);
      const extreme = called.endsWith('max') ? 'max' : 'min';
      return [
        call(extreme, key.type, key),
        ...returned(1).map((value) => call(`arg_${extreme}`, value.type, key, value)),
      ];
    }
    case 'take_any':
    case 'any': {
      const values = returned(0);
      const alone = nodes.length === 1 && nodes[0] && className(nodes[0]) !== 'StarExpression';
      return values.map((value) => call(alone ? 'take_any' : '#first', value.type, value));
    }
    case 'percentiles':
    case 'percentilesw': {
      const fixed = called === 'percentiles' ? 1 : 2;
      const values = nodes.slice(0, fixed).map((argument) => bindScalar(argument, plain));
      return nodes.slice(fixed).map((rank, index) => {
        const type = columns[index]?.type ?? values[0]?.type ?? 'dynamic';
        return call(called, type, ...values, bindScalar(rank, plain));
      });
    }
    default:
      return undefined;
  }
}
