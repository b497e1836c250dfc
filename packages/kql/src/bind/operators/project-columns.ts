import { columnsOf } from '../../parse/syntax.ts';
import type { OperatorBinder } from '../scope.ts';
import { passing } from './passing.ts';

/**
 * Columns left out, kept or put in another order. Which those are, wildcards and all, Microsoft's binder has found out.
 * @see https://learn.microsoft.com/kusto/query/project-away-operator
 * @see https://learn.microsoft.com/kusto/query/project-keep-operator
 * @see https://learn.microsoft.com/kusto/query/project-reorder-operator
 */
export const projectColumns: OperatorBinder<Kusto.Language.Syntax.QueryOperator> = (node, input) =>
  passing(
    input,
    columnsOf(node.ResultType).map(({ name }) => ({ name, from: name })),
  );

/** @see https://learn.microsoft.com/kusto/query/project-rename-operator */
export const projectRename: OperatorBinder<Kusto.Language.Syntax.ProjectRenameOperator> = (node, input) =>
  passing(
    input,
    columnsOf(node.ResultType).map(({ name }, index) => ({ name, from: input.columns[index]?.name ?? '' })),
  );
