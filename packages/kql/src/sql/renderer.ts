import { AGGREGATES } from '../functions/aggregates.ts';
import type { Argument, CallContext } from '../functions/function.ts';
import type { NativeFunction } from '../functions/native.ts';
import { nativeName } from '../functions/native.ts';
import { REFUSED_FUNCTIONS } from '../functions/refused.ts';
import { SCALARS } from '../functions/scalars.ts';
import type { Place } from '../parse/place.ts';
import type { Relation } from '../plan/relation.ts';
import type { Call, Literal, Scalar, ScalarQuery } from '../plan/scalar.ts';
import { Refusal } from '../refusal.ts';
import type { Locate } from '../run/geo-database.ts';
import { renderLiteral } from './literal.ts';
import { renderRelation } from './relation.ts';
import type { StoredTable } from './stored.ts';
import type { Sql } from './sql.ts';
import { identifier, sql } from './sql.ts';

export interface RendererOptions {
  /** What `now()` answers, in ticks. */
  readonly now: bigint;
  /** Tells where an address is, if there is a database of addresses. */
  readonly locate?: Locate | undefined;
  /** Where the rows of a table are. */
  readonly stored: (table: string) => StoredTable;
}

/** Writes one query as SQL, and remembers what it needs at run time. */
export interface Renderer extends RendererOptions {
  /** A complete SELECT statement. */
  readonly relation: (relation: Relation) => Sql;
  readonly scalar: (scalar: Scalar) => Sql;
  /** An aggregate function over the rows of a group. `order` gives the number of a row, if the rows have an order. */
  aggregate(call: Call, order: () => Sql | undefined): Sql;
  /**
   * The name of a column in SQL. DuckDB does not tell capital letters from small ones, the language does: of two columns
   * that differ in nothing else the later gets a mark.
   */
  column(name: string): Sql;
  /** A name that nothing else in the statement has. */
  fresh(prefix: string): Sql;
  readonly natives: Map<string, NativeFunction>;
}

export function rendererOf(options: RendererOptions): Renderer {
  const spellings = new Map<string, string[]>();
  const natives = new Map<string, NativeFunction>();
  let count = 0;

  const renderer: Renderer = {
    ...options,
    natives,
    relation: (relation) => renderRelation(relation, renderer),
    scalar: (scalar) => {
      switch (scalar.op) {
        case 'literal':
          return renderLiteral(scalar);
        case 'column':
          return scalar.side
            ? sql`${identifier(scalar.side)}.${renderer.column(scalar.name)}`
            : renderer.column(scalar.name);
        case 'query':
          return renderQuery(scalar, renderer);
        case 'call': {
          const render = Object.hasOwn(SCALARS, scalar.name) ? SCALARS[scalar.name] : undefined;
          if (!render) throw unsupportedCall(scalar, 'function');
          return bounded(render(argumentsOf(scalar), contextOf(scalar)), scalar);
        }
      }
    },
    aggregate: (call, order) => {
      const render = Object.hasOwn(AGGREGATES, call.name) ? AGGREGATES[call.name] : undefined;
      if (!render) throw unsupportedCall(call, 'aggregate');
      return render(argumentsOf(call), { ...contextOf(call), order });
    },
    column: (name) => {
      const key = name.toLowerCase();
      const known = spellings.get(key) ?? [];
      if (!known.includes(name)) spellings.set(key, [...known, name]);
      const index = Math.max(known.indexOf(name), known.includes(name) ? 0 : known.length);
      return identifier(index === 0 ? name : `${name}~${index}`);
    },
    fresh: (prefix) => identifier(`${prefix}#${++count}`),
  };

  function argumentsOf(call: Call): Argument[] {
    return call.arguments.map((scalar) => ({ sql: renderer.scalar(scalar), type: scalar.type, scalar }));
  }

  function contextOf(call: Call): CallContext {
    return {
      name: call.name,
      type: call.type,
      now: options.now,
      locate: options.locate,
      native: (definition) => {
        natives.set(definition.name, definition);
        return nativeName(definition);
      },
      converted: (argument, type) => {
        if (argument.type === type) return argument.sql;
        const name = `to${type}`;
        const convert = Object.hasOwn(SCALARS, name) ? SCALARS[name] : undefined;
        if (!convert) throw unsupportedCall({ ...call, name }, 'function');
        return convert([argument], contextOf({ ...call, name, type }));
      },
      literal: (argument, what) => literalOf(argument, what, call.place),
      unsupported: (message) => {
        throw new Refusal(message, call.place);
      },
    };
  }
  return renderer;
}

/** An absent string is empty, also where no row gave one. */
function renderQuery({ type, input, whole }: ScalarQuery, render: Renderer): Sql {
  const rows = render.relation(input);
  if (whole) return sql`(${rows})`;
  const value = sql`(SELECT * FROM (${rows}) LIMIT 1)`;
  return type === 'string' ? sql`coalesce(${value}, '')` : value;
}

function literalOf(argument: Argument | undefined, what: string, place: Place): Literal {
  if (argument?.scalar.op === 'literal') return argument.scalar;
  throw new Refusal(`${what} must be a literal here: a value that stands in the query itself.`, place);
}

/** Functions that need an argument twice write it twice; nested deep enough, that would grow without end. */
function bounded(rendered: Sql, { name, place }: Call): Sql {
  if (rendered.text.length <= LONGEST) return rendered;
  throw new Refusal(
    `'${name}' is nested too deep here. Give parts of it names of their own with extend.`,
    place,
  );
}

const LONGEST = 8_000_000;

function unsupportedCall({ name, place }: Call, kind: string): Refusal {
  const why = Object.hasOwn(REFUSED_FUNCTIONS, name) ? REFUSED_FUNCTIONS[name] : undefined;
  if (why !== undefined) return new Refusal(`${name}() ${why}`, place);
  return new Refusal(`The ${kind} '${name}' is not supported.`, place);
}
