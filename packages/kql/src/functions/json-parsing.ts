import { asDynamic } from '../sql/json.ts';
import { sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { elementsOf, propertiesOf } from '../value/json-text.ts';
import type { FunctionTable, Rendering } from './function.ts';
import { native } from './native.ts';

/** What DuckDB reads as JSON though it is none. */
const NO_NUMBER = String.raw`(?i)(^|[\[,:\s])-?(nan|inf)`;

const strictlyJson = native({
  name: 'strictly_json',
  parameters: ['string'],
  returns: 'dynamic',
  run: (text: string) => {
    try {
      return JSON.stringify(JSON.parse(text));
    } catch {
      return JSON.stringify(text);
    }
  },
});

/**
 * A text that is no JSON is itself, as a string; any other value is what it is.
 * @see https://learn.microsoft.com/kusto/query/parse-json-function
 */
const parseJson: Rendering = ([value], call) => {
  const { sql: text, type } = value!;
  if (type !== 'string') return asDynamic(text, type);
  return sql`(CASE WHEN trim(${text}) IN ('', 'null') THEN NULL WHEN regexp_matches(${text}, ${NO_NUMBER}) THEN ${strictlyJson([value!], call)} ELSE coalesce(TRY_CAST(${text} AS JSON), to_json(${text})) END)`;
};

/** JSON whose names are sorted, at every depth. */
function canonical(text: string): string {
  const elements = elementsOf(text);
  if (elements) return `[${elements.map(canonical).join(',')}]`;
  const properties = propertiesOf(text);
  if (!properties) return text;
  const names = [...properties.keys()].sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(properties.get(name) ?? 'null')}`).join(',')}}`;
}

const canonicalJson = native({
  name: 'dynamic_to_json',
  parameters: ['dynamic'],
  returns: 'string',
  run: canonical,
});

/**
 * @see https://learn.microsoft.com/kusto/query/extract-json-function
 */
const extractJson: Rendering = ([path, source, type], call) => {
  const at = pathText(String(call.literal(path, 'The path').value ?? ''));
  if (at === undefined) {
    return call.unsupported("The path must be as $.name, $['name'] or $[0], and their chains.");
  }
  const text =
    source!.type === 'dynamic' ? source!.sql : sql`TRY_CAST(${call.converted(source!, 'string')} AS JSON)`;
  const found = sql`json_extract(${text}, ${at})`;
  const asText: Sql = sql`coalesce(${found} ->> '$', '')`;
  return type && call.type !== 'string'
    ? call.converted({ sql: asText, type: 'string', scalar: source!.scalar }, call.type)
    : asText;
};

/** A JSON path as a JSON pointer, which says the same of any name. */
function pathText(path: string): string | undefined {
  const steps = /^\$((?:\.[A-Za-z_][\w-]*|\[\s*(?:'[^']*'|"[^"]*"|\d+)\s*\])*)$/.exec(path.trim())?.[1];
  if (steps === undefined) return undefined;
  return Array.from(
    steps.matchAll(/\.([A-Za-z_][\w-]*)|\[\s*(?:'([^']*)'|"([^"]*)"|(\d+))\s*\]/g),
    (step) => {
      const name = step[1] ?? step[2] ?? step[3] ?? step[4] ?? '';
      return `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    },
  ).join('');
}

export const JSON_PARSING: FunctionTable = {
  parse_json: parseJson,
  parsejson: parseJson,
  todynamic: parseJson,
  toobject: parseJson,
  extract_json: extractJson,
  extractjson: extractJson,
  /** @see https://learn.microsoft.com/kusto/query/dynamic-to-json-function */
  dynamic_to_json: (args, call) =>
    args[0]!.type === 'dynamic' ? canonicalJson(args, call) : call.converted(args[0]!, 'string'),
};
