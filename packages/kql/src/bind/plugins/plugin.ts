import type { Place } from '../../parse/place.ts';
import type { Expression } from '../../parse/syntax.ts';
import type { Relation } from '../../plan/relation.ts';
import type { Column } from '../../type.ts';
import type { Scope } from '../scope.ts';

export interface PluginCall {
  readonly node: Kusto.Language.Syntax.EvaluateOperator;
  readonly arguments: readonly Expression[];
  /** The columns of the result, as Microsoft's binder or the output schema gives them. */
  readonly columns: readonly Column[];
  /** Whether the query says the columns: `evaluate plugin(…) : (…)`. */
  readonly schema: boolean;
  readonly scope: Scope;
  readonly place: Place;
  /** Where an output schema belongs, if the query can be given one. */
  readonly schemaPlace: Place;
}

export type Plugin = (input: Relation, call: PluginCall) => Relation;
