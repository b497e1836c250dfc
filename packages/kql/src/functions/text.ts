import { joined, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { elementsOf } from '../value/json-text.ts';
import type { FunctionTable, Rendering } from './function.ts';
import { literalArgument } from './literal-argument.ts';
import { native } from './native.ts';
import { textOf } from './text-of.ts';

/** A text repeated no more often than this. */
const MOST_REPEATS = 1024n;

/**
 * A negative start counts from the end.
 * @see https://learn.microsoft.com/kusto/query/substring-function
 */
const substring: Rendering = ([source, start, length], call) => {
  const text = textOf(source!, call);
  const literal =
    start!.scalar.op === 'literal' && typeof start!.scalar.value === 'bigint'
      ? start!.scalar.value
      : undefined;
  const from =
    literal !== undefined && literal >= 0n
      ? sql`${literal + 1n}`
      : sql`(CASE WHEN ${start!.sql} < 0 THEN greatest(length(${text}) + ${start!.sql}, 0) ELSE ${start!.sql} END + 1)`;
  const piece = length
    ? sql`substring(${text}, ${from}, greatest(${length.sql}, 0))`
    : sql`substring(${text}, ${from})`;
  return sql`coalesce(${piece}, '')`;
};

/**
 * With an index the array holds that piece alone, or nothing.
 * @see https://learn.microsoft.com/kusto/query/split-function
 */
const split: Rendering = ([source, delimiter, index], call) => {
  const text = textOf(source!, call);
  const between = textOf(delimiter!, call);
  // DuckDB would split at every letter where there is no delimiter.
  const whole =
    delimiter!.scalar.op === 'literal' && delimiter!.scalar.value !== '' ? undefined : sql`${between} = ''`;
  const pieces = sql`string_split(${text}, ${between})`;
  const list = whole ? sql`(CASE WHEN ${whole} THEN [${text}] ELSE ${pieces} END)` : pieces;
  if (!index) return sql`to_json(${list})`;
  return sql`to_json(CASE WHEN ${index.sql} >= 0 THEN ${list}[${index.sql} + 1 : ${index.sql} + 1] ELSE [] END)`;
};

/** @see https://learn.microsoft.com/kusto/query/strcmp-function */
const strcmp: Rendering = ([a, b], call) => {
  const [left, right] = [textOf(a!, call), textOf(b!, call)];
  return sql`CAST(CASE WHEN ${left} = ${right} THEN 0 WHEN ${left} < ${right} THEN -1 ELSE 1 END AS BIGINT)`;
};

/** @see https://learn.microsoft.com/kusto/query/strcat-delim-function */
const strcatDelim: Rendering = ([delimiter, ...rest], call) => {
  const between = textOf(delimiter!, call);
  const parts = rest.flatMap((argument, index): Sql[] =>
    index === 0 ? [textOf(argument, call)] : [between, textOf(argument, call)],
  );
  // Over many parts far faster than `||`, which makes a text at each step.
  return sql`concat(${joined(parts, ', ')})`;
};

/** @see https://learn.microsoft.com/kusto/query/strrep-function */
const strrep: Rendering = ([value, times, delimiter], call) => {
  const text = textOf(value!, call);
  const count = sql`least(${times!.sql}, ${MOST_REPEATS})`;
  if (!delimiter) return sql`repeat(${text}, ${count})`;
  return sql`(CASE WHEN ${count} < 1 THEN '' ELSE ${text} || repeat(${textOf(delimiter, call)} || ${text}, ${count} - 1) END)`;
};

/** @see https://learn.microsoft.com/kusto/query/indexof-function */
const indexofFrom = native({
  name: 'indexof',
  parameters: ['string', 'string', 'long', 'long', 'long'],
  returns: 'long',
  run: (text: string, wanted: string, start: bigint, length: bigint, occurrence: bigint) => {
    if (length < -1n || occurrence <= 0n) return null;
    const characters = Array.from(text);
    let from = start < 0n ? Math.max(0, characters.length + Number(start)) : Number(start);
    let place = -1;
    for (let nth = 0n; nth < occurrence; nth++) {
      // The length is counted anew from each occurrence: the second may end behind `start + length`.
      const searched = characters.slice(from, length < 0n ? undefined : from + Number(length)).join('');
      const at = searched.indexOf(wanted);
      if (at === -1) return -1n;
      place = from + Array.from(searched.slice(0, at)).length;
      from = place + 1;
    }
    return BigInt(place);
  },
});

const indexof: Rendering = (args, call) => {
  const texts = args
    .slice(0, 2)
    .map((argument) => ({ ...argument, sql: textOf(argument, call), type: 'string' as const }));
  const [text, wanted] = texts;
  if (args.length === 2) return sql`(instr(${text!.sql}, ${wanted!.sql}) - 1)`;
  const numbers = [0n, -1n, 1n].map((value, index) => args[index + 2] ?? literalArgument('long', value));
  return indexofFrom([...texts, ...numbers], call);
};

/** @see https://learn.microsoft.com/kusto/query/translate-function */
const translate = native({
  name: 'translate',
  parameters: ['string', 'string', 'string'],
  returns: 'string',
  run: (searched: string, replacement: string, source: string) => {
    const [from, to] = [Array.from(searched), Array.from(replacement)];
    const pairs = new Map<string, string>();
    from.forEach((character, index) => {
      // The last replacement stands for all that have none of their own.
      if (!pairs.has(character)) pairs.set(character, to[index] ?? to.at(-1) ?? '');
    });
    return Array.from(source, (character) => pairs.get(character) ?? character).join('');
  },
});

/** @see https://learn.microsoft.com/kusto/query/replace-strings-function */
const replaceStrings = native({
  name: 'replace_strings',
  parameters: ['string', 'dynamic', 'dynamic'],
  returns: 'string',
  run: (text: string, lookups: string, rewrites: string) => {
    const wanted = parsed(lookups);
    const replacements = parsed(rewrites);
    const pairs = wanted.flatMap((from, index) =>
      typeof from === 'string' && from !== '' ? [{ from, to: replacements[index] }] : [],
    );
    // An earlier lookup takes its matches in the whole text first; what it took, a later one does not see.
    let pieces: { readonly text: string; readonly taken: boolean }[] = [{ text, taken: false }];
    for (const { from, to } of pairs) {
      const written = { text: typeof to === 'string' ? to : from, taken: true };
      pieces = pieces.flatMap((piece) =>
        piece.taken
          ? [piece]
          : piece.text
              .split(from)
              .flatMap((rest, index) => [...(index > 0 ? [written] : []), { text: rest, taken: false }]),
      );
    }
    return pieces.map((piece) => piece.text).join('');
  },
});

const parsed = (array: string): unknown[] =>
  (elementsOf(array) ?? []).map((text) => JSON.parse(text) as unknown);

/** @see https://learn.microsoft.com/kusto/query/strcat-array-function */
const strcatArray: Rendering = ([array, delimiter], call) => {
  const pieces = sql`list_transform(json_extract(${array!.sql}, '$[*]'), lambda x: coalesce(x ->> '$', ''))`;
  return sql`(CASE WHEN json_type(${array!.sql}) = 'ARRAY' THEN coalesce(array_to_string(${pieces}, ${textOf(delimiter!, call)}), '') ELSE '' END)`;
};

export const TEXT: FunctionTable = {
  /** @see https://learn.microsoft.com/kusto/query/strcat-function */
  strcat: (args, call) =>
    sql`(${joined(
      args.map((argument) => textOf(argument, call)),
      ' || ',
    )})`,
  strcat_delim: strcatDelim,
  strcat_array: strcatArray,
  array_strcat: strcatArray,
  strlen: ([text], call) => sql`length(${textOf(text!, call)})`,
  string_size: ([text], call) => sql`strlen(${textOf(text!, call)})`,
  substring,
  split,
  strcmp,
  strrep,
  indexof,
  translate,
  replace_strings: replaceStrings,
  replace_string: ([text, lookup, rewrite], call) =>
    sql`replace(${textOf(text!, call)}, ${textOf(lookup!, call)}, ${textOf(rewrite!, call)})`,
  tolower: ([text], call) => sql`lower(${textOf(text!, call)})`,
  toupper: ([text], call) => sql`upper(${textOf(text!, call)})`,
  reverse: ([text], call) => sql`reverse(${textOf(text!, call)})`,
};
