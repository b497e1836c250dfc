import { sql } from '../sql/sql.ts';
import { isZone, toLocal, toUtc, zoneNames } from '../value/time-zone.ts';
import type { FunctionTable, Rendering } from './function.ts';
import { native } from './native.ts';

function shifted(name: string, shift: (ticks: bigint, zone: string) => bigint | undefined): Rendering {
  const convert = native({
    name,
    parameters: ['datetime', 'string'],
    returns: 'datetime',
    run: (ticks: bigint, zone: string) => shift(ticks, zone) ?? null,
  });
  return (args, call) => {
    const zone = args[1]?.scalar;
    if (zone?.op === 'literal' && !isZone(String(zone.value))) {
      call.unsupported(
        `There is no time zone '${String(zone.value)}'. datetime_list_timezones() lists them.`,
      );
    }
    return convert(args, call);
  };
}

/** @see https://learn.microsoft.com/kusto/query/datetime-utc-to-local-function */
export const TIME_ZONE: FunctionTable = {
  datetime_utc_to_local: shifted('datetime_utc_to_local', toLocal),
  datetime_local_to_utc: shifted('datetime_local_to_utc', toUtc),
  datetime_list_timezones: () => sql`CAST(${JSON.stringify(zoneNames())} AS JSON)`,
};
