import type { Relation } from '../plan/relation.ts';
import type { Scalar } from '../plan/scalar.ts';

type FunctionDeclaration = Kusto.Language.Syntax.FunctionDeclaration;

/** What a name that is no column stands for. */
export type Meaning =
  /** `row`: the table whose row the value reads, where it reads one. It means nothing over the rows of another. */
  | { readonly kind: 'scalar'; readonly value: Scalar; readonly row?: Relation }
  | { readonly kind: 'table'; readonly relation: Relation }
  | { readonly kind: 'function'; readonly declaration: FunctionDeclaration; readonly names: Names };

/** The names in force at a place, innermost first. */
export interface Names {
  lookup(name: string): Meaning | undefined;
  /** These names and one more. */
  with(name: string, meaning: Meaning): Names;
  /** Every name in force, with what it stands for. */
  all(): ReadonlyMap<string, Meaning>;
}

export const noNames: Names = namesOver(
  () => undefined,
  () => new Map(),
);

function namesOver(lookup: Names['lookup'], all: Names['all']): Names {
  return {
    lookup,
    all,
    with: (added, meaning) =>
      namesOver(
        (name) => (name === added ? meaning : lookup(name)),
        () => new Map(all()).set(added, meaning),
      ),
  };
}
