import type { Relation } from '../plan/relation.ts';
import type { Scalar } from '../plan/scalar.ts';

type FunctionDeclaration = Kusto.Language.Syntax.FunctionDeclaration;

/** What a name that is no column stands for. */
export type Meaning =
  | { readonly kind: 'scalar'; readonly value: Scalar }
  | { readonly kind: 'table'; readonly relation: Relation }
  | { readonly kind: 'function'; readonly declaration: FunctionDeclaration; readonly names: Names };

/** The names in force at a place, innermost first. */
export interface Names {
  lookup(name: string): Meaning | undefined;
  /** These names and one more. */
  with(name: string, meaning: Meaning): Names;
}

export const noNames: Names = namesOver(() => undefined);

function namesOver(lookup: Names['lookup']): Names {
  return {
    lookup,
    with: (added, meaning) => namesOver((name) => (name === added ? meaning : lookup(name))),
  };
}
