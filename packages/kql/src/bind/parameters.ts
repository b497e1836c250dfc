import { className, listed, typeOf } from '../parse/syntax.ts';
import type { Expression, Node } from '../parse/syntax.ts';
import { parse } from '../parse/parse.ts';
import type { Scalar } from '../plan/scalar.ts';
import { Refusal } from '../refusal.ts';
import { converted } from './converted.ts';
import { bindDynamicLiteral, bindLiteral } from './literal.ts';
import type { Names } from './names.ts';
import { placeOf, refuse } from './refuse.ts';
import type { Query, Scope } from './scope.ts';

/**
 * `declare query_parameters`: each name stands for the value given with the query, or for its default.
 * @see https://learn.microsoft.com/kusto/query/query-parameters-statement
 */
export function bindParameters(
  node: Kusto.Language.Syntax.QueryParametersStatement,
  { query, names }: Scope,
): Names {
  return listed<Kusto.Language.Syntax.FunctionParameter>(node.Parameters).reduce((known, parameter) => {
    const name = parameter.NameAndType?.Name?.SimpleName ?? '';
    const type = typeOf(parameter.NameAndType?.Type?.ReferencedSymbol);
    const text = Object.hasOwn(query.parameters, name) ? query.parameters[name] : undefined;
    const fallback = parameter.DefaultValue?.Value;
    const value = text === undefined ? fallback && literalOf(fallback) : givenLiteral(text, parameter, query);
    if (!value) {
      refuse(
        parameter,
        text === undefined
          ? `The parameter '${name}' needs a value.`
          : `The value given for '${name}' is not a literal of the language, such as "text", 5 or datetime(2024-01-02).`,
        'KQL_PARAMETER',
      );
    }
    return known.with(name, { kind: 'scalar', value: converted(value, type, parameter) });
  }, names);
}

/** A value given from outside: a literal and nothing else, so that it can never become a part of the query. */
function givenLiteral(text: string, parameter: Node, { globals }: Query): Scalar | undefined {
  const { syntax, diagnostics } = parse(`print ${text}`, globals);
  const [statement, second] = listed((syntax as Kusto.Language.Syntax.QueryBlock).Statements);
  const print = (statement as Kusto.Language.Syntax.ExpressionStatement | undefined)?.Expression;
  if (diagnostics.length > 0 || second || !print || className(print) !== 'PrintOperator') return undefined;
  const expressions = listed<Expression>((print as Kusto.Language.Syntax.PrintOperator).Expressions);
  try {
    return expressions.length === 1 && expressions[0] ? literalOf(expressions[0]) : undefined;
  } catch (error) {
    // Its place would be one in the value, not in the query.
    if (error instanceof Refusal) throw new Refusal(error.message, placeOf(parameter), error.code);
    throw error;
  }
}

function literalOf(node: Expression): Scalar | undefined {
  switch (className(node)) {
    case 'LiteralExpression':
    case 'CompoundStringLiteralExpression':
      return bindLiteral(node);
    case 'DynamicExpression':
      return bindDynamicLiteral(node as Kusto.Language.Syntax.DynamicExpression);
    case 'PrefixUnaryExpression': {
      const { Operator: sign, Expression: operand } = node as Kusto.Language.Syntax.PrefixUnaryExpression;
      const value = operand && literalOf(operand);
      if (sign?.Text !== '-' || value?.op !== 'literal') return undefined;
      if (typeof value.value === 'bigint') return { ...value, value: -value.value };
      return typeof value.value === 'number' ? { ...value, value: -value.value } : undefined;
    }
    default:
      return undefined;
  }
}
