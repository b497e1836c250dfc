import { sql } from '../sql/sql.ts';
import type { FunctionTable } from './function.ts';

export const TIME: FunctionTable = {
  now: (_, call) => sql`${call.now}`,
  ago: ([span], call) => sql`(${call.now} - ${span!.sql})`,
};
