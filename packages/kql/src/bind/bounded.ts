import type { Element } from '../parse/syntax.ts';
import type { Relation } from '../plan/relation.ts';
import type { Scalar } from '../plan/scalar.ts';
import { sizeOf } from '../plan/size.ts';
import { refuse } from './refuse.ts';

/** Far more than the longest hunts have; what is larger would take DuckDB minutes to look at. */
const MOST_PARTS = 50_000;

/** The part as it is, unless the names in it stand for more than can be written out. */
export function bounded<P extends Relation | Scalar>(part: P, node: Element): P {
  if (sizeOf(part) <= MOST_PARTS) return part;
  return refuse(
    node,
    'Names that read other names again and again make this query too large. Put materialize(…) around the tables that are read often.',
    'KQL_SIZE',
  );
}
