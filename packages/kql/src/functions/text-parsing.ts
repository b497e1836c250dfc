import { sql } from '../sql/sql.ts';
import { commandLineArguments } from '../text/command-line.ts';
import { csvValues } from '../text/csv.ts';
import { pathParts } from '../text/path.ts';
import { percentDecoded, percentEncoded, queryParameters, urlParts } from '../text/url.ts';
import { USER_AGENT_TARGETS, userAgentParts } from '../text/user-agent.ts';
import { versionNumber } from '../text/version.ts';
import { xmlAsJson } from '../text/xml.ts';
import type { Json } from '../type.ts';
import type { FunctionTable, Rendering } from './function.ts';
import { literalArgument } from './literal-argument.ts';
import { native } from './native.ts';

/** What `parse_xml` reads, in bytes. */
const LARGEST_XML = 1024 * 1024;

/** A function that takes a text apart; undefined becomes null. */
function parsing(name: string, parse: (text: string) => object | undefined): Rendering {
  return native({
    name,
    parameters: ['string'],
    returns: 'dynamic',
    run: (text: string) => {
      const parts = parse(text);
      return parts === undefined ? null : JSON.stringify(parts);
    },
  });
}

const text = (name: string, run: (text: string) => string): Rendering =>
  native({ name, parameters: ['string'], returns: 'string', run });

/** @see https://learn.microsoft.com/kusto/query/parse-url-function */
const parseUrl = parsing('parse_url', urlParts);
/** @see https://learn.microsoft.com/kusto/query/parse-urlquery-function */
const parseUrlQuery = parsing('parse_urlquery', (query) => ({ 'Query Parameters': queryParameters(query) }));

/** All of a version's digits stand before the point: more than other decimals have there. */
const versionDigits = text('version_digits', (version) => versionNumber(version) ?? '');

const commandLine = parsing('parse_command_line', commandLineArguments);

const userAgent = native({
  name: 'parse_user_agent',
  parameters: ['string', 'dynamic'],
  returns: 'dynamic',
  run: (agent: string, targets: string) => JSON.stringify(userAgentParts(agent, namesIn(targets))),
});

/** What to look for is a text or an array of texts, and stands in the query. */
const parseUserAgent: Rendering = ([agent, wanted], call) => {
  const { value } = call.literal(wanted, 'What to look for');
  const json = wanted!.type === 'dynamic' ? String(value) : JSON.stringify(value);
  const names = namesIn(json);
  if (names.length === 0 || names.some((name) => !USER_AGENT_TARGETS.includes(name)))
    return call.unsupported(
      "parse_user_agent looks for 'browser', 'os' and 'device'. Write one of them, or dynamic(['browser', 'os']).",
    );
  return userAgent([agent!, literalArgument('dynamic', json)], call);
};

function namesIn(json: string): string[] {
  const value = JSON.parse(json) as unknown;
  return (Array.isArray(value) ? value : [value]).map(String);
}

export const TEXT_PARSING: FunctionTable = {
  /** @see https://learn.microsoft.com/kusto/query/parse-user-agent-function */
  parse_user_agent: parseUserAgent,
  parse_url: parseUrl,
  parseurl: parseUrl,
  parse_urlquery: parseUrlQuery,
  parseurlquery: parseUrlQuery,
  /** @see https://learn.microsoft.com/kusto/query/parse-path-function */
  parse_path: parsing('parse_path', pathParts),
  /** @see https://learn.microsoft.com/kusto/query/parse-csv-function */
  parse_csv: parsing('parse_csv', csvValues),
  /** @see https://learn.microsoft.com/kusto/query/parse-xml-function */
  parse_xml: parsing('parse_xml', (xml) =>
    Buffer.byteLength(xml) > LARGEST_XML ? undefined : (xmlAsJson(xml) as Exclude<Json, null> & object),
  ),
  /** @see https://learn.microsoft.com/kusto/query/parse-command-line-function */
  parse_command_line: ([line, parser], call) => {
    const rules = String(call.literal(parser, 'The parser').value).toLowerCase();
    return rules === 'windows'
      ? commandLine([line!], call)
      : call.unsupported(
          "parse_command_line knows the rules of 'windows' only. Write parse_command_line(…, 'windows').",
        );
  },
  /** @see https://learn.microsoft.com/kusto/query/parse-version-function */
  parse_version: ([version], call) =>
    sql`TRY_CAST(nullif(${versionDigits([version!], call)}, '') AS DECIMAL(38, 0))`,
  /** @see https://learn.microsoft.com/kusto/query/url-encode-function */
  url_encode: text('url_encode', (url) => percentEncoded(url).replaceAll('%20', '+')),
  /** @see https://learn.microsoft.com/kusto/query/url-encode-component-function */
  url_encode_component: text('url_encode_component', percentEncoded),
  /** @see https://learn.microsoft.com/kusto/query/url-decode-function */
  url_decode: text('url_decode', (url) => percentDecoded(url.replaceAll('+', ' '))),
};
