import { tickOfIso } from '../tenant/tick.ts';
import {
  ODataError,
  type CompareOperator,
  type Expression,
  type Literal,
  type Operand,
} from './expression.ts';
import type { FilterSchema, PropertyType } from './schema.ts';

/** Reads a top-level property of a row: text, number (also for times), boolean, a collection, or null. */
export type Read<Row> = (row: Row, property: string) => unknown;

type Value<Row> = (row: Row, scope: Scope) => unknown;
interface Scope {
  readonly [variable: string]: unknown;
}

/**
 * Makes a predicate of a filter.
 * @throws ODataError for a property that may not be filtered, or values of types that cannot be compared.
 */
export function compileFilter<Row>(
  expression: Expression,
  schema: FilterSchema,
  read: Read<Row>,
): (row: Row) => boolean {
  const compiled = new Compiler(schema, read).expression(expression, []);
  return (row) => compiled(row, {});
}

class Compiler<Row> {
  readonly #schema: FilterSchema;
  readonly #read: Read<Row>;

  constructor(schema: FilterSchema, read: Read<Row>) {
    this.#schema = schema;
    this.#read = read;
  }

  expression(expression: Expression, variables: readonly string[]): (row: Row, scope: Scope) => boolean {
    switch (expression.kind) {
      case 'and':
      case 'or': {
        const left = this.expression(expression.left, variables);
        const right = this.expression(expression.right, variables);
        return expression.kind === 'and'
          ? (row, scope) => left(row, scope) && right(row, scope)
          : (row, scope) => left(row, scope) || right(row, scope);
      }
      case 'not': {
        const inner = this.expression(expression.inner, variables);
        return (row, scope) => !inner(row, scope);
      }
      case 'compare':
        return this.#compare(expression.operator, expression.left, expression.right, variables);
      case 'in': {
        const options = expression.options.map((option) =>
          this.#compare('eq', expression.left, option, variables),
        );
        return (row, scope) => options.some((option) => option(row, scope));
      }
      case 'test': {
        const operand = this.#operand(expression.operand, variables);
        return (row, scope) => operand.value(row, scope) === true;
      }
      case 'any':
      case 'all':
        return this.#lambda(expression, variables);
    }
  }

  #lambda(
    { kind, path, variable, inner }: Extract<Expression, { kind: 'any' | 'all' }>,
    variables: readonly string[],
  ): (row: Row, scope: Scope) => boolean {
    const items = this.#path(path, variables, true).value;
    if (inner === undefined || variable === undefined)
      return (row, scope) => listOf(items(row, scope)).length > 0;
    const test = this.expression(inner, [...variables, variable]);
    const holds = (row: Row, scope: Scope) => (item: unknown) => test(row, { ...scope, [variable]: item });
    return kind === 'any'
      ? (row, scope) => listOf(items(row, scope)).some(holds(row, scope))
      : (row, scope) => listOf(items(row, scope)).every(holds(row, scope));
  }

  #compare(
    operator: CompareOperator,
    left: Operand,
    right: Operand,
    variables: readonly string[],
  ): (row: Row, scope: Scope) => boolean {
    const a = this.#operand(left, variables);
    const b = this.#operand(right, variables);
    if (!comparable(a.type, b.type))
      throw new ODataError(
        `A binary operator with incompatible types was detected. Found operand types '${edm(a.type)}' and '${edm(b.type)}' for operator kind '${OPERATOR_NAMES[operator]}'.`,
      );
    const folded = a.type === 'enum' || b.type === 'enum';
    const timed = a.type === 'time' || b.type === 'time';
    const test = TESTS[operator];
    return (row, scope) =>
      test(prepare(a.value(row, scope), folded, timed), prepare(b.value(row, scope), folded, timed));
  }

  #operand(
    operand: Operand,
    variables: readonly string[],
  ): { type: PropertyType | 'null' | 'any'; value: Value<Row> } {
    if (operand.kind === 'path') return this.#path(operand.segments, variables, false);
    if (operand.kind === 'call') return this.#call(operand, variables);
    const value = literalValue(operand);
    return { type: operand.kind, value: () => value };
  }

  #call(
    { name, operands }: Extract<Operand, { kind: 'call' }>,
    variables: readonly string[],
  ): { type: PropertyType; value: Value<Row> } {
    const values = operands.map((operand) => this.#operand(operand, variables).value);
    const { type, apply } = FUNCTIONS[name] ?? unknownFunction(name);
    return {
      type,
      value: (row, scope) => {
        const texts = values.map((value) => value(row, scope));
        return texts.every((text) => typeof text === 'string') ? apply(...texts) : null;
      },
    };
  }

  #path(
    segments: readonly string[],
    variables: readonly string[],
    collection: boolean,
  ): { type: PropertyType | 'any'; value: Value<Row> } {
    const [first = '', ...rest] = segments;
    if (variables.includes(first)) return { type: 'any', value: (_row, scope) => walk(scope[first], rest) };
    const type = Object.hasOwn(this.#schema, first) ? this.#schema[first] : undefined;
    if (type === undefined || (type === 'collection') !== collection || rest.length > 0)
      throw new ODataError(
        `The property '${segments.join('/')}' cannot be used in the $filter query option.`,
      );
    return { type, value: (row) => this.#read(row, first) };
  }
}

/** Follows a path into an item; a segment with a dot is a cast to that type. */
function walk(item: unknown, segments: readonly string[]): unknown {
  let value = item;
  for (const segment of segments) {
    if (typeof value !== 'object' || value === null) return null;
    const found = value as Readonly<Record<string, unknown>>;
    if (segment.includes('.')) {
      if (found['@odata.type'] !== `#${segment}`) return null;
    } else value = found[segment] ?? null;
  }
  return value ?? null;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function literalValue(literal: Literal): unknown {
  return literal.kind === 'null' ? null : literal.value;
}

function comparable(a: string, b: string): boolean {
  if (a === b || a === 'any' || b === 'any' || a === 'null' || b === 'null') return true;
  return (a === 'enum' && b === 'text') || (a === 'text' && b === 'enum');
}

/** Members of enumerations compare without case; a time inside an item is still text and becomes a number here. */
function prepare(value: unknown, folded: boolean, timed: boolean): unknown {
  if (typeof value !== 'string') return value ?? null;
  if (timed) return tickOfIso(value) ?? null;
  return folded ? value.toLowerCase() : value;
}

/** Nothing is above or below null, and only null equals it. */
function ordered(
  test: (a: number | string, b: number | string) => boolean,
): (a: unknown, b: unknown) => boolean {
  return (a, b) =>
    ((typeof a === 'number' && typeof b === 'number') || (typeof a === 'string' && typeof b === 'string')) &&
    test(a, b);
}

const TESTS: Readonly<Record<CompareOperator, (a: unknown, b: unknown) => boolean>> = {
  eq: (a, b) => a === b,
  ne: (a, b) => a !== b,
  gt: ordered((a, b) => a > b),
  ge: ordered((a, b) => a >= b),
  lt: ordered((a, b) => a < b),
  le: ordered((a, b) => a <= b),
};

const OPERATOR_NAMES: Readonly<Record<CompareOperator, string>> = {
  eq: 'Equal',
  ne: 'NotEqual',
  gt: 'GreaterThan',
  ge: 'GreaterThanOrEqual',
  lt: 'LessThan',
  le: 'LessThanOrEqual',
};

interface TextFunction {
  readonly type: PropertyType;
  readonly apply: (...texts: string[]) => unknown;
}

const FUNCTIONS: Readonly<Record<string, TextFunction>> = {
  startswith: {
    type: 'boolean',
    apply: (text = '', part = '') => text.toLowerCase().startsWith(part.toLowerCase()),
  },
  endswith: {
    type: 'boolean',
    apply: (text = '', part = '') => text.toLowerCase().endsWith(part.toLowerCase()),
  },
  contains: {
    type: 'boolean',
    apply: (text = '', part = '') => text.toLowerCase().includes(part.toLowerCase()),
  },
  tolower: { type: 'text', apply: (text = '') => text.toLowerCase() },
  toupper: { type: 'text', apply: (text = '') => text.toUpperCase() },
  trim: { type: 'text', apply: (text = '') => text.trim() },
  length: { type: 'number', apply: (text = '') => text.length },
};

function unknownFunction(name: string): never {
  throw new ODataError(`An unknown function with name '${name}' was found.`);
}

const EDM: Readonly<Record<string, string>> = {
  text: 'Edm.String',
  enum: 'Edm.Enum',
  number: 'Edm.Int64',
  boolean: 'Edm.Boolean',
  time: 'Edm.DateTimeOffset',
  collection: 'Collection',
};

function edm(type: string): string {
  return EDM[type] ?? type;
}
