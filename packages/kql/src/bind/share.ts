import type { Relation } from '../plan/relation.ts';
import type { Query } from './scope.ts';

/** Has a table made once for the whole query; what it gives may be read from any number of places. */
export function share(relation: Relation, query: Query): Relation {
  if (relation.op === 'reference' || relation.op === 'values') return relation;
  const name = query.fresh('shared');
  query.shared.push({ name, inner: relation });
  const { columns, serialized = false } = relation;
  return { op: 'reference', name, columns, serialized };
}

/** The result of a query over the tables it shares. */
export function overShared(result: Relation, { shared }: Query): Relation {
  return shared.reduceRight<Relation>(
    (body, { name, inner }) => ({
      op: 'shared',
      name,
      inner,
      body,
      columns: body.columns,
      serialized: body.serialized ?? false,
    }),
    result,
  );
}
