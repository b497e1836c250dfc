import { children, className, listed, textOf, typeOf } from '../parse/syntax.ts';
import type { Element, Expression } from '../parse/syntax.ts';
import type { Literal, LiteralValue } from '../plan/scalar.ts';
import { realText } from '../value/json-text.ts';
import { formatDatetime, formatTimespan, parseDatetime, parseTimespan } from '../value/time.ts';
import type { KqlType } from '../type.ts';
import { refuse } from './refuse.ts';

/** A literal, read from its text: the library's own values have fewer digits than the language. */
export function bindLiteral(node: Expression, type: KqlType = typeOf(node.ResultType)): Literal {
  if (type === 'string') return { op: 'literal', type, value: String(node.LiteralValue ?? '') };
  const text = children(node).map(textOf).join('');
  return { op: 'literal', type, value: readLiteral(text, type, node) };
}

/** `dynamic(…)`: its JSON text. */
export function bindDynamicLiteral(node: Kusto.Language.Syntax.DynamicExpression): Literal {
  const { Expression: inner } = node;
  const json = inner ? jsonOf(inner) : 'null';
  return { op: 'literal', type: 'dynamic', value: json === 'null' ? null : json };
}

function readLiteral(text: string, type: KqlType, node: Element): LiteralValue {
  // `long(5)`, `datetime(2024-01-02)`: the value stands in the brackets.
  const inner = /^[a-z]+\(\s*(.*?)\s*\)$/is.exec(text)?.[1] ?? text;
  const unquoted = /^(['"])(.*)\1$/s.exec(inner)?.[2] ?? inner;
  if (/^null$/i.test(inner)) return null;
  const value = READERS[type](unquoted);
  if (value === undefined) refuse(node, `'${text}' is not a valid ${type}.`, 'KQL_LITERAL');
  return value;
}

type Reader = (text: string) => LiteralValue | undefined;

const whole: Reader = (text) => {
  const match = /^([+-]?)(0x[0-9a-f]+|\d+)$/i.exec(text);
  if (!match) return undefined;
  const magnitude = BigInt(match[2] ?? 0);
  return match[1] === '-' ? -magnitude : magnitude;
};

const READERS: Readonly<Record<KqlType, Reader>> = {
  bool: (text) => (/^(true|1)$/i.test(text) ? true : /^(false|0)$/i.test(text) ? false : undefined),
  int: whole,
  long: whole,
  real: (text) => {
    if (/^nan$/i.test(text)) return Number.NaN;
    const infinity = /^([+-]?)inf(inity)?$/i.exec(text);
    if (infinity) return infinity[1] === '-' ? -Infinity : Infinity;
    const value = Number(text);
    return text === '' || Number.isNaN(value) ? undefined : value;
  },
  decimal: (text) => (/^[+-]?\d*\.?\d+(e[+-]?\d+)?$/i.test(text) ? text : undefined),
  datetime: parseDatetime,
  timespan: parseTimespan,
  guid: (text) =>
    /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i.test(text) ? text.toLowerCase() : undefined,
  string: (text) => text,
  dynamic: (text) => text,
};

function jsonOf(node: Expression): string {
  switch (className(node)) {
    case 'JsonArrayExpression':
      return `[${listed<Expression>((node as Kusto.Language.Syntax.JsonArrayExpression).Values)
        .map(jsonOf)
        .join(',')}]`;
    case 'JsonObjectExpression':
      return `{${listed<Kusto.Language.Syntax.JsonPair>(
        (node as Kusto.Language.Syntax.JsonObjectExpression).Pairs,
      )
        .map(
          (pair) =>
            `${JSON.stringify(pair.Name?.ValueText ?? '')}:${pair.Value ? jsonOf(pair.Value) : 'null'}`,
        )
        .join(',')}}`;
    case 'PrefixUnaryExpression': {
      const { Operator, Expression: operand } = node as Kusto.Language.Syntax.PrefixUnaryExpression;
      return `${Operator?.Text === '-' ? '-' : ''}${operand ? jsonOf(operand) : 'null'}`;
    }
    case 'DynamicExpression': {
      const { Expression: inner } = node as Kusto.Language.Syntax.DynamicExpression;
      return inner ? jsonOf(inner) : 'null';
    }
    default:
      return jsonOfLiteral(bindLiteral(node));
  }
}

function jsonOfLiteral({ type, value }: Literal): string {
  if (value === null) return 'null';
  if (type === 'long' || type === 'int' || type === 'bool') return String(value);
  if (type === 'real') return realText(value as number);
  if (type === 'datetime') return JSON.stringify(formatDatetime(value as bigint));
  if (type === 'timespan') return JSON.stringify(formatTimespan(value as bigint));
  return JSON.stringify(String(value));
}
