import { className, columnsOf, listed } from '../../parse/syntax.ts';
import type { Expression } from '../../parse/syntax.ts';
import type { Relation } from '../../plan/relation.ts';
import type { Named, Scalar } from '../../plan/scalar.ts';
import type { Column } from '../../type.ts';
import { converted } from '../converted.ts';
import { placeOf, refuse } from '../refuse.ts';
import type { SourceBinder } from '../scope.ts';
import { namedColumns } from '../terms.ts';
import { parameterText } from './parameter.ts';
import { filtered } from './search.ts';
import type { Arm } from './tables.ts';
import { armsOf, matching } from './tables.ts';

type FindNode = Kusto.Language.Syntax.FindOperator;

/**
 * Rows of many tables that meet one condition. Without `project`, columns that the condition names and those that all
 * tables have stand by themselves, and the rest in a bag.
 * @see https://learn.microsoft.com/kusto/query/find-operator
 */
export const find: SourceBinder<FindNode> = (node, scope) => {
  const { Condition: condition, InClause: list } = node;
  if (!condition) refuse(node, 'find needs a condition.');
  if (node.ProjectAway)
    refuse(node.ProjectAway, 'project-away is not supported here. Put it behind, in a pipe.');
  const options = { fuzzy: false, from: 0 };
  const all = list ? armsOf(listed<Expression>(list.Expressions), scope, options) : matching('*', scope);
  const arms = filtered(all, condition, scope, false);
  const source = parameterText(node.Parameters, 'withsource') ?? 'source_';
  const picked = node.Project && listed<Expression>(node.Project.Columns);
  const kept =
    picked && picked.length > 0 && !isSmart(node)
      ? columnsOf(node.ResultType).filter(({ name }) => name !== source && name !== PACK)
      : smartColumns(arms, namedColumns(condition));
  const packs =
    picked && !isSmart(node)
      ? picked.some((column) => className(column) === 'PackExpression')
      : arms.some(({ relation }) =>
          relation.columns.some(({ name }) => !kept.some((one) => fromOf(one, relation)?.name === name)),
        );
  const columns: Column[] = [
    { name: source, type: 'string' },
    ...kept,
    ...(packs ? [{ name: PACK, type: 'dynamic' } as const] : []),
  ];
  const inputs = arms.map(({ name, relation }): Relation => {
    const values: Named[] = [
      { name: source, value: { op: 'literal', type: 'string', value: name } },
      ...kept.map((column) => ({ name: column.name, value: valueOf(column, relation, node) })),
      ...(packs ? [{ name: PACK, value: packed(kept, relation, node) }] : []),
    ];
    return { op: 'project', columns, input: relation, values };
  });
  return { op: 'union', columns, inputs };
};

const PACK = 'pack_';

function isSmart(node: FindNode): boolean {
  return node.Project?.ProjectKeyword?.Text === 'project-smart';
}

/** Named in the condition, or common to all tables; one that has several types stands once for each. */
function smartColumns(arms: readonly Arm[], asked: ReadonlySet<string>): Column[] {
  const types = new Map<string, Set<Column['type']>>();
  const uses = new Map<string, number>();
  for (const { relation } of arms) {
    for (const { name, type } of relation.columns) {
      types.set(name, (types.get(name) ?? new Set()).add(type));
      uses.set(name, (uses.get(name) ?? 0) + 1);
    }
  }
  return [...types].flatMap(([name, of]) => {
    if (!asked.has(name) && uses.get(name) !== arms.length) return [];
    return [...of].map((type) => ({ name: of.size === 1 ? name : `${name}_${type}`, type }));
  });
}

/** The column of a table that stands for one of the result. */
function fromOf({ name, type }: Column, { columns }: Relation): Column | undefined {
  return (
    columns.find((column) => column.name === name) ??
    columns.find((column) => `${column.name}_${column.type}` === name && column.type === type)
  );
}

function valueOf(column: Column, relation: Relation, node: FindNode): Scalar {
  const found = fromOf(column, relation);
  if (!found) return { op: 'literal', type: column.type, value: null };
  return converted({ op: 'column', name: found.name, type: found.type }, column.type, node);
}

function packed(kept: readonly Column[], relation: Relation, node: FindNode): Scalar {
  const shown = new Set(kept.map((column) => fromOf(column, relation)?.name));
  const rest = relation.columns.filter(({ name }) => !shown.has(name));
  const parts = rest.flatMap(({ name, type }): Scalar[] => [
    { op: 'literal', type: 'string', value: name },
    { op: 'column', name, type },
  ]);
  return { op: 'call', type: 'dynamic', name: 'bag_pack', arguments: parts, place: placeOf(node) };
}
