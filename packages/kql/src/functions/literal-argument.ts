import type { LiteralValue } from '../plan/scalar.ts';
import { renderLiteral } from '../sql/literal.ts';
import type { KqlType } from '../type.ts';
import type { Argument } from './function.ts';

/** A value as an argument that the query does not write itself. */
export function literalArgument(type: KqlType, value: LiteralValue): Argument {
  const scalar = { op: 'literal', type, value } as const;
  return { sql: renderLiteral(scalar), type, scalar };
}
