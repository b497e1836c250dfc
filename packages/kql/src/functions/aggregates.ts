import { sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import type { Argument, CallContext } from './function.ts';

export interface AggregateContext extends CallContext {
  /** Whether the rows come in an order that was asked for. */
  readonly serialized: boolean;
}

export type AggregateRendering = (args: readonly Argument[], call: AggregateContext) => Sql;

/** Every aggregate function that can be run, by its name. */
export const AGGREGATES: Readonly<Record<string, AggregateRendering>> = {
  count: () => sql`count(*)`,
  max: ([a]) => sql`max(${a!.sql})`,
  min: ([a]) => sql`min(${a!.sql})`,
  sum: ([a]) => sql`sum(${a!.sql})`,
};
