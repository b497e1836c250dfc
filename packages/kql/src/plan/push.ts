import type { Filter, Join, JoinKind, Relation } from './relation.ts';
import type { Scalar } from './scalar.ts';
import { columnsRead, withInputs } from './walk.ts';

/** Puts conditions as near to the tables as they can stand, so that files and row groups are left unread. */
export function pushed(relation: Relation): Relation {
  const below = withInputs(relation, pushed);
  return below.op === 'filter' ? pushedFilter(below) : below;
}

function pushedFilter({ input, condition }: Filter): Relation {
  return conjuncts(condition).reduce(under, input);
}

/** The rows of `relation` that meet the condition. */
function under(relation: Relation, condition: Scalar): Relation {
  switch (relation.op) {
    case 'scan':
      return { ...relation, where: [...relation.where, condition] };
    case 'filter':
      return { ...relation, input: under(relation.input, condition) };
    case 'sort':
      return { ...relation, input: under(relation.input, condition) };
    case 'union':
      return { ...relation, inputs: relation.inputs.map((input) => under(input, condition)) };
    case 'project': {
      const before = new Map<string, Scalar>();
      for (const { name, value } of relation.values) if (value.op === 'column') before.set(name, value);
      const movable = [...columnsRead(condition)].every((name) => before.has(name)) && !hasQuery(condition);
      if (movable) return { ...relation, input: under(relation.input, replaced(condition, before)) };
      return above(relation, condition);
    }
    case 'join':
      return underJoin(relation, condition) ?? above(relation, condition);
    case 'aggregate':
    case 'limit':
    case 'operator':
    case 'reference':
    case 'shared':
    case 'values':
      return above(relation, condition);
  }
}

/** The kinds of join in which a condition on one side's columns keeps the same rows when that side is filtered first. */
const SIDES: Readonly<Record<JoinKind, readonly ('left' | 'right')[]>> = {
  innerunique: ['left', 'right'],
  inner: ['left', 'right'],
  leftouter: ['left'],
  rightouter: ['right'],
  fullouter: [],
  leftsemi: ['left'],
  leftanti: ['left'],
  rightsemi: ['right'],
  rightanti: ['right'],
};

/**
 * A condition on the columns of one side. Of a left row that innerunique takes at random, a filter behind the join finds
 * the one that meets it, as documented.
 * @see https://learn.microsoft.com/kusto/query/join-innerunique
 */
function underJoin(join: Join, condition: Scalar): Relation | undefined {
  if (hasQuery(condition)) return undefined;
  const read = columnsRead(condition);
  for (const side of SIDES[join.kind]) {
    const before = new Map<string, Scalar>(
      join.columns
        .filter((column) => column.side === side)
        .map(({ name, from, type }) => [name, { op: 'column', name: from, type }]),
    );
    if (read.size > 0 && [...read].every((name) => before.has(name)))
      return { ...join, [side]: under(join[side], replaced(condition, before)) };
  }
  return undefined;
}

function above(input: Relation, condition: Scalar): Relation {
  const { columns, serialized = false } = input;
  return { op: 'filter', columns, serialized, input, condition };
}

/** The parts of a condition all of which must hold. */
function conjuncts(condition: Scalar): readonly Scalar[] {
  return condition.op === 'call' && condition.name === 'and'
    ? condition.arguments.flatMap(conjuncts)
    : [condition];
}

function replaced(scalar: Scalar, by: ReadonlyMap<string, Scalar>): Scalar {
  if (scalar.op === 'column') return by.get(scalar.name) ?? scalar;
  if (scalar.op !== 'call') return scalar;
  return { ...scalar, arguments: scalar.arguments.map((argument) => replaced(argument, by)) };
}

function hasQuery(scalar: Scalar): boolean {
  return scalar.op === 'query' || (scalar.op === 'call' && scalar.arguments.some(hasQuery));
}
