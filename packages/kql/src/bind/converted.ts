import type { Element } from '../parse/syntax.ts';
import type { Literal, Scalar } from '../plan/scalar.ts';
import type { KqlType } from '../type.ts';
import { placeOf } from './refuse.ts';

/** A value as another type, by the conversion function of that type. Literals stay literals where that loses nothing. */
export function converted(value: Scalar, type: KqlType, node: Element): Scalar {
  if (value.type === type) return value;
  if (value.op === 'literal') {
    const literal = convertedLiteral(value, type);
    if (literal) return literal;
  }
  const name = type === 'timespan' ? 'totimespan' : `to${type}`;
  return { op: 'call', name, type, arguments: [value], place: placeOf(node) };
}

function convertedLiteral({ type: from, value }: Literal, type: KqlType): Literal | undefined {
  if (value === null) return { op: 'literal', type, value: null };
  if (typeof value !== 'bigint' || (from !== 'int' && from !== 'long')) return undefined;
  if (type === 'long') return { op: 'literal', type, value };
  if (type === 'int' && value >= -(2n ** 31n) && value < 2n ** 31n) return { op: 'literal', type, value };
  if (type === 'real') return { op: 'literal', type, value: Number(value) };
  if (type === 'decimal') return { op: 'literal', type, value: String(value) };
  return undefined;
}
