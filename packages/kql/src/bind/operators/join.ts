import { columnsOf } from '../../parse/syntax.ts';
import type { Join, JoinColumn, JoinKind, Relation } from '../../plan/relation.ts';
import { refuse } from '../refuse.ts';
import { bindRelation } from '../relation.ts';
import type { OperatorBinder } from '../scope.ts';
import { rowless } from '../scope.ts';
import { joinKeys } from './join-keys.ts';
import { parameterText } from './parameter.ts';

const KINDS: Readonly<Record<string, JoinKind>> = {
  innerunique: 'innerunique',
  inner: 'inner',
  leftouter: 'leftouter',
  rightouter: 'rightouter',
  fullouter: 'fullouter',
  leftsemi: 'leftsemi',
  anti: 'leftanti',
  leftanti: 'leftanti',
  leftantisemi: 'leftanti',
  rightsemi: 'rightsemi',
  rightanti: 'rightanti',
  rightantisemi: 'rightanti',
};

/**
 * Rows of two tables that agree in their keys. Hints say how a cluster is to work and change nothing.
 * @see https://learn.microsoft.com/kusto/query/join-operator
 */
export const join: OperatorBinder<Kusto.Language.Syntax.JoinOperator> = (node, input, scope) => {
  const { Expression: table, ConditionClause: clause } = node;
  if (!table || !clause) refuse(node, 'join needs a table in brackets and what to join on.');
  const said = parameterText(node.Parameters, 'kind') ?? 'innerunique';
  const kind = KINDS[said.toLowerCase()];
  if (!kind) refuse(node, `There is no join of the kind '${said}'. Use ${Object.keys(KINDS).join(', ')}.`);
  const right = bindRelation(table, rowless(scope));
  return {
    op: 'join',
    kind,
    left: input,
    right,
    on: joinKeys(clause, input, right),
    columns: named(columnsOfKind(kind, input, right), columnsOf(node.ResultType)),
  } satisfies Join;
};

function columnsOfKind(kind: JoinKind, left: Relation, right: Relation): readonly JoinColumn[] {
  if (kind === 'leftsemi' || kind === 'leftanti') return columnsFrom(left, 'left');
  if (kind === 'rightsemi' || kind === 'rightanti') return columnsFrom(right, 'right');
  return [...columnsFrom(left, 'left'), ...columnsFrom(right, 'right')];
}

/** All columns of one side, under the names they have there. */
export function columnsFrom({ columns }: Relation, side: 'left' | 'right'): JoinColumn[] {
  return columns.map(({ name, type }) => ({ name, type, side, from: name }));
}

/**
 * The names Microsoft's binder gives: a name of the right side that is taken gets a number. Where it knows of fewer
 * columns than there are, the same rule is applied here.
 */
export function named(
  columns: readonly JoinColumn[],
  names: readonly { readonly name: string }[],
): readonly JoinColumn[] {
  if (names.length === columns.length) {
    return columns.map((column, index) => ({ ...column, name: names[index]?.name ?? column.name }));
  }
  const taken = new Set<string>();
  return columns.map((column) => {
    let { name } = column;
    for (let number = 1; taken.has(name); number++) name = `${column.name}${number}`;
    taken.add(name);
    return { ...column, name };
  });
}
