import { ODataError, type Expression } from './expression.ts';
import { parseFilter } from './parser.ts';

export interface QueryOptions {
  readonly filter: Expression | undefined;
  readonly orderBy: readonly { readonly property: string; readonly descending: boolean }[];
  readonly top: number | undefined;
  readonly skip: number;
  readonly count: boolean;
  readonly select: readonly string[] | undefined;
  readonly expand: readonly string[];
  readonly skipToken: string | undefined;
  /** As they came, for the link to the next page. */
  readonly raw: ReadonlyMap<string, string>;
}

const KNOWN = new Set([
  '$filter',
  '$orderby',
  '$top',
  '$skip',
  '$count',
  '$select',
  '$expand',
  '$skiptoken',
  '$search',
  '$format',
]);

/**
 * Reads the query. A plus sign is a space, as forms and both Defender APIs have it; Graph's clients never
 * send one that means itself.
 * @throws ODataError
 */
export function readOptions(rawQuery: string): QueryOptions {
  const raw = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(rawQuery)) {
    const key = optionName(name);
    if (key === undefined) continue;
    if (raw.has(key))
      throw new ODataError(
        `Query option '${key}' was specified more than once, but it must be specified at most once.`,
      );
    raw.set(key, value);
  }
  const filter = raw.get('$filter')?.trim();
  if (raw.has('$search')) throw new ODataError("The query option '$search' is not supported.");
  return {
    filter: filter === undefined || filter === '' ? undefined : parseFilter(filter),
    orderBy: readOrder(raw.get('$orderby')),
    top: wholeNumber(raw, '$top'),
    skip: wholeNumber(raw, '$skip') ?? 0,
    count: readCount(raw.get('$count')),
    select: names(raw.get('$select')),
    expand: names(withoutParentheses(raw.get('$expand'))) ?? [],
    skipToken: raw.get('$skiptoken'),
    raw,
  };
}

/** Options are known with and without their dollar sign; others are custom and ignored, unless they begin with it. */
function optionName(name: string): string | undefined {
  const lower = name.toLowerCase();
  const key = lower.startsWith('$') ? lower : `$${lower}`;
  if (KNOWN.has(key)) return key;
  if (lower.startsWith('$')) throw new ODataError(`The query parameter '${name}' is not supported.`);
  return undefined;
}

function wholeNumber(raw: ReadonlyMap<string, string>, name: string): number | undefined {
  const text = raw.get(name);
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text))
    throw new ODataError(
      `Invalid value '${text}' for ${name} query option found. The ${name} query option requires a non-negative integer value.`,
    );
  return Number(text);
}

function readCount(text: string | undefined): boolean {
  if (text === undefined || text === 'false') return false;
  if (text === 'true') return true;
  throw new ODataError(
    `Invalid value '${text}' for $count query option found. Valid values are 'true', 'false'.`,
  );
}

function readOrder(text: string | undefined): QueryOptions['orderBy'] {
  return (names(text) ?? []).map((part) => {
    const [property = '', direction = 'asc', ...rest] = part.split(/[\s+]+/);
    if (rest.length > 0 || (direction !== 'asc' && direction !== 'desc'))
      throw new ODataError(`Syntax error in the $orderby query option: '${part}'.`);
    return { property, descending: direction === 'desc' };
  });
}

/** What stands in parentheses narrows the expanded part; the services here ignore it. They may be nested. */
function withoutParentheses(text: string | undefined): string | undefined {
  const shorter = text?.replaceAll(/\([^()]*\)/g, '');
  return shorter === text ? text : withoutParentheses(shorter);
}

function names(text: string | undefined): string[] | undefined {
  if (text === undefined) return undefined;
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
