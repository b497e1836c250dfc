import { openEngine } from '@vedette/kql';
import { expect, it } from 'vitest';
import { casesOf } from '../cases.ts';

const BAGS =
  'datatable(k:long, d:dynamic)[1,dynamic({"b":"x","a":1}), 2,dynamic({"a":2,"c":[1]}), 3,dynamic(null)]';
const SALES = 'datatable(s:string, e:string, n:long)["A","x",1, "B","x",2, "A","y",3, "A","x",5]';

casesOf(
  'plugins',
  { schema: new Map() },
  [
    {
      says: 'members become columns of their type, and what follows reads them',
      page: 'bag-unpack-plugin',
      query: `${BAGS} | evaluate bag_unpack(d) | extend twice = a * 2`,
      columns: 'k:long a:long b:string c:dynamic twice:long',
      rows: [
        [1, 1, 'x', null, 2],
        [2, 2, '', [1], 4],
        [3, null, '', null, null],
      ],
      ordered: true,
    },
    {
      says: 'members that are named are passed over, wherever the argument stands',
      page: 'bag-unpack-plugin',
      query: `${BAGS} | where k < 2 | evaluate bag_unpack(d, ignoredProperties=dynamic(["b", "z"]))`,
      columns: 'k:long a:long',
      rows: [[1, 1]],
    },
    {
      says: 'rows and ids are counted in every window that reaches them',
      page: 'sliding-window-counts-plugin',
      query:
        'datatable(u:string, n:long, g:string)["a",-1,"p", "a",1,"p", "b",1,"p", "a",2,"q", "b",2,"p", "c",9,"p"] | evaluate sliding_window_counts(u, n, 0, 3, 2, 1, g)',
      columns: 'n:long g:string Count:long Dcount:long',
      rows: [
        [0, 'p', 1, 1],
        [1, 'p', 2, 2],
        [2, 'p', 3, 2],
        [2, 'q', 1, 1],
        [3, 'p', 1, 1],
        [3, 'q', 1, 1],
      ],
    },
    {
      says: 'a name that no SQL takes as it is, with a prefix',
      page: 'bag-unpack-plugin',
      query: String.raw`print d = dynamic({"a\"b'/~]":1}) | evaluate bag_unpack(d, "p ")`,
      columns: `p a"b'/~]:long`,
      rows: [[1]],
    },
    {
      says: 'an output schema says the columns beforehand',
      page: 'bag-unpack-plugin',
      query: `${BAGS} | evaluate bag_unpack(d) : (*, a:real)`,
      columns: 'k:long a:real',
      rows: [
        [1, 1],
        [2, 2],
        [3, null],
      ],
    },
    {
      says: 'twice in one query, over tables of their own',
      page: 'bag-unpack-plugin',
      query: `let x = ${BAGS} | evaluate bag_unpack(d);\nx | where isnotnull(a) | project q = bag_pack("m", a) | evaluate bag_unpack(q)`,
      columns: 'm:long',
      rows: [[1], [2]],
    },
    {
      says: 'values become columns',
      page: 'pivot-plugin',
      query: `${SALES} | evaluate pivot(e, sum(n))`,
      columns: 's:string x:long y:long',
      rows: [
        ['A', 6, 3],
        ['B', 2, 0],
      ],
    },
    {
      says: 'a pivot counts if nothing else is said',
      page: 'pivot-plugin',
      query: `${SALES} | project s, e | evaluate pivot(e) | project s, y`,
      columns: 's:string y:long',
      rows: [
        ['A', 1],
        ['B', 0],
      ],
    },
    {
      says: 'how many values sets have in common',
      page: 'dcount-intersect-plugin',
      query:
        'datatable(a:long, b:long)[1,2, 2,3, 3,9] | summarize x = hll(a), y = hll(b) | evaluate dcount_intersect(x, y) | project s0, s1',
      columns: 's0:long s1:long',
      rows: [[3, 2]],
    },
    {
      says: 'a row for each value',
      page: 'narrow-plugin',
      query: 'datatable(s:string, n:long)["A",1, "B",long(null)] | evaluate narrow()',
      columns: 'Row:long Column:string Value:string',
      rows: [
        [0, 's', 'A'],
        [0, 'n', '1'],
        [1, 's', 'B'],
        [1, 'n', ''],
      ],
      ordered: true,
    },
    {
      says: 'an address beside the networks that hold it',
      page: 'ipv4-lookup-plugin',
      query:
        'let nets = datatable(net:string, w:long)["10.0.0.0/8",1, "10.1.0.0/16",2, "192.168.1.7",3, "junk",4];\ndatatable(ip:string)["10.1.2.3", "192.168.1.7", "8.8.8.8", "x"] | evaluate ipv4_lookup(nets, ip, net, return_unmatched = true)',
      columns: 'ip:string net:string w:long',
      rows: [
        ['10.1.2.3', '10.0.0.0/8', 1],
        ['10.1.2.3', '10.1.0.0/16', 2],
        ['192.168.1.7', '192.168.1.7', 3],
        ['8.8.8.8', '', null],
        ['x', '', null],
      ],
    },
    {
      says: 'IPv6 networks hold IPv6 and mapped IPv4 addresses',
      page: 'ipv6-lookup-plugin',
      query:
        'let nets = datatable(net:string)["2001:db8::/33", "10.0.0.0/8"];\ndatatable(ip:string)["2001:db8:7fff::1", "2001:db8:8000::1", "10.9.9.9"] | evaluate ipv6_lookup(nets, ip, net)',
      columns: 'ip:string net:string',
      rows: [
        ['2001:db8:7fff::1', '2001:db8::/33'],
        ['10.9.9.9', '10.0.0.0/8'],
      ],
    },
  ],
  [
    {
      says: 'a second column of one name',
      query: 'datatable(a:long, d:dynamic)[1,dynamic({"a":1})]\n| evaluate bag_unpack(d)',
      line: 2,
      column: 3,
      message: /keep_source/,
    },
    {
      says: 'an unknown name behind columns that were read, at its place',
      query: `${BAGS}\n| evaluate bag_unpack(d) | project nope`,
      line: 2,
      column: 36,
      message: /nope/,
    },
    {
      says: 'a member without a name',
      query: `print d = parse_json('{"":1}') | evaluate bag_unpack(d)`,
      line: 1,
      column: 34,
      message: /prefix/,
    },
    {
      says: 'what only guesses',
      query: 'datatable(a:long)[1] | evaluate autocluster()',
      line: 1,
      column: 24,
      message: /summarize count\(\)/,
    },
    {
      says: 'open columns in a function',
      query: `let f = (t:(d:dynamic)) { t | evaluate bag_unpack(d) };\nf(${BAGS})`,
      line: 1,
      column: 31,
      message: /Name:type/,
    },
  ],
);

it('explains a query whose columns are not known before it runs', async () => {
  const engine = await openEngine({ schema: new Map() });
  const { diagnostics, plan } = engine.explain(`${BAGS} | evaluate bag_unpack(d)`);
  expect(diagnostics).toMatchObject([{ code: 'KQL_OPEN_COLUMNS', severity: 'warning' }]);
  expect(plan).toContain('members of the bags');
  await engine.close();
});
