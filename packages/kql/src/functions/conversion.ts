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
const WHOLE = '[+-]?[0-9]+';
const REAL = String.raw`[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?`;

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

/** Conversions of a text, trimmed. */
const FROM_TEXT = {
  int: (text: Sql) => sql`TRY_CAST(${wholeOfText(text)} AS INTEGER)`,
  long: wholeOfText,
  real: (text: Sql) =>
    sql`(CASE WHEN regexp_full_match(${text}, ${`${REAL}|(?i)[+-]?(nan|inf(inity)?)`}) THEN TRY_CAST(${text} AS DOUBLE) END)`,
  decimal: (text: Sql) =>
    sql`(CASE WHEN regexp_full_match(${text}, ${REAL}) THEN TRY_CAST(${text} AS DECIMAL(38, 17)) END)`,
  bool: (text: Sql) =>
    sql`(CASE WHEN lower(${text}) = 'true' THEN TRUE WHEN lower(${text}) = 'false' THEN FALSE WHEN regexp_full_match(${text}, ${REAL}) THEN TRY_CAST(${text} AS DOUBLE) <> 0 END)`,
  guid: (text: Sql) =>
    sql`(CASE WHEN regexp_full_match(${text}, '\\{?[0-9a-fA-F]{8}-?([0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}\\}?') THEN TRY_CAST(${text} AS UUID) END)`,
};

function wholeOfText(text: Sql): Sql {
  return sql`(CASE WHEN regexp_full_match(${text}, ${`${WHOLE}|0[xX][0-9a-fA-F]{1,16}`}) THEN TRY_CAST(${text} AS BIGINT) WHEN regexp_full_match(${text}, ${REAL}) THEN TRY_CAST(trunc(TRY_CAST(${text} AS DOUBLE)) AS BIGINT) END)`;
}

type Numeric = keyof typeof FROM_TEXT;

function converter(to: Numeric): Rendering {
  return ([argument], call) => {
    const { sql: value, type } = argument!;
    if (type === to) return value;
    if (type === 'string') return FROM_TEXT[to](sql`trim(${value})`);
    // The text of a JSON number, string or truth is read as that text; an array or object is none of these.
    if (type === 'dynamic') return fromDynamic(value, to);
    return fromNumber(argument!, to, call);
  };
}

function fromDynamic(value: Sql, to: Numeric): Sql {
  const text = sql`trim(${value} ->> '$')`;
  if (to === 'bool' || to === 'guid') return FROM_TEXT[to](text);
  return sql`(CASE ${value} WHEN 'true' THEN 1 WHEN 'false' THEN 0 ELSE ${FROM_TEXT[to](text)} END)`;
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
