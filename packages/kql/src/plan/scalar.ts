import type { Place } from '../parse/place.ts';
import type { KqlType } from '../type.ts';
import type { Relation } from './relation.ts';

/**
 * What a literal holds. datetime and timespan are ticks of 100 ns, a datetime counted from 0001-01-01; int and long are
 * bigint; decimal, guid and the JSON of a dynamic are text; null is the null of any type but string, which has none.
 */
export type LiteralValue = boolean | bigint | number | string | null;

export interface Literal {
  readonly op: 'literal';
  readonly type: KqlType;
  readonly value: LiteralValue;
}

/** A column of the row at hand. In a join's condition `side` says of which. */
export interface ColumnReference {
  readonly op: 'column';
  readonly type: KqlType;
  readonly name: string;
  readonly side?: 'left' | 'right';
}

/** A function, aggregate or operator of the language applied to arguments; operators go by their sign, as `+` or `has`. */
export interface Call {
  readonly op: 'call';
  readonly type: KqlType;
  readonly name: string;
  readonly arguments: readonly Scalar[];
  readonly place: Place;
}

/** A table in the place of a value: its first column in its first row, as `toscalar`, unless the `whole` column is meant. */
export interface ScalarQuery {
  readonly op: 'query';
  readonly type: KqlType;
  readonly input: Relation;
  /** Every value of the one column, as the list of `in` is. Only functions that say so take it. */
  readonly whole?: boolean;
}

export type Scalar = Literal | ColumnReference | Call | ScalarQuery;

/** A column to be made, and from what. */
export interface Named {
  readonly name: string;
  readonly value: Scalar;
}
