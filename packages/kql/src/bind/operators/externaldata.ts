import { className, columnsOf, listed, textOf } from '../../parse/syntax.ts';
import type { Expression } from '../../parse/syntax.ts';
import type { ExternalFormat, ExternalTable } from '../../plan/external.ts';
import { heldFrom } from '../../sql/held.ts';
import { identifier, joined, sql } from '../../sql/sql.ts';
import { placeOf, refuse } from '../refuse.ts';
import { bindScalar } from '../scalar.ts';
import type { Scope, SourceBinder } from '../scope.ts';
import { rowless } from '../scope.ts';
import { parameterOf } from './parameter.ts';

const separated = (separator: string, quoted = true): ExternalFormat => ({
  kind: 'separated',
  separator,
  quoted,
});

const FORMATS: Readonly<Record<string, ExternalFormat>> = {
  csv: separated(','),
  tsv: separated('\t'),
  tsve: separated('\t', false),
  psv: separated('|'),
  scsv: separated(';'),
  sohsv: separated('\u0001'),
  txt: { kind: 'lines' },
  raw: { kind: 'raw' },
  json: { kind: 'json' },
  multijson: { kind: 'json' },
};

/**
 * A table whose rows are read from the web when the query runs, from addresses that the engine's owner allows.
 * @see https://learn.microsoft.com/kusto/query/externaldata-operator
 */
export const externaldata: SourceBinder<Kusto.Language.Syntax.ExternalDataExpression> = (node, scope) => {
  const columns = columnsOf(node.ResultType);
  const properties = node.WithClause?.Properties;
  const addresses = listed<Expression>(node.URIs).map((uri) => allowedAddress(uri, scope));
  const [first] = addresses;
  if (!first) refuse(node, 'externaldata needs an address in square brackets.');
  const mapping =
    parameterOf(properties, 'ingestionmapping') ?? parameterOf(properties, 'ingestionmappingreference');
  if (mapping)
    refuse(mapping, 'A mapping is not supported here. Name the columns as the file does, in its order.');
  const format = formatOf(node, first, scope);
  const skip = parameterOf(properties, 'ignorefirstrecord');
  const skipped = skip && bindScalar(skip, rowless(scope));
  const table: ExternalTable = {
    name: scope.query.fresh('external'),
    addresses,
    format,
    skipFirst: skipped?.op === 'literal' && (skipped.value === true || skipped.value === 'true'),
    columns: columns.map(({ name }) => name),
    place: placeOf(node),
  };
  scope.query.external.push(table);
  return {
    op: 'operator',
    label: `externaldata ${addresses.join(', ')}`,
    columns,
    inputs: [],
    place: placeOf(node),
    sql: (_, render) => {
      const list = columns.map(({ name, type }, index) => {
        const stored = { raw: identifier(`c${index}`), type: 'VARCHAR' };
        return sql`${heldFrom(stored, type)} AS ${render.column(name)}`;
      });
      return sql`SELECT ${joined(list, ', ')} FROM ${identifier(table.name)}`;
    },
  };
};

/** An address that stands in the query and that the owner of the engine allows. */
function allowedAddress(node: Expression, scope: Scope): string {
  const value = bindScalar(node, rowless(scope));
  if (value.op !== 'literal' || typeof value.value !== 'string')
    refuse(node, 'The address must stand in the query itself, as a text.');
  const { href } = URL.parse(value.value) ?? {};
  if (href === undefined)
    refuse(node, 'This is not an address such as https://example.com/list.csv.', 'KQL_EXTERNAL');
  const prefixes = scope.query.externalData;
  if (!prefixes.some((prefix) => href.startsWith(URL.parse(prefix)?.href ?? '\0'))) {
    refuse(
      node,
      prefixes.length === 0
        ? 'externaldata may read no address here. Allow this one when the engine is opened (its externalData), or put the rows into a datatable.'
        : `externaldata may read addresses that begin with ${prefixes.join(' or ')} only. Allow this one when the engine is opened, or put the rows into a datatable.`,
      'KQL_EXTERNAL',
    );
  }
  return href;
}

/** The format that is said, or else told by the ending of the file; CSV where neither helps. */
function formatOf(
  external: Kusto.Language.Syntax.ExternalDataExpression,
  address: string,
  scope: Scope,
): ExternalFormat {
  const node = parameterOf(external.WithClause?.Properties, 'format');
  const bare = node && className(node) === 'NameDeclaration' ? textOf(node) : undefined;
  const said = node && bare === undefined ? bindScalar(node, rowless(scope)) : undefined;
  const ending = /\.([a-z]+)(?:\.gz)?$/i.exec(new URL(address).pathname)?.[1]?.toLowerCase() ?? '';
  const name = bare?.toLowerCase() ?? (said?.op === 'literal' ? String(said.value).toLowerCase() : ending);
  const format = Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined;
  if (format) return format;
  if (node || /^(parquet|avro|orc|zip)$/.test(name)) {
    return refuse(
      node ?? external,
      `externaldata cannot read the format '${name}'. It reads ${Object.keys(FORMATS).join(', ')}.`,
    );
  }
  return separated(',');
}
