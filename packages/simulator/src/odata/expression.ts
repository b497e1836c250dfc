import type { Tick } from '../tenant/tick.ts';

export type CompareOperator = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';

export type Literal =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
  | { readonly kind: 'time'; readonly value: Tick };

export type Operand =
  | Literal
  | { readonly kind: 'path'; readonly segments: readonly string[] }
  | { readonly kind: 'call'; readonly name: string; readonly operands: readonly Operand[] };

/** A parsed `$filter`. */
export type Expression =
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'not'; readonly inner: Expression }
  | {
      readonly kind: 'compare';
      readonly operator: CompareOperator;
      readonly left: Operand;
      readonly right: Operand;
    }
  | { readonly kind: 'in'; readonly left: Operand; readonly options: readonly Literal[] }
  | { readonly kind: 'test'; readonly operand: Operand }
  | {
      readonly kind: 'any' | 'all';
      readonly path: readonly string[];
      readonly variable: string | undefined;
      readonly inner: Expression | undefined;
    };

/** A query that the service refuses; the message is what its error body says. */
export class ODataError extends Error {
  override readonly name = 'ODataError';
}
