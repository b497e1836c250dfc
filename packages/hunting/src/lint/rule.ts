import type { TreeNode } from '@vedette/kql';
import type { Examined } from './examined.ts';

/** One place where a rule has something to say. */
export interface Hit {
  readonly node: TreeNode;
  readonly message: string;
  readonly instead: string;
}

export interface Rule {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  /** What the rule is about, for the documentation. */
  readonly summary: string;
  /** Microsoft's page that it follows. */
  readonly page?: string;
  readonly find: (query: Examined) => Iterable<Hit>;
}
