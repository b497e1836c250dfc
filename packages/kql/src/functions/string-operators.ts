import { joined, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { elementsOf } from '../value/json-text.ts';
import type { Argument, CallContext, FunctionTable, Rendering } from './function.ts';
import { spread } from './members.ts';
import type { NativeFunction } from './native.ts';
import { native } from './native.ts';
import { hasTerm } from './term.ts';
import type { TextMatch } from './text-match.ts';
import { TERM_ENDS, hasAny, matchesText } from './text-match.ts';
import { textOf } from './text-of.ts';

/** The string operators that look for one text in another, by their name without `!` and `_cs`. */
const KINDS = ['contains', 'startswith', 'endswith', 'has', 'hasprefix', 'hassuffix'] as const;

/** Operator → what it looks for. Those with `!` are their negation. */
export const TEXT_MATCHES: Readonly<Record<string, TextMatch>> = {
  ...Object.fromEntries(
    KINDS.flatMap((kind) => [
      [kind, { kind, cased: false }],
      [`${kind}_cs`, { kind, cased: true }],
    ]),
  ),
  containscs: { kind: 'contains', cased: true },
  '=~': { kind: 'equals', cased: false },
};

/** Negated operator → its positive. */
export const NEGATIONS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.keys(TEXT_MATCHES).flatMap((name) => (name === '=~' ? [] : [[`!${name}`, name]])),
  ),
  '!~': '=~',
  notcontains: 'contains',
  notcontainscs: 'containscs',
};

/**
 * @see https://learn.microsoft.com/kusto/query/datatypes-string-operators
 */
export const STRING_OPERATORS: FunctionTable = {
  ...Object.fromEntries(Object.entries(TEXT_MATCHES).map(([name, match]) => [name, matching(match)])),
  ...Object.fromEntries(
    Object.entries(NEGATIONS).map(([name, positive]) => [name, not(matching(TEXT_MATCHES[positive]!))]),
  ),
  has_any: ([text, ...list], call) => hasSome(text!, list, call, 'any'),
  has_all: ([text, ...list], call) => hasSome(text!, list, call, 'all'),
  /** @see https://learn.microsoft.com/kusto/query/has-any-index-function */
  has_any_index: ([text, list], call) =>
    placeOfFirst(
      [
        { ...text!, type: 'string', sql: sql`lower(${textOf(text!, call)})` },
        { ...list!, sql: sql`CAST(lower(CAST(${list!.sql} AS VARCHAR)) AS JSON)` },
      ],
      call,
    ),
  'matches regex': ([text, pattern], call) =>
    sql`regexp_matches(${textOf(text!, call)}, ${textOf(pattern!, call)})`,
};

function not(rendering: Rendering): Rendering {
  return (args, call) => sql`(NOT ${rendering(args, call)})`;
}

function matching(match: TextMatch): Rendering {
  return ([text, needle], call) => {
    const subject = textOf(text!, call);
    const { scalar } = needle!;
    if (scalar.op === 'literal' && typeof scalar.value === 'string' && scalar.type === 'string') {
      return matchesText(match, subject, scalar.value);
    }
    return matchesEach(match, subject, textOf(needle!, call), call);
  };
}

/** The same with a needle that differs from row to row. */
function matchesEach({ kind, cased }: TextMatch, subject: Sql, needle: Sql, call: CallContext): Sql {
  const [left, right] = cased ? [subject, needle] : [sql`lower(${subject})`, sql`lower(${needle})`];
  switch (kind) {
    case 'contains':
      return sql`contains(${left}, ${right})`;
    case 'startswith':
      return sql`starts_with(${left}, ${right})`;
    case 'endswith':
      return sql`ends_with(${left}, ${right})`;
    case 'equals':
      return sql`(${left} = ${right})`;
    case 'has':
    case 'hasprefix':
    case 'hassuffix':
      return sql`${call.native(TERMS[kind])}(${left}, ${right})`;
  }
}

const TERMS: Readonly<Record<keyof typeof TERM_ENDS, NativeFunction>> = {
  has: termFunction('has'),
  hasprefix: termFunction('hasprefix'),
  hassuffix: termFunction('hassuffix'),
};

function termFunction(name: keyof typeof TERM_ENDS): NativeFunction {
  const ends = TERM_ENDS[name];
  return {
    name,
    parameters: ['string', 'string'],
    returns: 'bool',
    run: (text: string, needle: string) => hasTerm(text, needle, ends),
  };
}

/** has_any and has_all of an array that differs from row to row. Both arguments in lower case. */
const hasSomeOf = (quantity: 'any' | 'all'): Rendering =>
  native({
    name: `has_${quantity}_of`,
    parameters: ['string', 'dynamic'],
    returns: 'bool',
    run: (text: string, array: string) => {
      const needles = (elementsOf(array) ?? [array]).map(textOfElement);
      const found = (needle: string): boolean => hasTerm(text, needle, TERM_ENDS.has);
      return quantity === 'any' ? needles.some(found) : needles.every(found);
    },
  });

const placeOfFirst = native({
  name: 'has_any_index',
  parameters: ['string', 'dynamic'],
  returns: 'long',
  run: (text: string, array: string) =>
    BigInt(
      (elementsOf(array) ?? [array]).findIndex((item) => hasTerm(text, textOfElement(item), TERM_ENDS.has)),
    ),
});

function textOfElement(json: string): string {
  return json.startsWith('"') ? (JSON.parse(json) as string) : json;
}

/**
 * @see https://learn.microsoft.com/kusto/query/has-any-operator
 * @see https://learn.microsoft.com/kusto/query/has-all-operator
 */
function hasSome(text: Argument, list: readonly Argument[], call: CallContext, quantity: 'any' | 'all'): Sql {
  const subject = textOf(text, call);
  const constant: string[] = [];
  const tests: Sql[] = [];
  for (const item of spread(list)) {
    const { scalar, type } = item;
    if (scalar.op === 'literal' && type === 'string') constant.push(String(scalar.value ?? ''));
    else if (type === 'dynamic') {
      const lower = { ...item, sql: sql`CAST(lower(CAST(${item.sql} AS VARCHAR)) AS JSON)` };
      const found = hasSomeOf(quantity)(
        [{ ...text, type: 'string', sql: sql`lower(${subject})` }, lower],
        call,
      );
      tests.push(sql`coalesce(${found}, FALSE)`);
    } else {
      tests.push(matchesEach({ kind: 'has', cased: false }, subject, textOf(item, call), call));
    }
  }
  if (quantity === 'any' && constant.length > 0) tests.push(hasAny(subject, constant));
  if (quantity === 'all') {
    for (const needle of constant) tests.push(matchesText({ kind: 'has', cased: false }, subject, needle));
  }
  if (tests.length === 0) return sql`${quantity === 'all'}`;
  return sql`(${joined(tests, quantity === 'any' ? ' OR ' : ' AND ')})`;
}
