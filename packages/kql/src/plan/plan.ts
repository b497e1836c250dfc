import type { Filter, Relation } from './relation.ts';
import type { Scalar } from './scalar.ts';

/** Puts conditions as near to the tables as they can stand, so that files and row groups are left unread. */
export function planned(relation: Relation): Relation {
  switch (relation.op) {
    case 'filter':
      return pushed(relation);
    case 'project':
    case 'aggregate':
    case 'sort':
    case 'limit':
      return { ...relation, input: planned(relation.input) };
    case 'union':
      return { ...relation, inputs: relation.inputs.map(planned) };
    case 'operator':
      return { ...relation, inputs: relation.inputs.map(planned) };
    case 'shared':
      return { ...relation, inner: planned(relation.inner), body: planned(relation.body) };
    case 'scan':
    case 'values':
    case 'reference':
      return relation;
  }
}

function pushed(filter: Filter): Relation {
  const input = planned(filter.input);
  const conditions = conjuncts(filter.condition);
  if (input.op === 'scan') return { ...input, where: [...input.where, ...conditions] };
  return { ...filter, input };
}

/** The parts of a condition all of which must hold. */
function conjuncts(condition: Scalar): readonly Scalar[] {
  return condition.op === 'call' && condition.name === 'and'
    ? condition.arguments.flatMap(conjuncts)
    : [condition];
}
