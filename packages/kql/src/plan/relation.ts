import type { Place } from '../parse/place.ts';
import type { Sql } from '../sql/sql.ts';
import type { Renderer } from '../sql/renderer.ts';
import type { Column } from '../type.ts';
import type { Named, Scalar } from './scalar.ts';

export interface SortKey {
  readonly value: Scalar;
  readonly descending: boolean;
  readonly nulls: 'first' | 'last';
}

interface Base {
  /** What comes out, in order. Names are distinct. */
  readonly columns: readonly Column[];
  /** Whether the order of the rows has been asked for and later operators may count on it. */
  readonly serialized?: boolean;
}

/** The rows of a table. `where` holds the conditions that can be tested while its files are read. */
export interface Scan extends Base {
  readonly op: 'scan';
  readonly table: string;
  readonly where: readonly Scalar[];
}

export interface Values extends Base {
  readonly op: 'values';
  readonly rows: readonly (readonly Scalar[])[];
}

export interface Filter extends Base {
  readonly op: 'filter';
  readonly input: Relation;
  readonly condition: Scalar;
}

/** Exactly the named columns, in that order. */
export interface Project extends Base {
  readonly op: 'project';
  readonly input: Relation;
  readonly values: readonly Named[];
}

/** One row a group. `by` first, then the aggregates; each aggregate is a call of an aggregate function. */
export interface Aggregate extends Base {
  readonly op: 'aggregate';
  readonly input: Relation;
  readonly by: readonly Named[];
  readonly aggregates: readonly Named[];
}

export interface Sort extends Base {
  readonly op: 'sort';
  readonly input: Relation;
  readonly keys: readonly SortKey[];
}

export interface Limit extends Base {
  readonly op: 'limit';
  readonly input: Relation;
  readonly count: Scalar;
}

/** All rows of all inputs; every input has the columns of the whole, in the same order. */
export interface UnionAll extends Base {
  readonly op: 'union';
  readonly inputs: readonly Relation[];
}

export type JoinKind =
  | 'innerunique'
  | 'inner'
  | 'leftouter'
  | 'rightouter'
  | 'fullouter'
  | 'leftsemi'
  | 'leftanti'
  | 'rightsemi'
  | 'rightanti';

/** Where a column of a join comes from. */
export interface JoinColumn extends Column {
  readonly side: 'left' | 'right';
  /** Its name in that table. */
  readonly from: string;
}

/** Rows of two tables that agree in all of `on`. A null agrees with nothing. */
export interface Join extends Base {
  readonly op: 'join';
  readonly kind: JoinKind;
  readonly left: Relation;
  readonly right: Relation;
  readonly on: readonly { readonly left: string; readonly right: string }[];
  readonly columns: readonly JoinColumn[];
}

/** `inner` is made once and read from several places in `body`, as `reference`s to `name`. */
export interface Shared extends Base {
  readonly op: 'shared';
  readonly name: string;
  readonly inner: Relation;
  readonly body: Relation;
}

export interface Reference extends Base {
  readonly op: 'reference';
  readonly name: string;
}

/**
 * Any other operator: it says what it is and how it reads as SQL over its inputs. An operator that the planner must see
 * through has a kind of its own above; all others are this.
 */
export interface Operator extends Base {
  readonly op: 'operator';
  /** As in the language: `mv-expand Tags`. Shown in the plan. */
  readonly label: string;
  readonly inputs: readonly Relation[];
  readonly place: Place;
  /** `inputs` are complete SELECT statements, one for each of `inputs`. */
  sql(inputs: readonly Sql[], render: Renderer): Sql;
  /**
   * The same operator for groups of rows apart: the inputs have the column `group`, the rows of a group stand together,
   * and the result keeps that column. Where it is absent the operator cannot stand in such a subquery.
   */
  readonly grouped?: (inputs: readonly Relation[], group: Column) => Relation;
  /** A graph has no rows of its own; operators for graphs read its tables. */
  readonly graph?: Graph;
}

/** Nodes and edges; which columns hold their numbers is said in `bind/graph/graph.ts`. */
export interface Graph {
  readonly nodes: Relation;
  readonly edges: Relation;
}

export type Relation =
  | Scan
  | Values
  | Filter
  | Project
  | Aggregate
  | Sort
  | Limit
  | UnionAll
  | Join
  | Shared
  | Reference
  | Operator;
