import { className } from '../../parse/syntax.ts';
import type { Expression } from '../../parse/syntax.ts';
import { IPV4_BOUNDS, IPV6_BOUNDS } from '../../functions/ip-bounds.ts';
import type { NativeFunction } from '../../functions/native.ts';
import { nativeName } from '../../functions/native.ts';
import { joined, sql } from '../../sql/sql.ts';
import { bindRelation } from '../relation.ts';
import { refuse } from '../refuse.ts';
import { bindScalar } from '../scalar.ts';
import { givenName } from '../operators/named.ts';
import type { Plugin } from './plugin.ts';

/**
 * Rows beside the rows of a table whose network holds their address.
 * @see https://learn.microsoft.com/kusto/query/ipv4-lookup-plugin
 */
function ipLookup(name: string, bounds: NativeFunction): Plugin {
  return (input, { node, arguments: given, columns, scope, place }) => {
    const [table, source, key, ...rest] = given;
    if (!table || !source || !key)
      refuse(node, `${name} needs a table, an address and the networks of the table.`);
    const unmatched = rest.find((argument) => givenName(argument) === 'return_unmatched' || isBool(argument));
    const extra = rest.find((argument) => argument !== unmatched);
    if (extra) refuse(extra, `Further keys of ${name} are not supported: filter with where behind it.`);
    const outer = unmatched ? bindScalar(unmatched, scope) : undefined;
    if (outer && outer.op !== 'literal') refuse(node, 'return_unmatched must be true or false.');
    const { row: _, ...rowless } = scope;
    const right = bindRelation(table, rowless);
    const address = bindScalar(source, scope);
    const network = bindScalar(key, { ...scope, row: right });
    return {
      op: 'operator',
      label: `evaluate ${name}`,
      columns,
      inputs: [input, right],
      place,
      sql: ([left, other], render) => {
        render.natives.set(bounds.name, bounds);
        const [l, r, at] = [render.fresh('row'), render.fresh('network'), render.fresh('bounds')];
        const range = nativeName(bounds);
        const lefts = sql`SELECT *, ${range}(${render.scalar(address)}) AS ${at} FROM (${left!})`;
        const rights = sql`SELECT *, ${range}(${render.scalar(network)}) AS ${at} FROM (${other!})`;
        const lower = sql`substr(${r}.${at}, 1, 32) <= substr(${l}.${at}, 1, 32)`;
        const upper = sql`substr(${r}.${at}, 33) >= substr(${l}.${at}, 33)`;
        const out = columns.map((column, index) => {
          const as = render.column(column.name);
          if (index < input.columns.length)
            return sql`${l}.${render.column(input.columns[index]!.name)} AS ${as}`;
          const from = right.columns[index - input.columns.length];
          if (!from) return refuse(node, `The columns of ${name} could not be told.`);
          const value = sql`${r}.${render.column(from.name)}`;
          return from.type === 'string' ? sql`coalesce(${value}, '') AS ${as}` : sql`${value} AS ${as}`;
        });
        const kind = outer?.value === true ? sql`LEFT JOIN` : sql`JOIN`;
        return sql`SELECT ${joined(out, ', ')} FROM (${lefts}) AS ${l} ${kind} (${rights}) AS ${r} ON ${lower} AND ${upper}`;
      },
    };
  };
}

function isBool(argument: Expression): boolean {
  return className(argument) === 'LiteralExpression' && argument.ResultType?.Name === 'bool';
}

export const ipv4Lookup = ipLookup('ipv4_lookup', IPV4_BOUNDS);
export const ipv6Lookup = ipLookup('ipv6_lookup', IPV6_BOUNDS);
