import { elementsOf } from '../value/json-text.ts';
import { joined, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import type { Argument, CallContext, FunctionTable, Rendering } from './function.ts';
import { groupsOf, patternOf, patternText } from './regex.ts';
import { textOf } from './text-of.ts';

/** DuckDB counts the groups of a pattern up to this one. */
const LAST_GROUP = 9;

/**
 * @see https://learn.microsoft.com/kusto/query/extract-function
 */
const extract: Rendering = ([regex, group, source], call) => {
  const number = Number(call.literal(group, 'The number of the capture group').value ?? 0);
  const found = extracted(regex!, number, textOf(source!, call), call);
  return call.converted({ sql: found, type: 'string', scalar: source!.scalar }, call.type);
};

function extracted(regex: Argument, group: number, source: Sql, call: CallContext): Sql {
  const pattern = patternOf(regex, call);
  if (group < 0) return sql`''`;
  if (group <= LAST_GROUP) return sql`coalesce(regexp_extract(${source}, ${pattern}, ${BigInt(group)}), '')`;
  if (group > groupsOf(patternText(regex) ?? '').length) return sql`''`;
  const names = Array.from({ length: group }, (_, index) => `${index + 1}`);
  return sql`coalesce(struct_extract(regexp_extract(${source}, ${pattern}, [${joined(names, ', ')}]), ${`${group}`}), '')`;
}

/**
 * @see https://learn.microsoft.com/kusto/query/extract-all-function
 */
const extractAll: Rendering = (args, call) => {
  const [regex, chosen] = args;
  const text = patternText(regex!);
  if (text === undefined) return call.unsupported('extract_all: the regular expression must be a literal.');
  const groups = groupsOf(text);
  if (groups.length === 0) {
    return call.unsupported(
      'extract_all: the regular expression needs a capture group. Put brackets around what is to be extracted.',
    );
  }
  const numbers =
    args.length === 3 ? chosenGroups(chosen!, groups, call) : groups.map((_, index) => index + 1);
  if (numbers.some((number) => number > LAST_GROUP)) {
    return call.unsupported(
      `extract_all: groups after the ${LAST_GROUP}th are not supported. Mark groups you do not need with (?:…).`,
    );
  }
  const source = textOf(args.at(-1)!, call);
  const lists = numbers.map(
    (number) =>
      sql`list_transform(regexp_extract_all(${source}, ${text}, ${BigInt(number)}), lambda x: coalesce(x, ''))`,
  );
  const rows =
    lists.length === 1
      ? lists[0]!
      : sql`list_transform(list_zip(${joined(lists, ', ')}), lambda x: [${joined(
          numbers.map((_, index) => sql`struct_extract(x, ${BigInt(index + 1)})`),
          ', ',
        )}])`;
  return sql`nullif(to_json(${rows}), '[]'::JSON)`;
};

/** The numbers of groups given by number or name. */
function chosenGroups(
  chosen: Argument,
  groups: readonly (string | undefined)[],
  call: CallContext,
): number[] {
  const { value } = call.literal(chosen, 'The list of capture groups');
  return (elementsOf(String(value)) ?? [String(value)]).map((element) => {
    const wanted = JSON.parse(element) as unknown;
    const number = typeof wanted === 'string' ? groups.indexOf(wanted) + 1 : Number(wanted);
    if (number >= 1 && number <= groups.length) return number;
    return call.unsupported(`extract_all: the regular expression has no capture group ${element}.`);
  });
}

/** @see https://learn.microsoft.com/kusto/query/replace-regex-function */
const replaceRegex: Rendering = ([text, regex, rewrite], call) =>
  sql`regexp_replace(${textOf(text!, call)}, ${patternOf(regex!, call)}, ${textOf(rewrite!, call)}, 'g')`;

/** @see https://learn.microsoft.com/kusto/query/trim-function */
function trimming(start: boolean, end: boolean): Rendering {
  return ([regex, source], call) => {
    const text = patternText(regex!);
    const pattern = (before: string, after: string): Sql =>
      text === undefined
        ? sql`(${before} || ${textOf(regex!, call)} || ${after})`
        : sql`${`${before}${text}${after}`}`;
    let trimmed = textOf(source!, call);
    if (start) trimmed = sql`regexp_replace(${trimmed}, ${pattern('^(?:', ')+')}, '')`;
    return end ? sql`regexp_replace(${trimmed}, ${pattern('(?:', ')+$')}, '')` : trimmed;
  };
}

/** @see https://learn.microsoft.com/kusto/query/countof-function */
const countof: Rendering = ([source, search, kind], call) => {
  const text = textOf(source!, call);
  const how = kind ? call.literal(kind, 'The kind of search').value : 'normal';
  if (how === 'regex') return sql`len(regexp_extract_all(${text}, ${patternOf(search!, call)}))`;
  const wanted = textOf(search!, call);
  // Plain matches may overlap, so every place is looked at.
  return sql`(CASE WHEN ${wanted} = '' OR NOT contains(${text}, ${wanted}) THEN 0 ELSE len(list_filter(range(1, length(${text}) + 1), lambda i: starts_with(substring(${text}, i), ${wanted}))) END)`;
};

/**
 * The place of the nth match is the length of all before it: what lies between the matches, and they themselves.
 * @see https://learn.microsoft.com/kusto/query/indexof-regex-function
 */
const indexofRegex: Rendering = ([source, regex, start, length, occurrence], call) => {
  const pattern = patternOf(regex!, call);
  const from = start ? sql`CAST(${start.sql} AS BIGINT)` : sql`0`;
  const count = length ? sql`CAST(${length.sql} AS BIGINT)` : sql`-1`;
  const nth = occurrence ? sql`CAST(${occurrence.sql} AS BIGINT)` : sql`1`;
  const whole = textOf(source!, call);
  const text = start
    ? sql`(CASE WHEN ${count} >= 0 THEN substring(${whole}, ${from} + 1, ${count}) ELSE substring(${whole}, ${from} + 1) END)`
    : whole;
  const lengths = (list: Sql): Sql =>
    sql`coalesce(list_sum(list_transform(${list}, lambda x: length(x))), 0)`;
  const matches = sql`regexp_extract_all(${text}, ${pattern})`;
  const between = sql`regexp_split_to_array(${text}, ${pattern})`;
  const place = sql`CAST(${from} + ${lengths(sql`${between}[1:${nth}]`)} + ${lengths(sql`${matches}[1:${nth} - 1]`)} AS BIGINT)`;
  return sql`(CASE WHEN ${from} < 0 OR ${nth} <= 0 OR ${count} < -1 THEN NULL WHEN len(${matches}) < ${nth} THEN -1 ELSE ${place} END)`;
};

export const REGEX_FUNCTIONS: FunctionTable = {
  extract,
  extract_all: extractAll,
  extractall: extractAll,
  replace_regex: replaceRegex,
  replace: ([regex, rewrite, text], call) => replaceRegex([text!, regex!, rewrite!], call),
  trim: trimming(true, true),
  trim_start: trimming(true, false),
  trim_end: trimming(false, true),
  countof,
  indexof_regex: indexofRegex,
  regex_quote: ([text], call) =>
    sql`regexp_replace(${textOf(text!, call)}, '([^0-9A-Za-z_\\x{80}-\\x{10ffff}])', '\\\\\\1', 'g')`,
};
