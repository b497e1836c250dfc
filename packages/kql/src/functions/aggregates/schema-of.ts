import type { Json } from '../../type.ts';
import { rawNumber } from '../../value/json.ts';

interface Shape {
  readonly primitives: Set<string>;
  members?: Map<string, Shape>;
  elements?: Shape;
}

/**
 * The smallest schema that all values fit.
 * @see https://learn.microsoft.com/kusto/query/buildschema-aggregation-function
 */
export function schemaOf(values: readonly Json[]): Json {
  const shape = newShape();
  for (const value of values) include(shape, value);
  return written(shape) ?? {};
}

function newShape(): Shape {
  return { primitives: new Set() };
}

function include(shape: Shape, value: Json): void {
  const raw = rawNumber(value);
  if (value === null) return;
  if (raw !== undefined) shape.primitives.add(/^-?\d+$/.test(raw) ? 'long' : 'double');
  else if (typeof value === 'number') shape.primitives.add(Number.isInteger(value) ? 'long' : 'double');
  else if (typeof value === 'string') shape.primitives.add('string');
  else if (typeof value === 'boolean') shape.primitives.add('bool');
  else if (Array.isArray(value)) {
    shape.elements ??= newShape();
    for (const element of value as Json[]) include(shape.elements, element);
  } else {
    shape.members ??= new Map();
    for (const [name, member] of Object.entries(value)) {
      const inner = shape.members.get(name) ?? newShape();
      shape.members.set(name, inner);
      include(inner, member);
    }
  }
}

function written({ primitives, members, elements }: Shape): Json | undefined {
  const kinds: Json[] = [...primitives];
  if (members || elements) {
    const inner = elements && written(elements);
    kinds.push(
      Object.fromEntries([
        ...(elements ? [['`indexer`', inner ?? {}] as const] : []),
        ...[...(members ?? [])].flatMap(([name, member]) => {
          const said = written(member);
          return said === undefined ? [] : [[name, said] as const];
        }),
      ]),
    );
  }
  return kinds.length > 1 ? kinds : kinds[0];
}
