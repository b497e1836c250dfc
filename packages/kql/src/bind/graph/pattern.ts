import { className, listed } from '../../parse/syntax.ts';
import type { Element, Expression } from '../../parse/syntax.ts';
import { bindLiteral } from '../literal.ts';
import { refuse } from '../refuse.ts';
import { bindScalar } from '../scalar.ts';
import type { Scope } from '../scope.ts';

export type Direction = 'right' | 'left' | 'any';

/** One edge of a pattern, between the nodes that stand beside it. */
export interface Step {
  readonly edge: string;
  readonly left: string;
  readonly right: string;
  readonly direction: Direction;
  /** How many edges after one another, where that may vary. */
  readonly range?: { readonly least: number; readonly most: number };
}

/** What is looked for. Variables without a name have one that cannot be written. */
export interface Pattern {
  readonly nodes: readonly string[];
  readonly steps: readonly Step[];
}

interface GraphPattern {
  readonly Patterns: unknown;
}

/** Far more than a path that means something has. */
const LONGEST = 1000;

export function patternOf(node: Element & GraphPattern, scope: Scope): Pattern {
  const nodes: string[] = [];
  const steps: Step[] = [];
  let unnamed = 0;
  const named = (name: string | null | undefined): string => name ?? `#${++unnamed}`;
  for (const sequence of listed<Kusto.Language.Syntax.GraphMatchPattern>(node.Patterns)) {
    let left: string | undefined;
    let pending: Omit<Step, 'left' | 'right'> | undefined;
    for (const element of listed<Element>(sequence.PatternElements)) {
      if (className(element) === 'GraphMatchPatternNode') {
        const { Name: name } = element as Kusto.Language.Syntax.GraphMatchPatternNode;
        const right = named(name?.SimpleName);
        if (!nodes.includes(right)) nodes.push(right);
        if (pending && left !== undefined) steps.push({ ...pending, left, right });
        left = right;
        pending = undefined;
      } else {
        pending = edgeOf(element as Kusto.Language.Syntax.GraphMatchPatternEdge, named, scope);
      }
    }
  }
  const edges = steps.map(({ edge }) => edge);
  const twice = edges.find((edge, index) => edges.indexOf(edge) !== index || nodes.includes(edge));
  if (twice !== undefined)
    refuse(node, `'${twice}' stands for two parts of the pattern. Give each edge a name of its own.`);
  if (nodes.length === 0) refuse(node, 'The pattern is empty.');
  return { nodes, steps };
}

function edgeOf(
  node: Kusto.Language.Syntax.GraphMatchPatternEdge,
  named: (name: string | null | undefined) => string,
  scope: Scope,
): Omit<Step, 'left' | 'right'> {
  const [first, last] = [node.FirstToken?.Text ?? '', node.LastToken?.Text ?? ''];
  const direction: Direction =
    last.endsWith('>') || first.endsWith('>') ? 'right' : first.startsWith('<') ? 'left' : 'any';
  const edge = named(node.Name?.SimpleName);
  const { Range: range } = node;
  if (!range) return { edge, direction };
  const bound = (expression: Expression | null): number => {
    const literal = expression !== null && className(expression) === 'LiteralExpression';
    const value = literal
      ? bindLiteral(expression, 'long')
      : expression
        ? bindScalar(expression, scope)
        : undefined;
    if (value?.op !== 'literal' || typeof value.value !== 'bigint' || value.value < 0n)
      refuse(range, 'The length of a path has two bounds: -[name*1..3]->.');
    return Number(value.value);
  };
  const [least, most] = [bound(range.RangeStart), bound(range.RangeEnd)];
  if (least > most) refuse(range, 'The first bound is the smaller one.');
  if (most > LONGEST) refuse(range, `A path may have ${LONGEST} edges at most.`);
  return { edge, direction, range: { least, most } };
}
