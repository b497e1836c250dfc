import type { Relation } from '../../plan/relation.ts';
import type { Scalar } from '../../plan/scalar.ts';
import type { Expression } from '../../parse/syntax.ts';
import { columnsOf } from '../../parse/syntax.ts';
import type { Renderer } from '../../sql/renderer.ts';
import type { Sql } from '../../sql/sql.ts';
import { joined, sql } from '../../sql/sql.ts';
import { placeOf, refuse } from '../refuse.ts';
import { scanOf } from '../relation.ts';
import { bindScalar } from '../scalar.ts';
import type { Scope, SourceBinder } from '../scope.ts';
import type { Enrichment, FunctionCall } from './enrichment.ts';
import { argumentsOf, columnNamed } from './enrichment.ts';

const TABLE = 'DeviceNetworkInfo';

/** Types of network adapters by the numbers that .NET gives them. */
const ADAPTER_TYPES = { Ethernet: 6n, Ppp: 23n, Loopback: 24n, Wireless80211: 71n, Tunnel: 131n } as const;

/**
 * The devices whose last report had the address of a row.
 * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-devicefromip-function
 */
export const deviceFromIp: Enrichment = (call, input, scope) => {
  const column = columnNamed(call, 'IP', input);
  const moment = momentOf(argumentsOf(call)[1], scope);
  return {
    op: 'operator',
    label: `invoke DeviceFromIP(${column})`,
    columns: columnsOf(call.ResultType),
    inputs: [input, reports(call, scope)],
    place: placeOf(call),
    sql: ([rows, info], render) => {
      const [left, right] = ['t', 'd'].map((prefix) => render.fresh(prefix));
      const ip = sql`${left!}.${render.column(column)}`;
      return sql`SELECT DISTINCT ${ip} AS ${render.column('IP')}, ${right!}.device AS ${render.column('DeviceId')} FROM (${rows!}) AS ${left!} JOIN (${assigned(info!, moment, render)}) AS ${right!} ON ${right!}.ip = ${ip}`;
    },
  };
};

/**
 * The addresses in a device's last report.
 * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-assignedipaddresses-function
 */
export const assignedAddresses: SourceBinder<FunctionCall> = (call, scope) => {
  const [of, at] = argumentsOf(call);
  if (!of) return refuse(call, 'AssignedIPAddresses needs the name or the identity of a device.');
  const device = bindScalar(of, scope);
  const moment = momentOf(at, scope);
  return {
    op: 'operator',
    label: 'AssignedIPAddresses',
    columns: columnsOf(call.ResultType),
    inputs: [reports(call, scope)],
    place: placeOf(call),
    sql: ([info], render) => {
      const wanted = render.scalar(device);
      const types = Object.entries(ADAPTER_TYPES).map(([name, number]) => sql`WHEN ${name} THEN ${number}`);
      const values: readonly (readonly [string, Sql])[] = [
        ['Timestamp', sql`seen`],
        ['IPAddress', sql`ip`],
        ['IPType', sql`kind`],
        ['NetworkAdapterType', sql`CAST(CASE adapter ${joined(types, ' ')} END AS INTEGER)`],
        ['ConnectedNetworks', sql`networks`],
      ];
      const list = values.map(([name, value]) => sql`${value} AS ${render.column(name)}`);
      return sql`SELECT ${joined(list, ', ')} FROM (${assigned(info!, moment, render)}) WHERE device = ${wanted} OR lower(name) = lower(${wanted})`;
    },
  };
};

function reports(call: FunctionCall, scope: Scope): Relation {
  return (
    scanOf(TABLE, scope) ??
    refuse(call, `It looks in the table ${TABLE}, which there is not.`, 'KQL_UNKNOWN_TABLE')
  );
}

function momentOf(argument: Expression | undefined, scope: Scope): Scalar | undefined {
  return argument && bindScalar(argument, scope);
}

/** The addresses of every adapter as it last was reported, at a moment if one is given. */
function assigned(info: Sql, moment: Scalar | undefined, render: Renderer): Sql {
  const [time, device, name, adapter, mac, type, networks, addresses] = [
    'Timestamp', 'DeviceId', 'DeviceName', 'NetworkAdapterName', 'MacAddress', 'NetworkAdapterType',
    'ConnectedNetworks', 'IPAddresses',
  ].map((column) => render.column(column)); // prettier-ignore
  const until = moment ? sql` WHERE ${time!} <= ${render.scalar(moment)}` : sql``;
  const last = sql`SELECT * FROM (${info})${until} QUALIFY row_number() OVER (PARTITION BY ${device!}, ${adapter!}, ${mac!} ORDER BY ${time!} DESC) = 1`;
  const each = sql`SELECT ${time!} AS seen, ${device!} AS device, ${name!} AS name, ${type!} AS adapter, ${networks!} AS networks, unnest(json_extract(TRY_CAST(${addresses!} AS JSON), '$[*]')) AS a FROM (${last})`;
  return sql`SELECT *, coalesce(a ->> 'IPAddress', '') AS ip, coalesce(a ->> 'AddressType', '') AS kind FROM (${each})`;
}
