import { className, columnsOf, listed } from '../../parse/syntax.ts';
import type { Expression } from '../../parse/syntax.ts';
import type { Place } from '../../parse/place.ts';
import type { Relation } from '../../plan/relation.ts';
import type { Named, Scalar } from '../../plan/scalar.ts';
import type { Column } from '../../type.ts';
import { aggregatesOver } from '../aggregates.ts';
import { placeOf, refuse } from '../refuse.ts';
import { bindScalar } from '../scalar.ts';
import type { OperatorBinder, Scope } from '../scope.ts';
import { BIN, binned, series } from './make-series-sql.ts';
import type { Axis } from './make-series-sql.ts';
import { optionsOf } from './options.ts';

/** @see https://learn.microsoft.com/kusto/query/make-series-operator */
export const makeSeries: OperatorBinder<Kusto.Language.Syntax.MakeSeriesOperator> = (node, input, scope) => {
  const place = placeOf(node);
  const columns = columnsOf(node.ResultType);
  const keys = listed<Expression>(node.ByClause?.Expressions);
  const by: Named[] = keys.map((key, index) => ({
    name: columns[index]?.name ?? '',
    value: bindScalar(key, scope),
  }));
  const kind = optionsOf(node.Parameters).get('kind');
  const nonempty = kind === 'nonempty';
  if (nonempty && keys.length > 0) refuse(node, 'kind=nonempty is supported without by only.');
  const axis = axisOf(node, scope);
  if (nonempty && (!axis.from || !axis.to)) refuse(node, 'kind=nonempty needs from and to.');

  const expressions = listed<Kusto.Language.Syntax.MakeSeriesExpression>(node.Aggregates);
  const bins = binned(input, axis, place);
  const aggregates = aggregatesOver(bins, { ...scope, row: bins });
  const results = expressions.map((expression, index): Named => {
    const { Expression: aggregate } = expression;
    if (!aggregate) refuse(expression, 'An aggregate is missing here.');
    const [value] = aggregates.bind(aggregate);
    if (!value) refuse(aggregate, 'An aggregate of several columns cannot be a series.');
    return { name: columns[keys.length + index]?.name ?? '', value };
  });
  const defaults = expressions.map((expression, index): Scalar => {
    const { Expression: value } = expression.DefaultExpression ?? {};
    if (value) return bindScalar(value, scope);
    const type = results[index]?.value.type ?? 'long';
    const zero: Scalar = { op: 'literal', type: 'long', value: 0n };
    return type === 'long' ? zero : { op: 'call', name: `to${type}`, type, arguments: [zero], place };
  });
  const bin: Named = { name: BIN.name, value: { op: 'column', ...BIN } };
  const values = [...by.map(({ name, value: { type } }) => column({ name, type })), bin, ...results];
  const named = (list: readonly Named[]): Column[] =>
    list.map(({ name, value }) => ({ name, type: value.type }));
  const points: Relation = {
    op: 'project',
    columns: named(values),
    values,
    input: {
      op: 'aggregate',
      columns: named([...by, bin, ...aggregates.calls]),
      input: bins,
      by: [...by, bin],
      aggregates: aggregates.calls,
    },
  };
  return series(
    points,
    {
      axis,
      keys: named(by),
      series: results.map(({ name, value }, index) => ({ name, type: value.type, absent: defaults[index]! })),
      axisName: columns.at(-1)?.name ?? '',
      nonempty,
    },
    place,
  );
};

function column({ name, type }: Column): Named {
  return { name, value: { op: 'column', name, type } };
}

function axisOf(node: Kusto.Language.Syntax.MakeSeriesOperator, scope: Scope): Axis {
  const forwards = (expression: Expression): Scalar => {
    const step = bindScalar(expression, scope);
    if (step.op === 'literal' && !(Number(step.value) > 0))
      refuse(expression, 'A step is greater than zero.');
    return step;
  };
  const { Expression: on } = node.OnClause ?? {};
  const { RangeClause: range } = node;
  if (!on || !range) refuse(node, 'make-series needs an axis: on Column from Start to End step Step.');
  const value = bindScalar(on, scope);
  const bound = (expression: Expression | null | undefined): Scalar | undefined =>
    expression ? ofAxis(bindScalar(expression, scope), value, placeOf(expression)) : undefined;
  if (className(range) === 'MakeSeriesInRangeClause') {
    const { Arguments: given } = range as Kusto.Language.Syntax.MakeSeriesInRangeClause;
    const [from, to, step] = listed<Expression>(given?.Expressions);
    if (!from || !to || !step) refuse(range, 'in range needs a start, an end and a step.');
    return { value, from: bound(from), to: bound(to), step: forwards(step), inclusive: true };
  }
  const clause = range as Kusto.Language.Syntax.MakeSeriesFromToStepClause;
  const { Expression: step } = clause.MakeSeriesStepClause ?? {};
  if (!step) refuse(range, 'make-series needs a step.');
  return {
    value,
    from: bound(clause.MakeSeriesFromClause?.Expression),
    to: bound(clause.MakeSeriesToClause?.Expression),
    step: forwards(step),
    inclusive: false,
  };
}

/** A bound in the type of the axis. */
function ofAxis(bound: Scalar, { type }: Scalar, place: Place): Scalar {
  return bound.type === type ? bound : { op: 'call', name: `to${type}`, type, arguments: [bound], place };
}
