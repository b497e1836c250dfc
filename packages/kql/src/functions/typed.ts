import { renderLiteral } from '../sql/literal.ts';
import type { Sql } from '../sql/sql.ts';
import type { LiteralValue } from '../plan/scalar.ts';
import type { KqlType } from '../type.ts';
import type { Argument, CallContext, Rendering } from './function.ts';

/** A rendering over arguments that were converted to the types it works with; the last type holds for all further ones. */
export function typed(
  types: readonly KqlType[],
  render: (values: readonly Sql[], call: CallContext) => Sql,
): Rendering {
  return (args, call) =>
    render(
      args.map((argument, index) => call.converted(argument, types[Math.min(index, types.length - 1)]!)),
      call,
    );
}

/** An argument that the query does not give. */
export function given(type: KqlType, value: LiteralValue): Argument {
  const scalar = { op: 'literal', type, value } as const;
  return { type, scalar, sql: renderLiteral(scalar) };
}

/** Arguments up to a count, the ones left out taken from `all`, where each stands in its own place. */
export function completed(args: readonly Argument[], all: readonly (Argument | undefined)[]): Argument[] {
  return all.flatMap((fallback, index) => args[index] ?? fallback ?? []);
}
