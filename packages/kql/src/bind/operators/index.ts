import type { OperatorBinder, SourceBinder } from '../scope.ts';
import { count } from './count.ts';
import { datatable } from './datatable.ts';
import { extend } from './extend.ts';
import { print } from './print.ts';
import { project } from './project.ts';
import { sort } from './sort.ts';
import { summarize } from './summarize.ts';
import { take } from './take.ts';
import { where } from './where.ts';

/** Operators of a pipe, by the class Microsoft's parser gives them. */
export const OPERATORS: Readonly<Record<string, OperatorBinder>> = {
  CountOperator: count,
  ExtendOperator: extend,
  FilterOperator: where,
  ProjectOperator: project,
  SortOperator: sort,
  SummarizeOperator: summarize,
  TakeOperator: take,
};

/** What gives rows without rows before it: classes of the parser, and functions by their name. */
export const SOURCES: Readonly<Record<string, SourceBinder>> = {
  DataTableExpression: datatable,
  PrintOperator: print,
};
