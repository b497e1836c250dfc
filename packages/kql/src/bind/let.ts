import { className, listed, typeOf } from '../parse/syntax.ts';
import type { Expression, Node } from '../parse/syntax.ts';
import type { Relation } from '../plan/relation.ts';
import type { Scalar } from '../plan/scalar.ts';
import { bounded } from './bounded.ts';
import { converted } from './converted.ts';
import type { Meaning, Names } from './names.ts';
import { refuse, writtenAt } from './refuse.ts';
import { bindRelation } from './relation.ts';
import { bindScalar } from './scalar.ts';
import type { Scope } from './scope.ts';

type FunctionParameter = Kusto.Language.Syntax.FunctionParameter;

/** Functions that call one another twice grow without bound. */
const MOST_CALLS = 2000;

/**
 * The names after a `let`.
 * @see https://learn.microsoft.com/kusto/query/let-statement
 */
export function bindLet(statement: Kusto.Language.Syntax.LetStatement, scope: Scope): Names {
  const name = statement.Name?.SimpleName ?? '';
  const { Expression: expression } = statement;
  if (!expression) refuse(statement, 'The let has no value.');
  // A group of databases is known to Microsoft's binder, which tells it to macro-expand.
  if (className(expression) === 'EntityGroup') return scope.names;
  return scope.names.with(name, meaningOf(expression, scope));
}

/** What an expression means, be it a function, a table or a value. */
export function meaningOf(expression: Expression, scope: Scope): Meaning {
  if (className(expression) === 'FunctionDeclaration') {
    const declaration = expression as Kusto.Language.Syntax.FunctionDeclaration;
    return { kind: 'function', declaration, names: scope.names };
  }
  if (isTabular(expression)) return { kind: 'table', relation: bindRelation(expression, scope) };
  return scalarMeaning(bounded(bindScalar(expression, scope), expression), scope);
}

function scalarMeaning(value: Scalar, scope: Scope): Meaning {
  const row = readsRow(value) ? (scope.row ?? scope.caller) : undefined;
  return { kind: 'scalar', value, ...(row && { row }) };
}

function readsRow(value: Scalar): boolean {
  return value.op === 'column' || (value.op === 'call' && value.arguments.some(readsRow));
}

export function isTabular(expression: Expression): boolean {
  const kind = className({ constructor: expression.ResultType?.constructor } as never);
  return kind === 'TableSymbol' || kind === 'GraphSymbol';
}

/**
 * What a call of a function of the query's own gives. Microsoft's binder analyses the body anew for every call, so the
 * types in it are those of this call. A function without parameters may be called by its bare name.
 * @see https://learn.microsoft.com/kusto/query/functions/user-defined-functions
 */
export function callOwnFunction(
  call: Kusto.Language.Syntax.FunctionCallExpression | Kusto.Language.Syntax.NameReference,
  scope: Scope,
  piped?: Relation,
): { relation: Relation } | { scalar: Scalar } {
  const name =
    (call as Kusto.Language.Syntax.NameReference).SimpleName ??
    (call as Kusto.Language.Syntax.FunctionCallExpression).Name?.SimpleName ??
    '';
  const meaning = scope.names.lookup(name);
  if (meaning?.kind !== 'function') refuse(call, `There is no function '${name}'.`);
  const body = call.GetCalledFunctionBody() as Kusto.Language.Syntax.FunctionBody | null;
  const { declaration } = meaning;
  if (!body || !declaration.Body) refuse(call, `The body of '${name}' could not be read.`);
  if (++scope.query.calls > MOST_CALLS)
    refuse(call, `The query calls its functions more than ${MOST_CALLS} times.`);
  writtenAt(body, declaration.Body);
  const given =
    className(call) === 'FunctionCallExpression'
      ? listed<Expression>((call as Kusto.Language.Syntax.FunctionCallExpression).ArgumentList?.Expressions)
      : [];
  const { named, positional } = argumentsOf(given, scope);
  if (piped) positional.unshift({ kind: 'table', relation: piped });

  let { names } = meaning;
  const parameters = listed<FunctionParameter>(declaration.Parameters?.Parameters);
  parameters.forEach((parameter, index) => {
    const parameterName = parameter.NameAndType?.Name?.SimpleName ?? '';
    const fallback = parameter.DefaultValue?.Value;
    const value = named.get(parameterName) ?? positional[index] ?? (fallback && meaningOf(fallback, scope));
    if (!value) refuse(call, `'${name}' needs a value for '${parameterName}'.`);
    names = names.with(parameterName, asParameter(value, parameter));
  });
  const caller = scope.row ?? scope.caller;
  return bindBody(body, { query: scope.query, names, ...(caller && { caller }) });
}

/** Arguments in their places; one that is named may stand anywhere. */
function argumentsOf(
  given: readonly Expression[],
  scope: Scope,
): { named: Map<string, Meaning>; positional: (Meaning | undefined)[] } {
  const named = new Map<string, Meaning>();
  const positional = given.map((argument) => {
    if (className(argument) !== 'SimpleNamedExpression') return meaningOf(argument, scope);
    const { Name: name, Expression: value } = argument as Kusto.Language.Syntax.SimpleNamedExpression;
    named.set(name?.SimpleName ?? '', meaningOf(value ?? argument, scope));
    return undefined;
  });
  return { named, positional };
}

/** An argument as its parameter declares it: a number becomes the number type asked for. */
function asParameter(meaning: Meaning, parameter: FunctionParameter): Meaning {
  const { Type: type } = parameter.NameAndType ?? {};
  if (meaning.kind !== 'scalar' || !type || className(type) !== 'PrimitiveTypeExpression') return meaning;
  return { ...meaning, value: converted(meaning.value, typeOf(type.ReferencedSymbol), parameter) };
}

function bindBody(
  body: Kusto.Language.Syntax.FunctionBody,
  scope: Scope,
): { relation: Relation } | { scalar: Scalar } {
  let { names } = scope;
  for (const statement of listed<Node>(body.Statements)) {
    if (className(statement) !== 'LetStatement')
      refuse(statement, 'A function body may hold let statements only.');
    names = bindLet(statement as Kusto.Language.Syntax.LetStatement, { ...scope, names });
  }
  const { Expression: expression } = body;
  if (!expression) refuse(body, 'The function gives nothing.');
  const inner = { ...scope, names };
  return isTabular(expression)
    ? { relation: bindRelation(expression, inner) }
    : { scalar: bindScalar(expression, inner) };
}
