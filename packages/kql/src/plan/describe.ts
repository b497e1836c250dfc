import type { Relation, SortKey } from './relation.ts';
import type { LiteralValue, Named, Scalar } from './scalar.ts';
import { formatDatetime, formatTimespan } from '../value/time.ts';

/** A plan as text, the result first and what it is made of indented below it. */
export function describe(relation: Relation): string {
  return lines(relation).join('\n');
}

function lines(relation: Relation): string[] {
  const inputs = inputsOf(relation).flatMap(lines);
  return [title(relation), ...inputs.map((line) => `  ${line}`)];
}

function inputsOf(relation: Relation): readonly Relation[] {
  switch (relation.op) {
    case 'scan':
    case 'values':
    case 'reference':
      return [];
    case 'union':
    case 'operator':
      return relation.inputs;
    case 'join':
      return [relation.left, relation.right];
    case 'shared':
      return [relation.inner, relation.body];
    case 'filter':
    case 'project':
    case 'aggregate':
    case 'sort':
    case 'limit':
      return [relation.input];
  }
}

function title(relation: Relation): string {
  switch (relation.op) {
    case 'scan':
      return `scan ${relation.table}${relation.where.length > 0 ? ` where ${relation.where.map(text).join(' and ')}` : ''}`;
    case 'values':
      return `values ${relation.columns.map(({ name, type }) => `${name}:${type}`).join(', ')} (${relation.rows.length} rows)`;
    case 'filter':
      return `filter ${text(relation.condition)}`;
    case 'project':
      return `project ${relation.values.map(namedText).join(', ')}`;
    case 'aggregate':
      return `aggregate ${relation.aggregates.map(namedText).join(', ')} by ${relation.by.map(namedText).join(', ')}`;
    case 'sort':
      return `sort ${relation.keys.map(keyText).join(', ')}`;
    case 'limit':
      return `limit ${text(relation.count)}`;
    case 'union':
      return 'union';
    case 'join':
      return `join ${relation.kind} on ${relation.on.map(({ left, right }) => `$left.${left} == $right.${right}`).join(' and ')}`;
    case 'shared':
      return `share ${relation.name}`;
    case 'reference':
      return `shared ${relation.name}`;
    case 'operator':
      return relation.label;
  }
}

function namedText({ name, value }: Named): string {
  const said = text(value);
  return said === name ? name : `${name} = ${said}`;
}

function keyText({ value, descending, nulls }: SortKey): string {
  return `${text(value)} ${descending ? 'desc' : 'asc'} nulls ${nulls}`;
}

function text(scalar: Scalar): string {
  switch (scalar.op) {
    case 'column':
      return scalar.side ? `$${scalar.side}.${scalar.name}` : scalar.name;
    case 'query':
      return `${scalar.whole ? 'table' : 'toscalar'}(${lines(scalar.input).join(' ← ')})`;
    case 'call': {
      const args = scalar.arguments.map(text);
      return /^[a-z_]\w*$/i.test(scalar.name) || args.length !== 2
        ? `${scalar.name}(${args.join(', ')})`
        : `(${args[0]} ${scalar.name} ${args[1]})`;
    }
    case 'literal':
      return literalText(scalar.type, scalar.value);
  }
}

function literalText(type: string, value: LiteralValue): string {
  if (value === null) return `${type}(null)`;
  if (type === 'string') return JSON.stringify(value);
  if (type === 'datetime') return `datetime(${formatDatetime(value as bigint)})`;
  if (type === 'timespan') return `timespan(${formatTimespan(value as bigint)})`;
  return type === 'long' || type === 'bool' ? String(value) : `${type}(${String(value)})`;
}
