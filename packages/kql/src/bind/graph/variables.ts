import type { Graph } from '../../plan/relation.ts';
import type { Scalar, ScalarQuery } from '../../plan/scalar.ts';
import type { Column } from '../../type.ts';
import { properties } from './graph.ts';
import type { Pattern } from './pattern.ts';

/** A property of a variable that some expression reads, and the column that holds it while the pattern is looked for. */
export interface Used {
  readonly variable: string;
  readonly property: Column;
  readonly column: string;
}

/** The number of the node or edge a variable stands for. */
export const numberOf = (variable: string): string => `#is ${variable}`;
/** The numbers of the edges of a path. */
export const pathOf = (variable: string): string => `#path ${variable}`;
/** The numbers of the nodes between the ends of a path. */
export const innerOf = (variable: string): string => `#inner ${variable}`;

/** What the expressions of one pattern read. */
export class Variables {
  readonly graph: Graph;
  readonly pattern: Pattern;
  readonly used: Used[] = [];
  readonly #queries = new Map<ScalarQuery, string>();

  constructor(graph: Graph, pattern: Pattern) {
    this.graph = graph;
    this.pattern = pattern;
  }

  isNode(name: string): boolean {
    return this.pattern.nodes.includes(name);
  }

  /** Whether a variable stands for a number of edges that varies. */
  isPath(name: string): boolean {
    return this.pattern.steps.some(({ edge, range }) => edge === name && range !== undefined);
  }

  isEdge(name: string): boolean {
    return this.pattern.steps.some(({ edge }) => edge === name);
  }

  /** `variable.property` of one node or one edge. */
  property(variable: string, name: string): Scalar | undefined {
    const { nodes, edges } = this.graph;
    const property = properties(this.isNode(variable) ? nodes : edges).find((column) => column.name === name);
    if (!property) return undefined;
    const column = `#of ${variable}.${name}`;
    if (!this.used.some((one) => one.column === column)) this.used.push({ variable, property, column });
    return { op: 'column', type: property.type, name: column };
  }

  /** Remembers that a query over parts of the graph asks about a variable. */
  about(variable: string, query: ScalarQuery): ScalarQuery {
    this.#queries.set(query, variable);
    return query;
  }

  /** The variables that must be known before a value can be. */
  of(value: Scalar): ReadonlySet<string> {
    if (value.op === 'call') return new Set(value.arguments.flatMap((argument) => [...this.of(argument)]));
    const variable =
      value.op === 'column'
        ? this.used.find(({ column }) => column === value.name)?.variable
        : value.op === 'query'
          ? this.#queries.get(value)
          : undefined;
    return new Set(variable === undefined ? [] : [variable]);
  }
}
