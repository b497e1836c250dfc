import type { ChartRequest } from '../engine.ts';
import type { Place } from '../parse/place.ts';
import type { Element, Expression } from '../parse/syntax.ts';
import type { ExternalTable } from '../plan/external.ts';
import type { Relation } from '../plan/relation.ts';
import type { Call, ColumnReference, Scalar } from '../plan/scalar.ts';
import type { Schema } from '../type.ts';
import type { Names } from './names.ts';

/** The query being bound: the same for all of its parts. */
export interface Query {
  readonly text: string;
  readonly schema: Schema;
  readonly globals: Kusto.Language.GlobalState;
  /** `now()`, in ticks. */
  readonly now: bigint;
  /** Values given for `declare query_parameters`, as KQL literals. */
  readonly parameters: Readonly<Record<string, string>>;
  /** A name for something shared that no other has. */
  fresh(prefix: string): string;
  /** Prefixes of the addresses `externaldata` may read. */
  readonly externalData: readonly string[];
  /** What is to be read from outside before the statement runs. */
  readonly external: ExternalTable[];
  /** Tables made once for the whole query, in the order they are made; see `share`. */
  readonly shared: { readonly name: string; readonly inner: Relation }[];
  /** What the author should know although the query runs. */
  readonly warnings: Warning[];
  /** How often functions of the query's own were called so far. */
  calls: number;
  /** Columns that Microsoft's binder gives though the language has none: they are not in the result. */
  hidden?: Set<string>;
  /** What `render` asked for. */
  chart?: ChartRequest;
}

export interface Warning {
  readonly code: string;
  readonly message: string;
  readonly place: Place;
}

/** What an expression can refer to where it stands. */
export interface Scope {
  readonly query: Query;
  readonly names: Names;
  /** The table whose row is at hand. */
  readonly row?: Relation;
  /** In the body of a function of the query's own: the table whose row was at hand where it was called. */
  readonly caller?: Relation;
  /** Whether a column that the row lacks reads as null: `search` and `find` ask many tables alike. */
  readonly absentColumns?: boolean;
  /** In the condition of a join: the other table. */
  readonly right?: Relation;
  /** In `scan` and for graphs: what `step.column` stands for. */
  readonly member?: (step: string, column: string) => Scalar | undefined;
  /** For graphs: what a function over a part of the pattern gives. */
  readonly ofPattern?: (
    call: Kusto.Language.Syntax.FunctionCallExpression,
    name: string,
  ) => Scalar | undefined;
  /** In `summarize` and its like: takes an aggregate call and gives the column its result will stand in. */
  readonly aggregate?: (call: Call, node: Expression) => ColumnReference;
  /** Takes a call that looks at the rows before and after, and gives the column its result will stand in. */
  readonly window?: (call: Call, node: Expression) => ColumnReference;
}

/**
 * Binds one operator of a pipe: `node` over `input`. Written as a method, so that the binder of one class of node fits into
 * the table of all of them; the table's key is that class.
 */
export type OperatorBinder<N extends Element = Element> = {
  bind(node: N, input: Relation, scope: Scope): Relation;
}['bind'];

/** Binds what gives rows without rows before it. */
export type SourceBinder<N extends Element = Element> = { bind(node: N, scope: Scope): Relation }['bind'];

/** The scope of a table that stands inside of an operator: no row is at hand there. */
export function rowless({ query, names }: Scope): Scope {
  return { query, names };
}
