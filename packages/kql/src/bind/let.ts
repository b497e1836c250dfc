import { className, listed } from '../parse/syntax.ts';
import type { Expression, Node } from '../parse/syntax.ts';
import type { Relation } from '../plan/relation.ts';
import type { Scalar } from '../plan/scalar.ts';
import type { Meaning, Names } from './names.ts';
import { refuse } from './refuse.ts';
import { bindRelation } from './relation.ts';
import { bindScalar } from './scalar.ts';
import type { Scope } from './scope.ts';

/** The names after a `let`. */
export function bindLet(statement: Kusto.Language.Syntax.LetStatement, scope: Scope): Names {
  const name = statement.Name?.SimpleName ?? '';
  const { Expression: expression } = statement;
  if (!expression) refuse(statement, 'The let has no value.');
  return scope.names.with(name, meaningOf(expression, scope));
}

/** What an expression means, be it a function, a table or a value. */
export function meaningOf(expression: Expression, scope: Scope): Meaning {
  if (className(expression) === 'FunctionDeclaration') {
    const declaration = expression as Kusto.Language.Syntax.FunctionDeclaration;
    return { kind: 'function', declaration, names: scope.names };
  }
  return isTabular(expression)
    ? { kind: 'table', relation: bindRelation(expression, scope) }
    : { kind: 'scalar', value: bindScalar(expression, scope) };
}

export function isTabular(expression: Expression): boolean {
  return className({ constructor: expression.ResultType?.constructor } as never) === 'TableSymbol';
}

/**
 * What a call of a function of the query's own gives. Microsoft's binder analyses the body anew for every call, so the
 * types in it are those of this call.
 */
export function callOwnFunction(
  call: Kusto.Language.Syntax.FunctionCallExpression,
  scope: Scope,
  piped?: Relation,
): { relation: Relation } | { scalar: Scalar } {
  const name = call.Name?.SimpleName ?? '';
  const meaning = scope.names.lookup(name);
  if (meaning?.kind !== 'function') refuse(call, `'${name}' is not a function of this query.`);
  const body = call.GetCalledFunctionBody() as Kusto.Language.Syntax.FunctionBody | null;
  if (!body) refuse(call, `The body of '${name}' could not be read.`);
  const given: Meaning[] = listed<Expression>(call.ArgumentList?.Expressions).map((argument) =>
    meaningOf(valueOf(argument), scope),
  );
  const named = new Map(
    listed<Expression>(call.ArgumentList?.Expressions).flatMap((argument, index) =>
      className(argument) === 'SimpleNamedExpression'
        ? [
            [
              (argument as Kusto.Language.Syntax.SimpleNamedExpression).Name?.SimpleName ?? '',
              given[index],
            ] as const,
          ]
        : [],
    ),
  );
  if (piped) given.unshift({ kind: 'table', relation: piped });
  let { names } = meaning;
  listed<Kusto.Language.Syntax.FunctionParameter>(meaning.declaration.Parameters?.Parameters).forEach(
    (parameter, index) => {
      const parameterName = parameter.NameAndType?.Name?.SimpleName ?? '';
      const fallback = parameter.DefaultValue?.Value;
      const value = named.get(parameterName) ?? given[index] ?? (fallback && meaningOf(fallback, scope));
      if (!value) refuse(call, `'${name}' needs a value for '${parameterName}'.`);
      names = names.with(parameterName, value);
    },
  );
  return bindBody(body, { query: scope.query, names });
}

function valueOf(argument: Expression): Expression {
  const value = (argument as Kusto.Language.Syntax.SimpleNamedExpression).Expression;
  return className(argument) === 'SimpleNamedExpression' && value ? value : argument;
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
  const inner = { query: scope.query, names };
  return isTabular(expression)
    ? { relation: bindRelation(expression, inner) }
    : { scalar: bindScalar(expression, inner) };
}
