import type { Literal } from '../plan/scalar.ts';
import type { Sql } from './sql.ts';
import { sql } from './sql.ts';
import { HELD_AS } from './types.ts';

/** A literal as SQL of the type it is held in. */
export function renderLiteral({ type, value }: Literal): Sql {
  if (value === null) return type === 'string' ? sql`''` : sql`CAST(NULL AS ${HELD_AS[type]})`;
  if (type === 'string' || type === 'bool' || type === 'real') return sql`${value}`;
  return sql`CAST(${value} AS ${HELD_AS[type]})`;
}
