import { className, listed } from '../../parse/syntax.ts';
import type { Expression } from '../../parse/syntax.ts';
import type { Relation } from '../../plan/relation.ts';
import { refuse } from '../refuse.ts';
import type { Scope } from '../scope.ts';

export type FunctionCall = Kusto.Language.Syntax.FunctionCallExpression;

/** What a function of advanced hunting makes of the rows before it. */
export type Enrichment = (call: FunctionCall, input: Relation, scope: Scope) => Relation;

export function argumentsOf(call: FunctionCall): Expression[] {
  return listed<Expression>(call.ArgumentList?.Expressions);
}

/** The column an argument names, bare or as a text. */
export function columnNamed(call: FunctionCall, fallback: string, input: Relation): string {
  const [argument] = argumentsOf(call);
  const name = (argument && nameIn(argument)) || fallback;
  if (input.columns.some((column) => column.name === name)) return name;
  return refuse(argument ?? call, `There is no column '${name}' before the call.`, 'KQL_UNKNOWN_NAME');
}

function nameIn(argument: Expression): string {
  return className(argument) === 'NameReference'
    ? ((argument as Kusto.Language.Syntax.NameReference).SimpleName ?? '')
    : String(argument.LiteralValue ?? '');
}
