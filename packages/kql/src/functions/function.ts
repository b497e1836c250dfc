import type { Literal, Scalar } from '../plan/scalar.ts';
import type { Sql } from '../sql/sql.ts';
import type { Locate } from '../run/geo-database.ts';
import type { KqlType } from '../type.ts';
import type { NativeFunction } from './native.ts';

/** An argument as SQL, with the type it has in the language and the expression it came from. */
export interface Argument {
  readonly sql: Sql;
  readonly type: KqlType;
  readonly scalar: Scalar;
}

/** What a function may ask of the query it stands in. */
export interface CallContext {
  readonly name: string;
  /** The type Microsoft's binder gives to the call. */
  readonly type: KqlType;
  /** `now()` of this query, in ticks. */
  readonly now: bigint;
  /** Tells where an address is, if there is a database of addresses. */
  readonly locate: Locate | undefined;
  /** The SQL name under which a function written in TypeScript is called. */
  native(definition: NativeFunction): Sql;
  /** The literal an argument must be. Refuses the query where it is anything else. */
  literal(argument: Argument | undefined, what: string): Literal;
  /** An argument in the held form of another type, as the language's own `to…` function converts it. */
  converted(argument: Argument, type: KqlType): Sql;
  /** Refuses the query: what is not supported, and what to write instead. */
  unsupported(message: string): never;
}

/** Writes a call as SQL. Held values in, held values out: see `sql/types.ts`. */
export type Rendering = (args: readonly Argument[], call: CallContext) => Sql;

/** Functions by their name in the language. */
export type FunctionTable = Readonly<Record<string, Rendering>>;
