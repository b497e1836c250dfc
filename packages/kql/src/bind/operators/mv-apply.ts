import { columnsOf } from '../../parse/syntax.ts';
import type { Place } from '../../parse/place.ts';
import type { Reference, Relation } from '../../plan/relation.ts';
import { identifier, joined, sql } from '../../sql/sql.ts';
import type { Column } from '../../type.ts';
import { placeOf, refuse } from '../refuse.ts';
import { bindScalar } from '../scalar.ts';
import type { OperatorBinder } from '../scope.ts';
import { bindSubquery } from '../subquery.ts';
import { GROUP, forEachGroup } from './each-group.ts';
import { expanded, expansionsOf } from './expansion.ts';
import { optionsOf } from './options.ts';

/**
 * Expands each row and runs the subquery over what became of it; the columns that were not expanded come back beside.
 * @see https://learn.microsoft.com/kusto/query/mv-apply-operator
 */
export const mvApply: OperatorBinder<Kusto.Language.Syntax.MvApplyOperator> = (node, input, scope) => {
  const { Expression: body } = node.Subquery ?? {};
  if (!body) refuse(node, 'mv-apply needs a subquery: on (…).');
  const place = placeOf(node);
  const expansions = expansionsOf(node.Expressions, scope);
  const itemIndex = optionsOf(node.Parameters).get('with_itemindex');
  const limit = node.RowLimitClause?.RowLimit;
  const made = new Set(expansions.map(({ name }) => name));
  const kept = input.columns.filter(({ name }) => !made.has(name));
  const index: Column[] = itemIndex === undefined ? [] : [{ name: itemIndex, type: 'long' }];
  const columns = [...kept, ...expansions.map(({ name, type }) => ({ name, type })), ...index];

  const name = scope.query.fresh('rows');
  const numbered = numberedRows(input, place);
  const rows: Reference = {
    op: 'reference',
    name,
    columns: numbered.columns,
    serialized: input.serialized ?? false,
  };
  const items = expanded(
    rows,
    [...columns, GROUP],
    expansions,
    { itemIndex, limit: limit ? bindScalar(limit, scope) : undefined, pairs: false },
    place,
  );
  const result = forEachGroup(items, (group) => bindSubquery(body, group, scope), scope, place);
  return {
    op: 'shared',
    name,
    ...rejoined(columnsOf(node.ResultType), kept, rows, result, place),
    inner: numbered,
  };
};

function numberedRows(input: Relation, place: Place): Relation {
  return {
    op: 'operator',
    label: 'number the rows',
    columns: [...input.columns, GROUP],
    serialized: input.serialized ?? false,
    inputs: [input],
    place,
    sql: ([rows]) => sql`SELECT *, row_number() OVER () AS ${identifier(GROUP.name)} FROM (${rows!})`,
  };
}

/** The rows of the result beside the columns of the row they came from. */
function rejoined(
  columns: readonly Column[],
  kept: readonly Column[],
  rows: Reference,
  result: Relation,
  place: Place,
): Pick<Extract<Relation, { op: 'shared' }>, 'columns' | 'serialized' | 'body'> {
  const serialized = rows.serialized ?? false;
  const source = new Set(kept.map(({ name }) => name));
  return {
    columns,
    serialized,
    body: {
      op: 'operator',
      label: 'join the rows they came from',
      columns,
      serialized,
      inputs: [rows, result],
      place,
      sql: ([from, results], render) => {
        const [left, right] = [render.fresh('row'), render.fresh('result')];
        const [group, order] = [render.column(GROUP.name), identifier('#order')];
        const list = columns.map(
          ({ name }) =>
            sql`${source.has(name) ? left : right}.${render.column(name)} AS ${render.column(name)}`,
        );
        const ordered = sql`SELECT *, row_number() OVER () AS ${order} FROM (${results!})`;
        const both = sql`SELECT ${joined(list, ', ')} FROM (${ordered}) AS ${right} JOIN (${from!}) AS ${left} ON ${left}.${group} = ${right}.${group}`;
        return serialized ? sql`${both} ORDER BY ${left}.${group}, ${right}.${order}` : both;
      },
    },
  };
}
