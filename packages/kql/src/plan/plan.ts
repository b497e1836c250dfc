import { folded } from './fold.ts';
import { pruned } from './prune.ts';
import { pushed } from './push.ts';
import type { Relation } from './relation.ts';
import type { Scalar } from './scalar.ts';
import { withInputs, withScalars } from './walk.ts';

/**
 * The same result by less reading: instants are worked out, conditions put next to the tables, unread columns left out.
 * `now` is in ticks.
 */
export function planned(relation: Relation, now: bigint): Relation {
  return pruned(pushed(withConstants(relation, now)));
}

function withConstants(relation: Relation, now: bigint): Relation {
  const below = withInputs(relation, (input) => withConstants(input, now));
  return withScalars(below, (scalar) => folded(withPlannedQueries(scalar, now), now));
}

/** A query inside an expression is planned by itself. */
function withPlannedQueries(scalar: Scalar, now: bigint): Scalar {
  if (scalar.op === 'query') return { ...scalar, input: planned(scalar.input, now) };
  if (scalar.op !== 'call') return scalar;
  return { ...scalar, arguments: scalar.arguments.map((argument) => withPlannedQueries(argument, now)) };
}
