import { className, listed, textOf } from '../../parse/syntax.ts';
import type { Expression } from '../../parse/syntax.ts';
import type { OperatorBinder } from '../scope.ts';

/** Kept as a request; whoever shows the rows may draw them. @see https://learn.microsoft.com/kusto/query/render-operator */
export const render: OperatorBinder<Kusto.Language.Syntax.RenderOperator> = (node, input, { query }) => {
  const given = [
    ...listed<Kusto.Language.Syntax.NamedParameter>(node.Parameters),
    ...listed<Kusto.Language.Syntax.NamedParameter>(node.WithClause?.Properties),
  ];
  query.chart = {
    kind: node.ChartType?.Text ?? 'table',
    properties: Object.fromEntries(
      given.map(({ Name: name, Expression: value }) => [name?.SimpleName ?? '', value ? said(value) : '']),
    ),
  };
  return input;
};

/** The text of a string, and anything else as it was written. */
function said(value: Expression): string {
  return className(value) === 'LiteralExpression' && typeof value.LiteralValue === 'string'
    ? value.LiteralValue
    : textOf(value);
}
