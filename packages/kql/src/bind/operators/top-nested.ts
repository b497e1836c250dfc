import { className, columnsOf, listed, textOf } from '../../parse/syntax.ts';
import type { Expression } from '../../parse/syntax.ts';
import type { Named, Scalar } from '../../plan/scalar.ts';
import type { Relation } from '../../plan/relation.ts';
import type { Column } from '../../type.ts';
import { aggregatesOver } from '../aggregates.ts';
import { placeOf, refuse } from '../refuse.ts';
import { bindScalar } from '../scalar.ts';
import { share } from '../share.ts';
import type { OperatorBinder, Scope } from '../scope.ts';
import { flagOf, keyOf, labelOf, labelled, resultOf, rejoinedLevels } from './top-nested-sql.ts';
import type { Level } from './top-nested-sql.ts';

/** @see https://learn.microsoft.com/kusto/query/top-nested-operator */
export const topNested: OperatorBinder<Kusto.Language.Syntax.TopNestedOperator> = (node, input, scope) => {
  const place = placeOf(node);
  const columns = columnsOf(node.ResultType);
  const clauses = listed<Kusto.Language.Syntax.TopNestedClause>(node.Clauses);
  if (columns.length !== clauses.length * 2)
    refuse(node, 'The columns of this top-nested could not be told apart.');
  const levels = clauses.map((clause, index) =>
    levelOf(clause, columns.slice(index * 2, index * 2 + 2), scope),
  );
  const keys = levels.map(({ key }, index): Named => ({ name: keyOf(index), value: key }));
  const kept = input.columns.map(({ name, type }): Named => ({ name, value: { op: 'column', name, type } }));

  // Every row gets the label of its group on each level; rows in no group are dropped.
  let rows = share(project(input, [...kept, ...keys]), scope.query);
  const results = levels.map((level, index) => {
    const above = Array.from({ length: index }, (_, at) => [labelColumn(levels, at), flagColumn(at)]).flat();
    const groups: Named[] = [...above, { name: keyOf(index), type: level.key.type }].map(read);
    const ranked = aggregated(rows, groups, level.by, index, scope);
    rows = share(labelled(rows, ranked, index, level, place), scope.query);
    // Here, before the level below drops rows.
    const labels = [...above, labelColumn(levels, index), flagColumn(index)];
    return aggregated(rows, labels.map(read), level.by, index, scope);
  });

  const grouping = levels.flatMap((_, index) => [labelColumn(levels, index), flagColumn(index)]);
  const combinations: Relation = {
    op: 'aggregate',
    columns: grouping,
    input: rows,
    by: grouping.map(read),
    aggregates: [],
  };
  return rejoinedLevels(combinations, results, columns, place);
};

function levelOf(
  clause: Kusto.Language.Syntax.TopNestedClause,
  columns: readonly Column[],
  scope: Scope,
): Level & { readonly by: Expression } {
  const { Expression: count, OfExpression: of, ByExpression: by } = clause;
  if (!of || !by || columns.length !== 2)
    refuse(clause, 'top-nested needs what it is of, and an aggregate to sort by.');
  const ordered =
    className(by) === 'OrderedExpression' ? (by as Kusto.Language.Syntax.OrderedExpression) : undefined;
  const others = clause.WithOthersClause?.Expression;
  return {
    key: bindScalar(of, scope),
    count: count ? bindScalar(count, scope) : undefined,
    others: others ? bindScalar(others, scope) : undefined,
    ascending: ordered?.Ordering ? /^\s*asc/i.test(textOf(ordered.Ordering)) : false,
    by: ordered?.Expression ?? by,
  };
}

function labelColumn(levels: readonly Level[], index: number): Column {
  return { name: labelOf(index), type: levels[index]?.key.type ?? 'string' };
}

function flagColumn(index: number): Column {
  return { name: flagOf(index), type: 'long' };
}

function read({ name, type }: Column): Named {
  return { name, value: { op: 'column', name, type } };
}

function project(input: Relation, values: readonly Named[]): Relation {
  return {
    op: 'project',
    columns: values.map(({ name, value }) => ({ name, type: value.type })),
    input,
    values,
  };
}

/** The aggregate of one level over groups of rows, in a column of its own. */
function aggregated(
  rows: Relation,
  groups: readonly Named[],
  expression: Expression,
  index: number,
  scope: Scope,
): Relation {
  const aggregates = aggregatesOver(rows, { ...scope, row: rows });
  const [value, second] = aggregates.bind(expression);
  if (!value || second) refuse(expression, 'top-nested sorts by one value: use an aggregate of one column.');
  const columns = [...groups, ...aggregates.calls].map(({ name, value: { type } }) => ({ name, type }));
  const result: Scalar = value;
  return project({ op: 'aggregate', columns, input: rows, by: groups, aggregates: aggregates.calls }, [
    ...groups.map(({ name, value: { type } }) => read({ name, type })),
    { name: resultOf(index), value: result },
  ]);
}
