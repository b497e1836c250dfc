import { sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { HELD_AS } from '../sql/types.ts';
import type { KqlType } from '../type.ts';
import { parseDatetime, parseTimespan } from '../value/time.ts';
import type { Argument, CallContext, FunctionTable, Rendering } from './function.ts';
import { native } from './native.ts';

/**
 * The functions `to…`. What cannot be converted is null; a number with a fraction loses it on its way to a whole number.
 * @see https://learn.microsoft.com/kusto/query/toint-function
 * @see https://learn.microsoft.com/kusto/query/todatetime-function
 */
const WHOLE = String.raw`^\s*([+-]?[0-9]+|0[xX][0-9a-fA-F]+)(\.[0-9]*)?\s*$`;
const REAL = String.raw`^\s*([+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?)\s*$`;
const REAL_OR_NONE = String.raw`^\s*([+-]?(([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?|(?i:nan|inf(inity)?)))\s*$`;
const TRUTH = String.raw`(?i)^\s*(true|false)\s*$`;
const GUID = String.raw`^\s*\{?([0-9a-fA-F]{8}-?([0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12})\}?\s*$`;

/** The part of a text that a pattern takes, as a type; null where it takes nothing. */
const taken = (text: Sql, pattern: string, type: Sql): Sql =>
  sql`TRY_CAST(regexp_extract(${text}, ${pattern}, 1) AS ${type})`;

const toDatetime = native({
  name: 'todatetime',
  parameters: ['string'],
  returns: 'datetime',
  run: (text: string) => parseDatetime(text) ?? null,
});

const toTimespan = native({
  name: 'totimespan',
  parameters: ['string'],
  returns: 'timespan',
  run: (text: string) => parseTimespan(text) ?? null,
});

/** Conversions of a text. */
const FROM_TEXT = {
  int: (text: Sql) => sql`TRY_CAST(${wholeOfText(text)} AS INTEGER)`,
  long: wholeOfText,
  real: (text: Sql) => taken(text, REAL_OR_NONE, HELD_AS.real),
  decimal: (text: Sql) => taken(text, REAL, HELD_AS.decimal),
  bool: (text: Sql) =>
    sql`coalesce(${taken(text, TRUTH, HELD_AS.bool)}, ${taken(text, REAL, HELD_AS.real)} <> 0)`,
  guid: (text: Sql) => taken(text, GUID, HELD_AS.guid),
};

function wholeOfText(text: Sql): Sql {
  const truncated = sql`TRY_CAST(trunc(${taken(text, REAL, HELD_AS.real)}) AS BIGINT)`;
  return sql`coalesce(${taken(text, WHOLE, HELD_AS.long)}, ${truncated})`;
}

type Numeric = keyof typeof FROM_TEXT;

function converter(to: Numeric): Rendering {
  return ([argument], call) => {
    const { sql: value, type } = argument!;
    if (type === to) return value;
    if (type === 'string') return FROM_TEXT[to](value);
    // The text of a JSON number, string or truth is read as that text; an array or object is none of these.
    if (type === 'dynamic') return fromDynamic(value, to);
    return fromNumber(argument!, to, call);
  };
}

function fromDynamic(value: Sql, to: Numeric): Sql {
  const text = sql`(${value} ->> '$')`;
  if (to === 'bool' || to === 'guid') return FROM_TEXT[to](text);
  return sql`coalesce(${FROM_TEXT[to](text)}, CASE ${text} WHEN 'true' THEN 1 WHEN 'false' THEN 0 END)`;
}

function fromNumber({ sql: value, type }: Argument, to: Numeric, call: CallContext): Sql {
  if (to === 'guid' || type === 'guid') return sql`CAST(NULL AS ${HELD_AS[to]})`;
  if (to === 'bool') {
    if (type === 'datetime' || type === 'timespan')
      return call.unsupported(`A ${type} is neither true nor false.`);
    return sql`(${value} <> 0)`;
  }
  const fraction = type === 'real' || type === 'decimal';
  if (fraction && (to === 'int' || to === 'long')) return sql`TRY_CAST(trunc(${value}) AS ${HELD_AS[to]})`;
  return sql`TRY_CAST(${value} AS ${HELD_AS[to]})`;
}

function timeConverter(to: 'datetime' | 'timespan', fromText: Rendering): Rendering {
  return (args, call) => {
    const [argument] = args;
    const { sql: value, type } = argument!;
    if (type === to) return value;
    if (type === 'string') return fromText(args, call);
    if (type === 'dynamic')
      return fromText([{ ...argument!, type: 'string', sql: sql`coalesce(${value} ->> '$', '')` }], call);
    if (type === 'bool' || type === 'guid') return sql`CAST(NULL AS BIGINT)`;
    return call.unsupported(
      to === 'datetime'
        ? `todatetime() of a ${type}: write unixtime_seconds_todatetime(…), or datetime(0001-01-01) + ticks * 1tick.`
        : `totimespan() of a ${type}: write the number times its unit, as in n * 1s.`,
    );
  };
}

const todatetime = timeConverter('datetime', toDatetime);
const totimespan = timeConverter('timespan', toTimespan);

export const CONVERSION: FunctionTable = {
  toint: converter('int'),
  tolong: converter('long'),
  toreal: converter('real'),
  todouble: converter('real'),
  todecimal: converter('decimal'),
  tobool: converter('bool'),
  toboolean: converter('bool'),
  toguid: converter('guid'),
  todatetime,
  totimespan,
  totime: totimespan,
};

/** Types in which a value is a number. */
export const isNumber = (type: KqlType): boolean =>
  type === 'int' || type === 'long' || type === 'real' || type === 'decimal';
