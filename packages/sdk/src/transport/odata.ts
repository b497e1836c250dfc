import { VedetteError } from '../error.ts';

/** A condition in OData: text that is safe to put beside others. */
export type Condition = string & { readonly condition: unique symbol };

type Value = string | number | boolean | null;

/** A string is quoted and its quotes are doubled, so that no value can end its literal. */
export function literal(value: Value): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}

/**
 * A point in time, which OData writes without quotes.
 * @throws VedetteError MDE_INPUT for a text that is not a time.
 */
export function timeLiteral(value: string): string {
  const pattern = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,12})?)?)?(Z|[+-]\d{2}:\d{2})?$/;
  if (!pattern.test(value) || Number.isNaN(Date.parse(value))) {
    throw new VedetteError('MDE_INPUT', `"${value.slice(0, 60)}" is not a time.`, {
      advice: 'Give it as 2026-01-31T12:00:00Z.',
    });
  }
  if (!value.includes('T')) return `${value}T00:00:00Z`;
  if (/[+-]\d{2}:\d{2}$/.test(value)) return new Date(value).toISOString();
  return value.endsWith('Z') ? value : `${value}Z`;
}

type Operator = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';

export function compare(field: string, operator: Operator, value: Value): Condition {
  return `${fieldName(field)} ${operator} ${literal(value)}` as Condition;
}

export function compareTime(field: string, operator: Operator, value: string): Condition {
  return `${fieldName(field)} ${operator} ${timeLiteral(value)}` as Condition;
}

/** One of several values. */
export function oneOf(field: string, values: readonly Value[]): Condition | undefined {
  return or(values.map((value) => compare(field, 'eq', value)));
}

/** What a person wrote in the words of OData; parenthesised, so that it cannot change what stands beside it. */
export function raw(text: string): Condition {
  let depth = 0;
  for (const part of text.replace(/'(?:[^']|'')*'/g, '').replace(/[^()']/g, '')) {
    depth += part === '(' ? 1 : part === ')' ? -1 : Number.NaN;
    if (!(depth >= 0)) break;
  }
  if (depth !== 0 || text.trim() === '') {
    throw new VedetteError('MDE_INPUT', 'The OData condition has an open quote or parenthesis, or is empty.');
  }
  return `(${text})` as Condition;
}

export function and(conditions: readonly (Condition | undefined)[]): Condition | undefined {
  return join(conditions, ' and ');
}

export function or(conditions: readonly (Condition | undefined)[]): Condition | undefined {
  const given = conditions.filter((condition) => condition !== undefined);
  return given.length < 2 ? given[0] : (`(${join(given, ' or ')})` as Condition);
}

function join(conditions: readonly (Condition | undefined)[], word: string): Condition | undefined {
  const given = conditions.filter((condition) => condition !== undefined);
  return given.length === 0 ? undefined : (given.join(word) as Condition);
}

/** Field names come from our tables; a name of another form would be a defect. */
function fieldName(name: string): string {
  if (/^[A-Za-z_][\w/]*$/.test(name)) return name;
  throw new VedetteError('MDE_INPUT', `"${name.slice(0, 60)}" is not the name of a field.`);
}

/**
 * A path with values in it: each value becomes one segment and can be nothing else.
 * @throws VedetteError MDE_INPUT for an empty value, `.` and `..`.
 */
export function path(parts: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  return values.reduce<string>(
    (whole, value, index) => whole + segment(String(value)) + (parts[index + 1] ?? ''),
    parts[0] ?? '',
  );
}

function segment(value: string): string {
  if (value === '' || value === '.' || value === '..' || /[\u0000-\u001f\u007f]/.test(value)) {
    throw new VedetteError('MDE_INPUT', `"${value.slice(0, 60)}" cannot be an identifier.`);
  }
  return encodeURIComponent(value);
}
