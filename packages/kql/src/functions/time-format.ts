import { formatInstant, formatSpan, unknownIn } from '../value/time-format.ts';
import type { FunctionTable, Rendering } from './function.ts';
import { native } from './native.ts';

/** The format must stand in the query, so that what is wrong with it can be said. */
function formatting(
  type: 'datetime' | 'timespan',
  run: (ticks: bigint, format: string) => string,
): Rendering {
  const write = native({ name: `format_${type}`, parameters: [type, 'string'], returns: 'string', run });
  return (args, call) => {
    const format = String(call.literal(args[1], 'The format').value);
    const unknown = unknownIn(format, type);
    if (unknown !== undefined) {
      call.unsupported(`'${unknown}' is no part of a format of ${call.name}().`);
    }
    return write(args, call);
  };
}

/** @see https://learn.microsoft.com/kusto/query/format-datetime-function */
export const TIME_FORMAT: FunctionTable = {
  format_datetime: formatting('datetime', formatInstant),
  format_timespan: formatting('timespan', formatSpan),
};
