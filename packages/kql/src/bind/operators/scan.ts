import { className, columnsOf, listed, textOf } from '../../parse/syntax.ts';
import type { Expression } from '../../parse/syntax.ts';
import type { Relation } from '../../plan/relation.ts';
import type { Named, Scalar } from '../../plan/scalar.ts';
import type { Column } from '../../type.ts';
import { bindLiteral } from '../literal.ts';
import { placeOf, refuse } from '../refuse.ts';
import { bindScalar } from '../scalar.ts';
import type { OperatorBinder, Scope } from '../scope.ts';
import { optionsOf } from './options.ts';
import { scanSql } from './scan-sql.ts';
import type { Memory, ScanPlan, Step } from './scan-sql.ts';
import { sortKey } from './sort.ts';

/** Microsoft's binder has this column even where the query does not ask for it. */
const MATCH_ID = 'match_id';

/**
 * Walks over the rows in their order, step by step of a sequence.
 * @see https://learn.microsoft.com/kusto/query/scan-operator
 */
export const scan: OperatorBinder<Kusto.Language.Syntax.ScanOperator> = (node, input, scope) => {
  const place = placeOf(node);
  const nodes = listed<Kusto.Language.Syntax.ScanStep>(node.Steps);
  const names = nodes.map(({ Name: name }) => name?.SimpleName ?? '');
  const declared = declaredColumns(node, scope);
  const memory = memoryOf(names, input, declared);
  const inside = { ...scope, member: memory.member };
  const plan: ScanPlan = {
    steps: nodes.map((step) => stepOf(step, inside)),
    declared,
    memories: memory.used,
    partition: listed<Expression>(node.PartitionByClause?.Expressions).map((key) => bindScalar(key, scope)),
    matchId: optionsOf(node.Parameters).get('with_match_id') ?? MATCH_ID,
  };
  if (plan.matchId === MATCH_ID && !new RegExp(`\\b${MATCH_ID}\\b`).test(scope.query.text)) {
    (scope.query.hidden ??= new Set()).add(MATCH_ID);
  }
  const order = listed<Expression>(node.OrderByClause?.Expressions).map((key) => sortKey(key, scope));
  const rows: Relation =
    order.length > 0 ? { op: 'sort', columns: input.columns, serialized: true, input, keys: order } : input;
  if (!rows.serialized) refuse(node, 'scan needs rows in an order: put sort by … before it.');
  const make = (from: Relation, columns: readonly Column[], group?: Column): Relation => ({
    op: 'operator',
    label: `scan ${names.join(', ')}`,
    columns,
    serialized: true,
    inputs: [from],
    place,
    sql: ([select], render) =>
      scanSql(select!, from.columns, columns, group ? partitioned(plan, group) : plan, render),
    grouped: ([inner], by) => make(inner!, [...columns, by], by),
  });
  return make(rows, columnsOf(node.ResultType));
};

function partitioned(plan: ScanPlan, group: Column): ScanPlan {
  return { ...plan, partition: [...plan.partition, { op: 'column', ...group }] };
}

/** The columns a scan adds, with what they hold where nothing was assigned. */
function declaredColumns(node: Kusto.Language.Syntax.ScanOperator, scope: Scope): Named[] {
  const types = new Map(columnsOf(node.ResultType).map(({ name, type }) => [name, type]));
  return listed<Kusto.Language.Syntax.FunctionParameter>(node.DeclareClause?.Declarations).map(
    (parameter) => {
      const name = parameter.NameAndType?.Name?.SimpleName ?? '';
      const type = types.get(name) ?? 'dynamic';
      const { Value: value } = parameter.DefaultValue ?? {};
      return {
        name,
        value: value ? defaultOf(value, type, scope) : { op: 'literal', type, value: null },
      };
    },
  );
}

/** The binder gives no type to a literal here; it has that of its column. */
function defaultOf(node: Expression, type: Scalar['type'], scope: Scope): Scalar {
  if (className(node) === 'LiteralExpression') return bindLiteral(node, type);
  if (className(node) === 'DynamicExpression') return { op: 'literal', type, value: jsonText(node) };
  const value = bindScalar(node, scope);
  return value.type === type ? value : refuse(node, `The default value of a ${type} must be a ${type}.`);
}

function jsonText(node: Expression): string {
  const text = /^dynamic\s*\((.*)\)$/is.exec(textOf(node))?.[1] ?? '';
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return refuse(node, 'The default value of a dynamic must be JSON.');
  }
}

function stepOf(node: Kusto.Language.Syntax.ScanStep, scope: Scope): Step {
  const { Condition: condition } = node;
  if (!condition) refuse(node, 'A step needs a condition: step name: condition.');
  if (node.OptionalKeyword)
    refuse(node, 'optional steps of scan are not supported. Write a scan with the step and one without.');
  const output = node.ScanStepOutput?.OutputKind?.Text ?? 'all';
  if (output === 'last') {
    refuse(
      node,
      'output=last is not supported. Keep all rows, and take the last of each match: summarize arg_max(Time, *) by match id.',
    );
  }
  return {
    output: output !== 'none',
    condition: bindScalar(condition, scope),
    assignments: listed<Kusto.Language.Syntax.ScanAssignment>(node.ComputationClause?.Assignments).map(
      (assignment) => {
        const { Name: name, Expression: value } = assignment;
        if (!name || !value) refuse(assignment, 'An assignment of a step is not complete.');
        return { name: name.SimpleName ?? '', value: bindScalar(value, scope) };
      },
    ),
  };
}

/** What the steps remember of rows before: only what some expression reads. */
function memoryOf(
  names: readonly string[],
  input: Relation,
  declared: readonly Named[],
): { member: NonNullable<Scope['member']>; used: readonly Memory[] } {
  const used: Memory[] = [];
  return {
    used,
    member: (stepName, column) => {
      const step = names.indexOf(stepName);
      if (step === -1) return undefined;
      const own = declared.find(({ name }) => name === column);
      const found = input.columns.find(({ name }) => name === column);
      const type = own?.value.type ?? found?.type;
      if (type === undefined) return undefined;
      const empty: Scalar = own?.value ?? { op: 'literal', type, value: null };
      if (!used.some((memory) => memory.step === step && memory.column === column)) {
        used.push({ step, column, type, empty, declared: own !== undefined });
      }
      return { op: 'column', type, name: column, step } as Scalar & { readonly step: number };
    },
  };
}
